// Purpose: random documents in MySQL's binary JSON, and diffs to them.
// Owner: the fuzz tests of the decoder. Thread: plain values.
#pragma once

#include "tests/capture/binlog_bytes.h"
#include "tests/support/damage.h"

namespace twintide::test {

class JsonMaker {
 public:
  explicit JsonMaker(Random& random) : m_random(random) {}

  // A document: the type byte, then its body.
  std::string document() { return value(3); }

  // Operations on paths that may or may not exist.
  std::string diffs() {
    Bytes b;
    for (int left = 1 + pick(2); left > 0; --left) {
      const int op = pick(3);
      b.le(static_cast<uint64_t>(op), 1).text8(path());
      if (op != 2) b.text8(value(1));
    }
    return b.s;
  }

 private:
  int pick(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }

  std::string path() {
    static const char* const kLegs[] = {"[0]", "[1]", ".k0", ".k1", ".\"k\\u0031\"", "[7]"};
    std::string out = "$";
    for (int left = pick(3); left > 0; --left) out += kLegs[pick(6)];
    return out;
  }

  std::string value(int depth) {
    const int kind = depth > 0 ? pick(4) : 2;
    return kind == 0 ? object(depth) : kind == 1 ? array(depth) : scalar();
  }

  std::string scalar() {
    switch (pick(8)) {
      case 0:
        return Bytes().le(4, 1).le(static_cast<uint64_t>(pick(3)), 1).s;
      case 1:
        return Bytes().le(5, 1).le(m_random(), 2).s;
      case 2:
        return Bytes().le(8, 1).le(m_random(), 4).s;
      case 3:
        return Bytes().le(10, 1).le(m_random(), 8).s;
      case 4:
        return Bytes().le(11, 1).le(0x3ff8000000000000, 8).s;
      case 5:  // DECIMAL(4,3)
        return Bytes().raw("\x0f\xf6").text8(std::string("\x04\x03\x81\x00\x19", 5)).s;
      case 6: {  // TIME, DATE or DATETIME
        Bytes packed;
        packed.le(uint64_t{m_random()} << 32 | m_random(), 8);
        return Bytes().raw("\x0f").le(static_cast<uint64_t>(10 + pick(3)), 1).text8(packed.s).s;
      }
      default:
        return Bytes().raw("\x0c").text8(std::string(static_cast<size_t>(pick(20)), 'a')).s;
    }
  }

  std::string array(int depth) { return container(depth, false); }
  std::string object(int depth) { return container(depth, true); }

  // The small forms: offsets of two bytes, nothing but literals and 16-bit numbers inlined.
  std::string container(int depth, bool isObject) {
    const auto count = static_cast<size_t>(pick(4));
    const size_t head = 4 + count * (isObject ? 7 : 3);
    Bytes keys, entries;
    std::string tail;
    const size_t keyRoom = isObject ? 2 * count : 0;
    for (size_t i = 0; i < count; ++i) {
      if (isObject) keys.le(head + 2 * i, 2).le(2, 2);
      const std::string v = value(depth - 1);
      entries.raw(v.substr(0, 1));
      const bool inlined = v[0] == 4 || v[0] == 5;
      if (inlined)
        entries.raw(v.substr(1)).raw(std::string(3 - v.size(), '\0'));
      else
        entries.le(head + keyRoom + tail.size(), 2);
      if (!inlined) tail += v.substr(1);
    }
    Bytes names;
    for (size_t i = 0; i < keyRoom / 2; ++i) names.raw("k").raw(std::to_string(i));
    Bytes b;
    b.le(isObject ? 0 : 2, 1).le(count, 2).le(head + keyRoom + tail.size(), 2);
    return b.raw(keys.s).raw(entries.s).raw(names.s).raw(tail).s;
  }

  Random& m_random;
};

}  // namespace twintide::test
