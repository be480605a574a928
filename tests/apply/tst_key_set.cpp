#include <doctest/doctest.h>

#include "engine/apply/key_set.h"

using namespace twintide;
using apply::KeySet;

TEST_CASE("a key that was added is always found, of its own table only") {
  KeySet set;
  const uint64_t t = KeySet::tableOf({"d", "t"}), u = KeySet::tableOf({"d", "u"});
  CHECK(!set.has(t, "1"));
  constexpr int kKeys = 20'000;
  for (int i = 0; i < kKeys; ++i) set.add(t, std::to_string(2 * i));
  int others = 0;
  for (int i = 0; i < kKeys; ++i) {
    CHECK(set.has(t, std::to_string(2 * i)));
    others += set.has(t, std::to_string(2 * i + 1)) + set.has(u, std::to_string(2 * i));
  }
  CHECK(others == 0);
}

TEST_CASE("of a table that was added whole every key is found") {
  KeySet set, other;
  const uint64_t t = KeySet::tableOf({"d", "t"}), u = KeySet::tableOf({"d", "u"});
  set.addTable(t);
  set.addTable(t);
  CHECK(set.has(t, "1"));
  CHECK(!set.has(u, "1"));
  const KeySet* both[] = {&other, &set};
  CHECK(apply::anyHas(both, t, "1"));
  CHECK(!apply::anyHas(both, u, "1"));
  CHECK(!apply::anyHas({}, t, "1"));
}
