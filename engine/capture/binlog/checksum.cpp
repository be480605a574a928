#include "engine/capture/binlog/checksum.h"

#include <zlib.h>

#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace twintide::capture {
namespace {

uint32_t portable(const char* from, size_t n) {
  return static_cast<uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(from), n));
}

#if defined(__x86_64__)

__attribute__((target("pclmul,sse4.1"))) inline __m128i load(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

// `over`, moved on by the distance that the constants stand for, onto `next`.
__attribute__((target("pclmul,sse4.1"))) inline __m128i fold(__m128i over, __m128i constants,
                                                             __m128i next) {
  const __m128i low = _mm_clmulepi64_si128(over, constants, 0x00);
  const __m128i high = _mm_clmulepi64_si128(over, constants, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// 128 bits to 32 by Barrett's method.
__attribute__((target("pclmul,sse4.1"))) inline uint32_t reduce(__m128i x, __m128i by16) {
  const __m128i mask = _mm_setr_epi32(~0, 0, ~0, 0);
  const __m128i by8 = _mm_set_epi64x(0, 0x0163cd6124);
  const __m128i polynomial = _mm_set_epi64x(0x01f7011641, 0x01db710641);
  x = _mm_xor_si128(_mm_srli_si128(x, 8), _mm_clmulepi64_si128(x, by16, 0x10));
  x = _mm_xor_si128(_mm_srli_si128(x, 4), _mm_clmulepi64_si128(_mm_and_si128(x, mask), by8, 0x00));
  __m128i q = _mm_clmulepi64_si128(_mm_and_si128(x, mask), polynomial, 0x10);
  q = _mm_clmulepi64_si128(_mm_and_si128(q, mask), polynomial, 0x00);
  return static_cast<uint32_t>(_mm_extract_epi32(_mm_xor_si128(x, q), 1));
}

// Selects, read at offset r, the bytes that the last r of a message push out of 128 bits; at offset
// 16 + r, those that stay.
alignas(16) constexpr char kMoves[48] = {
    -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128,
    0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,   13,   14,   15,
    -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128, -128};

// The last n bytes, 1 to 15, of a message that has at least 16 before them.
__attribute__((target("pclmul,sse4.1"))) inline __m128i foldTail(__m128i x, const char* at,
                                                                 size_t n, __m128i by16) {
  const __m128i stay = load(kMoves + 16 + n);
  const __m128i head = _mm_shuffle_epi8(x, load(kMoves + n));
  const __m128i rest = _mm_blendv_epi8(_mm_shuffle_epi8(x, stay), load(at + n - 16), stay);
  return fold(head, by16, rest);
}

// "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction" (Intel, 2009), with
// the constants of the reflected IEEE polynomial. n: at least 16.
__attribute__((target("pclmul,sse4.1"))) uint32_t folded(uint32_t crc, const char* at, size_t n) {
  const __m128i by64 = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
  const __m128i by16 = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
  __m128i a = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(crc)));
  if (n >= 64) {
    __m128i b = load(at + 16), c = load(at + 32), d = load(at + 48);
    for (at += 64, n -= 64; n >= 64; at += 64, n -= 64) {
      a = fold(a, by64, load(at));
      b = fold(b, by64, load(at + 16));
      c = fold(c, by64, load(at + 32));
      d = fold(d, by64, load(at + 48));
    }
    a = fold(fold(fold(a, by16, b), by16, c), by16, d);
  } else {
    at += 16, n -= 16;
  }
  for (; n >= 16; at += 16, n -= 16) a = fold(a, by16, load(at));
  return reduce(n > 0 ? foldTail(a, at, n, by16) : a, by16);
}

bool hasFold() {
  static const bool has = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
  return has;
}

#endif

}  // namespace

uint32_t checksum(std::string_view bytes) {
#if defined(__x86_64__)
  if (bytes.size() >= 16 && hasFold()) return ~folded(~uint32_t{0}, bytes.data(), bytes.size());
#endif
  return portable(bytes.data(), bytes.size());
}

}  // namespace twintide::capture
