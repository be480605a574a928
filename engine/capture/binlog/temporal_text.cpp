#include "engine/capture/binlog/temporal_text.h"

#include <algorithm>

#include "engine/capture/binlog/digits.h"

namespace twintide::capture {
namespace {

// Also of the smallest number, which has no positive counterpart.
uint64_t magnitude(int64_t v) {
  return v < 0 ? 0 - static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
}

char* date(unsigned year, unsigned month, unsigned day, char* to) {
  to = twoDigits(year, twoDigits(year / 100, to));
  *to++ = '-';
  to = twoDigits(month, to);
  *to++ = '-';
  return twoDigits(day, to);
}

char* clock(unsigned hour, unsigned minute, unsigned second, char* to) {
  if (hour > 99) *to++ = static_cast<char>('0' + hour / 100 % 10);
  to = twoDigits(hour, to);
  *to++ = ':';
  to = twoDigits(minute, to);
  *to++ = ':';
  return twoDigits(second, to);
}

char* fraction(uint32_t micros, unsigned digits, char* to) {
  static constexpr uint32_t kUnit[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
  if (digits == 0) return to;
  *to++ = '.';
  return paddedDigits(micros / kUnit[digits], digits, to);
}

// Fractions take (digits + 1) / 2 bytes, big-endian, in hundredths, ten-thousandths or micros.
constexpr uint32_t kFractionUnit[] = {1, 10000, 100, 1};
size_t fractionSize(unsigned digits) {
  return (digits + 1) / 2;
}

uint32_t readMicros(ByteReader& in, unsigned digits) {
  const size_t n = fractionSize(digits);
  return static_cast<uint32_t>(in.bigEndian(n)) * kFractionUnit[n];
}

// year*13+month : 17 bits, day : 5, hour : 5, minute : 6, second : 6 (my_time.cc).
char* packedClock(uint64_t bits, char* to) {
  return clock(bits >> 12 & 31, bits >> 6 & 63, bits & 63, to);
}
char* packedDate(uint64_t bits, char* to) {
  const auto yearMonth = static_cast<unsigned>(bits >> 22 & 0x1ffff);
  return date(yearMonth / 13, yearMonth % 13, bits >> 17 & 31, to);
}

// Days since 1970-01-01 to a civil date, proleptic Gregorian.
char* civilDate(int64_t days, char* to) {
  const int64_t z = days + 719468;
  const int64_t era = z / 146097;
  const auto dayOfEra = static_cast<unsigned>(z - era * 146097);
  const unsigned yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const unsigned shifted = (5 * dayOfYear + 2) / 153;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  const auto year = static_cast<unsigned>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
  return date(year, month, dayOfYear - (153 * shifted + 2) / 5 + 1, to);
}

char* unixText(uint32_t seconds, char* to) {
  if (seconds == 0) {  // the zero timestamp, not the epoch: '1970-01-01 00:00:00' is out of range
    to = date(0, 0, 0, to);
    *to++ = ' ';
    return clock(0, 0, 0, to);
  }
  to = civilDate(seconds / 86400, to);
  *to++ = ' ';
  const uint32_t rest = seconds % 86400;
  return clock(rest / 3600, rest / 60 % 60, rest % 60, to);
}

// TIME of `seconds` packed as hour:10 minute:6 second:6, with sign.
char* signedClock(bool negative, uint64_t bits, char* to) {
  if (negative) *to++ = '-';
  return clock(bits >> 12 & 0x3ff, bits >> 6 & 63, bits & 63, to);
}

}  // namespace

char* dateText(ByteReader& in, char* to) {
  const auto v = static_cast<uint32_t>(in.uint(3));
  return in.ok() ? date(v >> 9, v >> 5 & 15, v & 31, to) : nullptr;
}

char* dateTime2Text(ByteReader& in, unsigned digits, char* to) {
  const uint64_t bits = in.bigEndian(5) - 0x8000000000;
  const uint32_t micros = readMicros(in, digits);
  if (!in.ok()) return nullptr;
  to = packedDate(bits, to);
  *to++ = ' ';
  return fraction(micros, digits, packedClock(bits, to));
}

char* timestamp2Text(ByteReader& in, unsigned digits, char* to) {
  const auto seconds = static_cast<uint32_t>(in.bigEndian(4));
  const uint32_t micros = readMicros(in, digits);
  return in.ok() ? fraction(micros, digits, unixText(seconds, to)) : nullptr;
}

char* time2Text(ByteReader& in, unsigned digits, char* to) {
  // Whole and fraction are one signed big-endian number with its sign bit flipped, so a negative
  // fraction borrows from the whole part (my_time_packed_from_binary).
  const size_t n = fractionSize(digits);
  const int64_t raw = static_cast<int64_t>(in.bigEndian(3 + n));
  if (!in.ok()) return nullptr;
  const int64_t value = raw - (int64_t{0x800000} << (8 * n));
  const uint64_t size = magnitude(value);
  const auto part = static_cast<uint32_t>(size & ((uint64_t{1} << (8 * n)) - 1));
  return fraction(part * kFractionUnit[n], digits, signedClock(value < 0, size >> (8 * n), to));
}

char* oldTimestampText(ByteReader& in, char* to) {
  const uint32_t seconds = in.u32();
  return in.ok() ? unixText(seconds, to) : nullptr;
}

char* oldTimeText(ByteReader& in, char* to) {
  const auto raw = static_cast<int32_t>(in.uint(3) << 8) >> 8;
  if (!in.ok()) return nullptr;
  const auto v = static_cast<uint32_t>(raw < 0 ? -raw : raw);
  if (raw < 0) *to++ = '-';
  return clock(v / 10000, v / 100 % 100, v % 100, to);
}

char* oldDateTimeText(ByteReader& in, char* to) {
  const uint64_t v = in.uint(8);
  if (!in.ok()) return nullptr;
  const auto d = static_cast<unsigned>(v / 1000000 % 100000000);
  const auto t = static_cast<unsigned>(v % 1000000);
  to = date(d / 10000, d / 100 % 100, d % 100, to);
  *to++ = ' ';
  return clock(t / 10000, t / 100 % 100, t % 100, to);
}

char* packedDateTimeText(int64_t packed, bool dateOnly, char* to) {
  const uint64_t v = magnitude(packed);
  to = packedDate(v >> 24, to);
  if (dateOnly) return to;
  *to++ = ' ';
  return fraction(static_cast<uint32_t>(v & 0xffffff), 6, packedClock(v >> 24, to));
}

char* packedTimeText(int64_t packed, char* to) {
  const uint64_t v = magnitude(packed);
  return fraction(static_cast<uint32_t>(v & 0xffffff), 6, signedClock(packed < 0, v >> 24, to));
}

}  // namespace twintide::capture
