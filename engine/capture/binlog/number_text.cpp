#include "engine/capture/binlog/number_text.h"

#include <charconv>
#include <cmath>

#include "engine/capture/binlog/digits.h"

namespace twintide::capture {
namespace {

// Bytes of a group of 0..9 decimal digits (dig2bytes, strings/decimal.c).
constexpr size_t kDigitBytes[] = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

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
  uint32_t invert;  // all ones for negative values: all bits are stored inverted

  // Next group of `width` digits; false when the bytes are more than such a group holds.
  bool next(unsigned width, uint32_t& out) {
    static constexpr uint32_t kLimit[] = {1,      10,      100,      1000,      10000,
                                          100000, 1000000, 10000000, 100000000, 1000000000};
    // Where the group ends is followed by at least four bytes of the copy.
    const size_t n = kDigitBytes[width];
    uint32_t v = 0;
    std::memcpy(&v, at, sizeof v);
    at += n;
    v = (__builtin_bswap32(v) ^ invert) >> (32 - 8 * n);
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
  return shortest(v, to);
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
  uint8_t copy[40] = {};
  std::memcpy(copy, p, size);
  const bool negative = (copy[0] & 0x80) == 0;
  copy[0] ^= 0x80;
  DecimalBytes bytes{copy, negative ? ~uint32_t{0} : 0};
  if (negative) *to++ = '-';
  to = integerPart(bytes, precision - scale, to);
  if (!to || scale == 0) return to;
  *to++ = '.';
  return fractionPart(bytes, scale, to);
}

}  // namespace twintide::capture
