#include <doctest/doctest.h>

#include "tests/copy/copy_bed.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

Bed mariaBed(int rows = 50) {
  Bed bed(Flavour::MariaDb, 0, Flavour::MariaDb, 1, rows);
  bed.copySchema();
  return bed;
}

ErrorCode copyError(Bed& bed, const copy::CopyTask& task) {
  auto r = bed.copier()->copy(task, {});
  REQUIRE_FALSE(r.has_value());
  CHECK(r.error().arg("table") == task.table->id.text());
  return r.error().code;
}

}  // namespace

TEST_CASE("every commit is one transaction: rows, progress and marker together") {
  Bed bed = mariaBed(1000);
  auto task = bed.task("many");
  task.chunkRows = 100;
  int64_t last = 0;
  task.progress = [&](const copy::CopyTick& tick) {
    const std::string seen = must(bed.target->scalar(
        "SELECT CONCAT_WS('/',(SELECT COUNT(*) FROM bed.many),(SELECT rows_copied FROM "
        "twintide.copy_progress WHERE table_name='many'),(SELECT group_no FROM twintide.marker))"));
    const std::string rows = std::to_string(tick.rows);
    CHECK(seen == rows + "/" + rows + "/" + std::to_string(bed.groups));
    last = tick.rows;
  };
  must(bed.copier()->copy(task, {}));
  CHECK(last == 1000);
  // Ten chunks, and one transaction that marks the table as done.
  CHECK(bed.groups == 11);
}

TEST_CASE("a small byte limit cuts chunks inside a page") {
  Bed bed = mariaBed(200);
  auto task = bed.task("many");
  task.chunkBytes = 2000;
  int commits = 0;
  int64_t largest = 0;
  task.progress = [&](const copy::CopyTick& t) {
    ++commits;
    largest = std::max(largest, t.chunkBytes);
  };
  must(bed.copier()->copy(task, {}));
  CHECK(commits > 3);
  CHECK(largest <= 2000);
  CHECK(bed.difference("many").equal);
}

TEST_CASE("a marker that meets no row stops the copy and leaves nothing") {
  Bed bed = mariaBed();
  auto task = bed.task("many");
  task.markerSql = [] {
    return "UPDATE twintide.marker SET group_no=5 WHERE link_id='bed.fwd' AND epoch=0";
  };
  CHECK(copyError(bed, task) == ErrorCode::FencedOut);
  CHECK(bed.count(*bed.target, "bed.many") == 0);
  CHECK(bed.count(*bed.target, "twintide.copy_progress") == 0);
}

TEST_CASE("a row that is there already is an error, or is kept where asked") {
  Bed bed = mariaBed();
  run(*bed.target, {"INSERT INTO bed.many VALUES (37,'local',1)"});
  auto task = bed.task("many");
  auto r = bed.copier()->copy(task, {});
  REQUIRE_FALSE(r.has_value());
  CHECK(r.error().serverErrno == 1062);
  task.keepExisting = true;
  must(bed.copier()->copy(task, {}));
  CHECK(bed.count(*bed.target, "bed.many") == 50);
  CHECK(must(bed.target->scalar("SELECT v FROM bed.many WHERE id=37")) == "local");
  const auto d = bed.difference("many");
  CHECK(d.kind == verify::RowDifference::Values);
  CHECK(d.key == "id=37");
}

TEST_CASE("a value that does not fit is refused, never cut") {
  for (bool keep : {false, true}) {
    Bed bed = mariaBed();
    run(*bed.target, {"ALTER TABLE bed.many MODIFY v VARCHAR(3) NOT NULL"});
    auto task = bed.task("many");
    task.keepExisting = keep;
    CHECK(copyError(bed, task) == ErrorCode::TargetValueRefused);
    CHECK(bed.count(*bed.target, "bed.many") == 0);
  }
}

TEST_CASE("missing table, missing column, no key") {
  Bed bed = mariaBed();
  run(*bed.source, {"CREATE TABLE bed.nokey (a INT)"});
  CHECK(copyError(bed, bed.task("nokey")) == ErrorCode::TableWithoutKey);
  run(*bed.target, {"ALTER TABLE bed.many DROP COLUMN n"});
  CHECK(copyError(bed, bed.task("many")) == ErrorCode::TargetColumnMissing);
  run(*bed.target, {"DROP TABLE bed.many"});
  CHECK(copyError(bed, bed.task("many")) == ErrorCode::TargetTableMissing);
}

