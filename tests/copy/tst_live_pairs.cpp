#include <doctest/doctest.h>

#include "tests/copy/copy_bed.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

const char* const kTables[] = {"every_type", "odd_key", "parent", "child", "many"};

void requireEqual(Bed& bed, const char* table) {
  const auto d = bed.difference(table);
  CAPTURE(table);
  CAPTURE(d.key);
  CAPTURE(d.column);
  CAPTURE(d.a.rows);
  CAPTURE(d.b.rows);
  REQUIRE(d.equal);
}

// Structures, then all rows in small chunks, a stop in the middle, and the digests.
void copyEverything(Flavour from, int fromIndex, Flavour to, int toIndex) {
  Bed bed(from, fromIndex, to, toIndex, 20000);
  const auto report = bed.copySchema();
  REQUIRE(report.created.size() == std::size(kTables));
  for (const auto& n : report.notes) {
    if (n.code != "storage_dropped")
      MESSAGE(n.table.text() << ": " << n.code << " " << n.from << " -> " << n.to);
  }
  for (const char* name : kTables) {
    auto task = bed.task(name);
    task.chunkRows = std::string(name) == "many" ? 700 : 2;
    std::stop_source stop;
    int commits = 0;
    task.progress = [&](const copy::CopyTick&) {
      if (++commits == 3) stop.request_stop();
    };
    auto first = bed.copier()->copy(task, stop.get_token());
    if (!first) {
      CHECK(first.error().code == ErrorCode::Cancelled);
      CHECK(bed.count(*bed.target, "bed." + std::string(name)) == 3 * task.chunkRows);
    }
    auto copier = bed.copier();
    const auto outcome = must(copier->copy(task, {}));
    CHECK(outcome.rows == bed.count(*bed.source, "bed." + std::string(name)));
    CHECK(must(copier->copy(task, {})).fresh == 0);
    requireEqual(bed, name);
  }
  CHECK(must(bed.target->scalar("SELECT group_no FROM twintide.marker")) ==
        std::to_string(bed.groups));
  run(*bed.target, {"UPDATE bed.many SET v=CONCAT(v,' ') WHERE id=3004"});
  const auto changed = bed.difference("many");
  CHECK_FALSE(changed.equal);
  CHECK(changed.kind == verify::RowDifference::Values);
  CHECK(changed.key == "id=3004");
  CHECK(changed.column == "v");
}

}  // namespace

TEST_CASE("MariaDB to MariaDB") {
  copyEverything(Flavour::MariaDb, 0, Flavour::MariaDb, 1);
}
TEST_CASE("MySQL 8 to MariaDB") {
  copyEverything(Flavour::MySql80, 0, Flavour::MariaDb, 1);
}
TEST_CASE("OceanBase to OceanBase") {
  copyEverything(Flavour::OceanBase, 0, Flavour::OceanBase, 1);
}
TEST_CASE("OceanBase to MySQL 5.7") {
  copyEverything(Flavour::OceanBase, 0, Flavour::MySql57, 0);
}
TEST_CASE("MySQL 5.7 to OceanBase") {
  copyEverything(Flavour::MySql57, 0, Flavour::OceanBase, 0);
}
TEST_CASE("MariaDB to MySQL 8") {
  copyEverything(Flavour::MariaDb, 0, Flavour::MySql80, 0);
}
TEST_CASE("MySQL 8 to OceanBase") {
  copyEverything(Flavour::MySql80, 0, Flavour::OceanBase, 0);
}
TEST_CASE("OceanBase to MariaDB") {
  copyEverything(Flavour::OceanBase, 0, Flavour::MariaDb, 0);
}
