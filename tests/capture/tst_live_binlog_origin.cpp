// Whole transactions, markers, heartbeats, savepoints and kinds, as three servers log them.
#include <doctest/doctest.h>

#include "engine/base/clock.h"
#include "tests/capture/binlog_kit.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

const Flavour kFlavours[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57};

std::unique_ptr<db::Session> freshServer(Flavour flavour) {
  auto admin = session(server(flavour));
  freshDatabase(*admin, "bl");
  run(*admin, {"DROP DATABASE IF EXISTS twintide",
               "CREATE TABLE bl.t (id INT PRIMARY KEY, v VARCHAR(20))"});
  must(db::ensureSchema(*admin));
  return admin;
}

std::string marker(const std::string& link, int group) {
  return "INSERT INTO twintide.marker VALUES ('" + link + "',0,7," + std::to_string(group) +
         ",100,'x:4',1,2) ON DUPLICATE KEY UPDATE group_no=VALUES(group_no), "
         "applied_us=VALUES(applied_us)+group_no";
}

}  // namespace

TEST_CASE("a marker of the opposite link makes a transaction foreign wherever it stands") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"BEGIN", marker("p.rev", 1), "INSERT INTO bl.t VALUES (1,'echo')", "COMMIT",
                 "BEGIN", "INSERT INTO bl.t VALUES (2,'echo')", marker("p.rev", 2), "COMMIT",
                 "BEGIN", marker("other.rev", 1), "INSERT INTO bl.t VALUES (3,'local')", "COMMIT",
                 "BEGIN", marker("p.fwd", 9), "INSERT INTO bl.t VALUES (4,'looped')", "COMMIT",
                 "INSERT INTO bl.t VALUES (5,'local')", "DELETE FROM twintide.marker"});
    const auto all = must(bed.read());
    REQUIRE(all.size() == 5);
    for (int i : {0, 1}) {
      REQUIRE(all[i].markers.size() == 1);
      CHECK(all[i].markers[0].linkId == "p.rev");
      CHECK(all[i].markers[0].epoch == 7);
      CHECK(all[i].markers[0].groupNo == i + 1);
      CHECK(all[i].markers[0].originRegion == 100);
      CHECK(all[i].changes.empty());
    }
    CHECK_FALSE(all[2].foreign());
    CHECK(all[2].changes.size() == 1);
    REQUIRE(all[3].foreign());
    CHECK(all[3].markers[0].linkId == "p.fwd");
    CHECK(all[3].changes.empty());
    CHECK(bed.options.counters->ownMarkers == 1);
    CHECK(all[4].changes.size() == 1);
  }
}

TEST_CASE("markers are whole under binlog_row_image=MINIMAL") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    run(*admin, {"SET SESSION binlog_row_image=MINIMAL", "INSERT INTO bl.t VALUES (1,'a')"});
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {marker("p.rev", 1), marker("p.rev", 2), "UPDATE bl.t SET v='b'"});
    const auto all = must(bed.read());
    REQUIRE(all.size() == 3);
    REQUIRE(all[1].markers.size() == 1);
    CHECK(all[1].markers[0].linkId == "p.rev");
    CHECK(all[1].markers[0].epoch == 7);
    CHECK(all[1].markers[0].groupNo == 2);
    const Change& c = all[2].changes.at(0);
    CHECK(shown(c.before, c, "id") == "1");
    CHECK(shown(c.before, c, "v") == "<absent>");
    CHECK(shown(c.after, c, "id") == "<absent>");
    CHECK(shown(c.after, c, "v") == "b");
  }
}

