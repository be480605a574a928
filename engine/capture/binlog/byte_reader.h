// Purpose: bounds-checked cursor over wire bytes; one bad read makes it fail for good.
// Owner: a decoding function's stack. Thread: plain value.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace twintide::capture {

class ByteReader {
 public:
  ByteReader(const uint8_t* data, size_t size) : m_at(data), m_end(data + size) {}
  explicit ByteReader(std::string_view bytes)
      : ByteReader(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()) {}

  bool ok() const { return m_ok; }
  size_t left() const { return static_cast<size_t>(m_end - m_at); }
  const uint8_t* at() const { return m_at; }
  std::string_view rest() const { return {reinterpret_cast<const char*>(m_at), left()}; }

  // n bytes in place; nullptr (and failure) when fewer are left.
  const uint8_t* take(size_t n) {
    if (n > left()) {
      failNow();
      return nullptr;
    }
    const uint8_t* p = m_at;
    m_at += n;
    return p;
  }
  std::string_view text(size_t n) {
    const uint8_t* p = take(n);
    return p ? std::string_view(reinterpret_cast<const char*>(p), n) : std::string_view();
  }
  void skip(size_t n) { take(n); }

  // Little-endian integer of n bytes, 1..8; 0 when short.
  uint64_t uint(size_t n) {
    const uint8_t* p = take(n);
    uint64_t v = 0;
    if (p) std::memcpy(&v, p, n);
    return v;
  }
  uint8_t u8() { return static_cast<uint8_t>(uint(1)); }
  uint16_t u16() { return static_cast<uint16_t>(uint(2)); }
  uint32_t u32() { return static_cast<uint32_t>(uint(4)); }

  // Big-endian integer of n bytes, 0..8.
  uint64_t bigEndian(size_t n) {
    const uint8_t* p = take(n);
    uint64_t v = 0;
    for (size_t i = 0; p && i < n; ++i) v = v << 8 | p[i];
    return v;
  }

  // Length-encoded integer of the MySQL protocol (mysys/pack.cc, net_field_length_ll).
  uint64_t packed() {
    const uint8_t first = u8();
    if (first < 251) return first;
    if (first == 252) return uint(2);
    if (first == 253) return uint(3);
    if (first == 254) return uint(8);
    failNow();
    return 0;
  }

  void failNow() {
    m_ok = false;
    m_at = m_end;
  }

 private:
  const uint8_t* m_at;
  const uint8_t* m_end;
  bool m_ok = true;
};

}  // namespace twintide::capture
