// Decoding asks for memory a fixed, small number of times: the hot path must not regress unseen.
#include <doctest/doctest.h>

#include "tests/capture/binlog_bytes.h"
#include "tests/support/allocations.h"

using namespace twintide;
using namespace twintide::test;

namespace {

struct Stream {
  EventMaker maker;
  ProcessorBed bed;
  Transaction out;

  Stream() { REQUIRE(bed.feed({maker.rotate("bin.000001", true), maker.format()})); }

  std::vector<std::string> updates(int rows) {
    std::string data;
    for (int i = 0; i < rows; ++i) data += rowT(i, "a value of some length") + rowT(i, "another");
    return {maker.query("BEGIN"), maker.tableMap(5, "d", "t", kTypesT, kMetaT),
            maker.rows(EventType::UpdateRowsV2, 5, 2, data), maker.xid()};
  }
  // How often memory is asked for while the events become one transaction.
  size_t count(const std::vector<std::string>& events) {
    const size_t before = test::allocations;
    for (const std::string& e : events) {
      if (!bed.processor.feed(e)) return SIZE_MAX;
    }
    return bed.take(out) ? test::allocations - before : SIZE_MAX;
  }
};

}  // namespace

TEST_CASE("rows cost no allocations of their own, and a transaction a few") {
  Stream s;
  s.count(s.updates(3));
  constexpr size_t kRows = 1000;
  const size_t large = s.count(s.updates(kRows));
  REQUIRE(s.out.changes.size() == kRows);
  CHECK(large < kRows / 5);
  const size_t small = s.count(s.updates(1));
  REQUIRE(s.out.changes.size() == 1);
  CHECK(small <= 12);
}

TEST_CASE("a value that an update leaves alone is decoded once") {
  Stream s;
  s.count(s.updates(1));
  const Change& c = s.out.changes[0];
  CHECK(c.after[0].bytes == "0");
  CHECK(c.after[0].bytes.data() == c.before[0].bytes.data());
  CHECK(c.before[1].bytes == "a value of some length");
  CHECK(c.after[1].bytes == "another");
}
