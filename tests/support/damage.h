// Purpose: seeded damage to bytes, for tests that feed readers with broken input. Under the address
// sanitizer they see most.
// Owner: a test. Thread: plain values.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>

namespace twintide::test {

using Random = std::mt19937;

// How many inputs a test tries: TWINTIDE_FUZZ, or as many as a usual run has time for.
inline int fuzzRounds(int usual) {
  const char* asked = std::getenv("TWINTIDE_FUZZ");
  return asked ? std::atoi(asked) : usual;
}

// One to four edits: a byte of those that lengths and flags like to be, any byte, a bit, bytes
// gone, bytes repeated, the end cut off.
inline std::string damaged(std::string bytes, Random& random) {
  static constexpr unsigned char kNasty[] = {0, 1, 0x7f, 0x80, 0xfb, 0xfc, 0xfd, 0xfe, 0xff};
  const unsigned edits = 1 + static_cast<unsigned>(random() % 4);
  for (unsigned i = 0; i < edits && !bytes.empty(); ++i) {
    const size_t at = random() % bytes.size();
    switch (random() % 12) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, 1 + random() % 8);
        break;
      case 2:
        bytes.insert(at, bytes.substr(random() % bytes.size(), 1 + random() % 20));
        break;
      case 3:
      case 4:
        bytes[at] = static_cast<char>(random());
        break;
      case 5:
      case 6:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        break;
      default:
        bytes[at] = static_cast<char>(kNasty[random() % std::size(kNasty)]);
    }
  }
  return bytes;
}

// As above for text: pieces of the reader's own language are put in as well.
template <size_t N>
std::string damagedText(std::string text, const char* const (&pieces)[N], Random& random) {
  if (random() % 2 == 0) text.insert(random() % (text.size() + 1), pieces[random() % N]);
  return random() % 3 == 0 ? text : damaged(std::move(text), random);
}

// In a block of its exact size, so that a read past the end is seen.
struct Exact {
  explicit Exact(std::string_view s) : bytes(new char[s.size()]), size(s.size()) {
    std::copy(s.begin(), s.end(), bytes.get());
  }
  std::string_view view() const { return {bytes.get(), size}; }
  std::unique_ptr<char[]> bytes;
  size_t size;
};

}  // namespace twintide::test