TEST_CASE("a lock held at the target is waited for, and the wait ends") {
  Bed bed = mariaBed();
  auto blocker = session(server(Flavour::MariaDb, 1));
  run(*blocker, {"BEGIN", "SELECT * FROM twintide.marker FOR UPDATE"});
  auto task = bed.task("many");
  int attempts = 0;
  const auto marker = task.markerSql;
  task.markerSql = [&] {
    // The first attempt meets the lock; the next one finds it gone.
    if (++attempts == 2) run(*blocker, {"ROLLBACK"});
    return marker();
  };
  must(bed.copier()->copy(task, {}));
  CHECK(attempts >= 2);
  CHECK(bed.difference("many").equal);
}

TEST_CASE("OceanBase: all rows are of one snapshot, whatever happens meanwhile") {
  Bed bed(Flavour::OceanBase, 0, Flavour::OceanBase, 1, 3000);
  bed.copySchema();
  const std::string asOf = " AS OF SNAPSHOT " + must(bed.source->scalar("SELECT current_scn()"));
  auto task = bed.task("many");
  task.asOfSnapshot = asOf;
  task.chunkRows = 500;
  int commits = 0;
  task.progress = [&](const copy::CopyTick&) {
    if (++commits != 2) return;
    run(*bed.source,
        {"UPDATE bed.many SET v='changed' WHERE id>6000", "DELETE FROM bed.many WHERE id<50",
         "INSERT INTO bed.many VALUES (1,'new',1)"});
  };
  must(bed.copier()->copy(task, {}));
  const auto schema = bed.table("many");
  const auto source = must(verify::digest(*bed.source, *schema, {asOf, "", false}));
  const auto target = must(verify::digest(*bed.target, *schema));
  CHECK(source == target);
  CHECK(target.rows == 3000);
  CHECK_FALSE(bed.difference("many").equal);
}

TEST_CASE("a snapshot older than the table is told as such") {
  Bed bed(Flavour::OceanBase, 0, Flavour::OceanBase, 1, 10);
  bed.copySchema();
  const std::string scn = must(bed.source->scalar("SELECT current_scn()"));
  run(*bed.source, {"CREATE TABLE bed.young (id INT PRIMARY KEY)"});
  run(*bed.target, {"CREATE TABLE bed.young (id INT PRIMARY KEY)"});
  auto task = bed.task("young");
  task.asOfSnapshot = " AS OF SNAPSHOT " + scn;
  CHECK(copyError(bed, task) == ErrorCode::SnapshotTooOld);
}

TEST_CASE("triggers of a change log can tell the copy's writes from others") {
  Bed bed = mariaBed();
  run(*bed.target, {"CREATE TABLE bed.seen (n INT)",
                    "CREATE TRIGGER bed.many_i AFTER INSERT ON bed.many FOR EACH ROW INSERT INTO "
                    "bed.seen SELECT 1 FROM DUAL WHERE @twintide_applier IS NULL"});
  must(bed.copier()->copy(bed.task("many"), {}));
  CHECK(bed.count(*bed.target, "bed.seen") == 0);
  run(*bed.target, {"INSERT INTO bed.many VALUES (-1,'x',1)"});
  CHECK(bed.count(*bed.target, "bed.seen") == 1);
}

TEST_CASE("a connection cut between any two steps loses and doubles nothing") {
  Bed bed = mariaBed(600);
  auto task = bed.task("many");
  task.chunkRows = 100;
  int cuts = 0;
  for (int run = 0; run < 20; ++run) {
    auto copier = bed.copier();
    // Even runs lose the connection before the chunk is sent, odd ones right after its commit.
    task.throttle = [&](int64_t, int64_t) {
      if (run % 2 == 0) copier->interrupt();
    };
    int commits = 0;
    task.progress = [&](const copy::CopyTick&) {
      if (run % 2 == 1 && ++commits == 2) copier->interrupt();
    };
    auto r = copier->copy(task, {});
    if (r) break;
    ++cuts;
    CHECK(r.error().code == ErrorCode::ConnectionLost);
    CHECK(r.error().retryable);
  }
  // Three odd runs copy two chunks each; the seventh run loses the mark "done", the eighth sets it.
  CHECK(cuts == 7);
  CHECK(bed.difference("many").equal);
}
