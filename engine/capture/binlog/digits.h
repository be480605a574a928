// Purpose: decimal digits of a fixed width.
// Owner: pure functions. Thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

namespace twintide::capture {

// "00" … "99", one behind the other.
inline constexpr std::array<char, 200> kDigitPairs = [] {
  std::array<char, 200> pairs{};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// The last two digits of v; the end of them.
inline char* twoDigits(uint32_t v, char* to) {
  std::memcpy(to, kDigitPairs.data() + 2 * (v % 100), 2);
  return to + 2;
}

// The last `width` digits of v, padded with zeros; the end of them.
inline char* paddedDigits(uint32_t v, unsigned width, char* to) {
  char* p = to + width;
  for (; p - to >= 2; v /= 100) twoDigits(v, p -= 2);
  if (p != to) *to = static_cast<char>('0' + v % 10);
  return to + width;
}

}  // namespace twintide::capture