TEST_CASE("only the own heartbeat is delivered, with its time") {
  for (Flavour flavour : kFlavours) {
    auto admin = freshServer(flavour);
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"INSERT INTO twintide.heartbeat VALUES ('p.rev',1,111)",
                 "INSERT INTO twintide.heartbeat VALUES ('p.fwd',1,1700000000123456)",
                 "UPDATE twintide.heartbeat SET beat=2, written_us=1700000000999999 "
                 "WHERE link_id='p.fwd'",
                 "INSERT INTO twintide.link_phase VALUES ('x','y','','','',0)"});
    const auto all = must(bed.read());
    REQUIRE(all.size() == 2);
    CHECK(all[0].heartbeatUs == 1700000000123456);
    CHECK(all[1].heartbeatUs == 1700000000999999);
    CHECK(all[1].changes.empty());
  }
}

TEST_CASE("transactions stay whole; savepoints undo what they should") {
  for (Flavour flavour : kFlavours) {
    INFO(std::string(practice::toText(flavour)));
    auto admin = freshServer(flavour);
    run(*admin, {"CREATE TABLE bl.my (id INT PRIMARY KEY) ENGINE=MyISAM",
                 "CREATE TABLE bl.u (id INT PRIMARY KEY)"});
    BinlogBed bed(binlogOptions(server(flavour)));
    run(*admin, {"BEGIN", "INSERT INTO bl.t VALUES (1,'a'),(2,'b')", "SAVEPOINT s1",
                 "INSERT INTO bl.t VALUES (3,'gone')",
                 // MySQL with GTIDs allows no such table inside a transaction.
                 flavour == Flavour::MariaDb ? "INSERT INTO bl.my VALUES (1)" : "DO 0",
                 "ROLLBACK TO SAVEPOINT s1", "INSERT INTO bl.u VALUES (4)", "COMMIT",
                 flavour == Flavour::MariaDb ? "DO 0" : "INSERT INTO bl.my VALUES (1)", "BEGIN",
                 "INSERT INTO bl.t VALUES (9,'x')", "ROLLBACK",
                 "UPDATE bl.t JOIN bl.u SET bl.t.v='j', bl.u.id=5 WHERE bl.t.id=1"});
    const auto all = must(bed.read());
    REQUIRE(all.size() == 3);
    CHECK(changesOf(all, "my").size() == 1);
    const auto rows = changesOf(all, "t");
    REQUIRE(rows.size() == 3);
    CHECK(shown(rows[0]->after, *rows[0], "id") == "1");
    CHECK(shown(rows[1]->after, *rows[1], "id") == "2");
    CHECK(rows[2]->kind == ChangeKind::Update);
    CHECK(shown(rows[2]->before, *rows[2], "v") == "a");
    CHECK(all[2].changes.size() == 2);
    const int64_t now = systemClock().wallUs();
    for (const Transaction& t : all) {
      CHECK(t.commitUsExact == (flavour == Flavour::MySql80));
      CHECK(t.commitUs > now - 120'000'000);
      CHECK(t.commitUs < now + 2'000'000);
      CHECK(t.bytes > 0);
    }
  }
}

TEST_CASE("tables outside the filter and switched-off kinds only move the position") {
  for (Flavour flavour : kFlavours) {
    auto admin = freshServer(flavour);
    run(*admin, {"CREATE TABLE bl.other (id INT PRIMARY KEY)"});
    auto options = binlogOptions(server(flavour), "bl.t");
    options.types.deleteRows = false;
    options.types.ddl = false;
    BinlogBed bed(options);
    run(*admin, {"INSERT INTO bl.other VALUES (1)", "CREATE TABLE bl.more (id INT PRIMARY KEY)",
                 "INSERT INTO bl.t VALUES (1,'a')", "DELETE FROM bl.t"});
    const auto all = must(bed.read());
    REQUIRE(all.size() == 1);
    CHECK(all[0].changes.size() == 1);
    const std::string end = must(bed.source->endPosition());
    Transaction t;
    capture::IdleNote idle;
    CHECK(must(bed.source->next(t, idle, std::chrono::milliseconds(0))) == capture::Fetched::Idle);
    CHECK(bed.source->reached(idle.position, end));
  }
}
