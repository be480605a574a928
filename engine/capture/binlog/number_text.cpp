#include "engine/capture/binlog/number_text.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "engine/capture/binlog/digits.h"

namespace twintide::capture {
namespace {

// Bytes of a group of 0..9 decimal digits (dig2bytes, strings/decimal.c).
constexpr size_t kDigitBytes[] = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

constexpr double kPowers[] = {1e0, 1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,
                              1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17};

// Most values that people keep have few digits. A number of at most 15 digits is the only such one
// that reads back as its double, so if one does, it is the shortest; m / 10^k is exact to the last
// bit while m < 2^53 and k < 23. Null: not such a value, or one that is shorter with an exponent.
char* fewDigits(double v, char* to) {
  const double size = std::fabs(v);
  if (!(size >= 0.001 && size < 1e15)) return nullptr;
  unsigned k = 17;
  while (size * kPowers[k] >= 1e15) --k;
  auto m = static_cast<uint64_t>(std::llround(size * kPowers[k]));
  if (static_cast<double>(m) / kPowers[k] != size) return nullptr;
  while (k >= 4 && m % 10000 == 0) m /= 10000, k -= 4;
  while (k > 0 && m % 10 == 0) m /= 10, --k;
  if (k == 0 && m % 100000 == 0) return nullptr;
  if (v < 0) *to++ = '-';
  const auto scale = static_cast<uint64_t>(kPowers[k]);
  to = std::to_chars(to, to + 16, m / scale).ptr;
  if (k == 0) return to;
  *to++ = '.';
  uint64_t fraction = m % scale;
  for (char* p = to + k; p != to; fraction /= 10) *--p = static_cast<char>('0' + fraction % 10);
  return to + k;
}

template <class T>
char* shortest(T v, char* to) {
  if (!std::isfinite(v)) return nullptr;
  // "-0" would be the integer 0.
  if (v == 0 && std::signbit(v)) {
    std::memcpy(to, "-0e0", 4);
    return to + 4;
  }
  return std::to_chars(to, to + kNumberRoom, v).ptr;
}

struct DecimalBytes {
  const uint8_t* at;
  uint32_t invert;             // all ones for negative values: all bits are stored inverted
  uint32_t sign = 0x80000000;  // the first bit of the first group is the sign's

  // Next group of `width` digits; false when the bytes are more than such a group holds.
  bool next(unsigned width, uint32_t& out) {
    static constexpr uint32_t kLimit[] = {1,      10,      100,      1000,      10000,
                                          100000, 1000000, 10000000, 100000000, 1000000000};
    // The value is followed by at least four bytes.
    const size_t n = kDigitBytes[width];
    uint32_t v = 0;
    std::memcpy(&v, at, sizeof v);
    at += n;
    v = (__builtin_bswap32(v) ^ invert ^ std::exchange(sign, 0)) >> (32 - 8 * n);
    out = v;
    return v < kLimit[width];
  }
};

char* integerPart(DecimalBytes& in, unsigned count, char* to) {
  char* const start = to;
  uint32_t v = 0;
  const unsigned head = count % 9;
  if (head != 0) {
    if (!in.next(head, v)) return nullptr;
    if (v != 0) to = std::to_chars(to, to + 10, v).ptr;
  }
  for (unsigned i = 0; i < count / 9; ++i) {
    if (!in.next(9, v)) return nullptr;
    if (to != start)
      to = paddedDigits(v, 9, to);
    else if (v != 0)
      to = std::to_chars(to, to + 10, v).ptr;
  }
  if (to == start) *to++ = '0';
  return to;
}

char* fractionPart(DecimalBytes& in, unsigned count, char* to) {
  uint32_t v = 0;
  for (; count > 0; count -= count < 9 ? count : 9) {
    const unsigned width = count < 9 ? count : 9;
    if (!in.next(width, v)) return nullptr;
    to = paddedDigits(v, width, to);
  }
  return to;
}

}  // namespace

char* floatText(float v, char* to) {
  return shortest(v, to);
}
char* doubleText(double v, char* to) {
  char* const end = fewDigits(v, to);
  return end ? end : shortest(v, to);
}

size_t decimalSize(unsigned precision, unsigned scale) {
  const unsigned whole = precision - scale;
  return whole / 9 * 4 + kDigitBytes[whole % 9] + scale / 9 * 4 + kDigitBytes[scale % 9];
}

char* decimalText(ByteReader& in, unsigned precision, unsigned scale, char* to) {
  if (precision == 0 || precision > 65 || scale > 38 || scale > precision) return nullptr;
  const size_t size = decimalSize(precision, scale);
  const uint8_t* p = in.take(size);
  if (!p) return nullptr;
  uint8_t copy[40];
  if (in.left() < sizeof(uint32_t)) p = static_cast<uint8_t*>(std::memcpy(copy, p, size));
  const bool negative = (*p & 0x80) == 0;
  DecimalBytes bytes{p, negative ? ~uint32_t{0} : 0};
  if (negative) *to++ = '-';
  to = integerPart(bytes, precision - scale, to);
  if (!to || scale == 0) return to;
  *to++ = '.';
  return fractionPart(bytes, scale, to);
}

}  // namespace twintide::capture
