#include <doctest/doctest.h>

#include "engine/link/recent_writes.h"
#include "tests/support/rows.h"

using namespace twintide;
using link::RecentWrites;

namespace {

std::shared_ptr<const RowLayout> table() {
  static const auto t = test::layout({"app", "t"}, {test::intColumn("id"), test::intColumn("v")});
  return t;
}

Transaction written(int id, int64_t commitUs) {
  Transaction t;
  test::add(t, ChangeKind::Insert, table(), {}, {std::to_string(id), "1"});
  t.commitUs = commitUs;
  t.commitUsExact = true;
  t.position = "at " + std::to_string(commitUs);
  return t;
}

apply::RowName row(int id) {
  return {{"app", "t"}, "{\"id\":\"n3" + std::to_string(id % 10) + "\"}"};
}

}  // namespace

TEST_CASE("the last write of a row is told on the program's clock") {
  RecentWrites w;
  CHECK_FALSE(w.last(row(1)));
  w.note(written(1, 1000), 100);
  w.note(written(2, 2000), 100);
  w.note(written(1, 3000), 100);
  REQUIRE(w.last(row(1)));
  CHECK(w.last(row(1))->us == 2900);
  CHECK(w.last(row(2))->us == 1900);
}

TEST_CASE("what our own applier wrote is nobody's write") {
  RecentWrites w;
  Transaction t = written(1, 1000);
  t.markers.emplace_back();
  w.note(t, 0);
  CHECK_FALSE(w.last(row(1)));
  CHECK(w.awaitRead([](const std::string& at) { return at == "at 1000"; },
                    std::chrono::milliseconds(0)));
}

TEST_CASE("the oldest writes are forgotten, not the newest of an old row") {
  RecentWrites w;
  w.note(written(1, 1), 0);
  w.note(written(2, 2), 0);
  w.note(written(1, 3), 0);
  // Other rows, told apart by their ids; row 1 and 2 stand at the old end by now.
  for (size_t i = 0; i + 1 < RecentWrites::kMaxRows; ++i)
    w.note(written(static_cast<int>(1000 + i), 10), 0);
  CHECK_FALSE(w.last(row(2)));
  REQUIRE(w.last(row(1)));
  CHECK(w.last(row(1))->us == 3);
}

TEST_CASE("waiting for what has not been read ends in time") {
  RecentWrites w;
  w.note(written(1, 1000), 0);
  CHECK_FALSE(w.awaitRead([](const std::string& at) { return at == "at 2000"; },
                          std::chrono::milliseconds(10)));
}
