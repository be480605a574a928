#include <doctest/doctest.h>

#include <atomic>

#include "engine/apply/applier.h"
#include "engine/base/thread_pool.h"
#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"
#include "tests/apply/live_target.h"

using namespace twintide;
using apply::Applier;
using apply::Group;
using practice::Flavour;
using test::add;
using test::kAllFlavours;
using Target = test::LiveTarget;

TEST_CASE("inserts, merged updates and deletes land with the marker in one transaction") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    Transaction t = w.transaction();
    for (int i = 1; i <= 5; ++i)
      add(t, ChangeKind::Insert, w.layout, {}, {std::to_string(i), "1", "'行 it's"});
    CHECK(!w.apply(std::move(t)).rowByRow);
    t = w.transaction();
    for (int i = 1; i <= 4; ++i) {
      const std::string id = std::to_string(i);
      add(t, ChangeKind::Update, w.layout, {id, "1", "'行 it's"}, {id, id + "0", "'行 it's"});
    }
    add(t, ChangeKind::Delete, w.layout, {"5", "1", "'行 it's"}, {});
    const auto outcome = w.apply(std::move(t));
    CHECK(!outcome.rowByRow);
    CHECK(w.rows() == "1:10:行 it's,2:20:行 it's,3:30:行 it's,4:40:行 it's");
    auto marker = w.session->scalar("SELECT source_position FROM twintide.marker WHERE group_no=2");
    REQUIRE(marker);
    CHECK(*marker == "pos:2");
  }
}

TEST_CASE("MariaDB logs rows of ours without the statements, where that is allowed") {
  Target w(Flavour::MariaDb);
  test::run(*w.session,
            {"DROP USER IF EXISTS plain@'%'", "CREATE USER plain@'%'",
             "GRANT ALL ON app.* TO plain@'%'", "GRANT ALL ON twintide.* TO plain@'%'"});
  for (const bool allowed : {true, false}) {
    CAPTURE(allowed);
    if (!allowed) w.options.target.login = "plain";
    w.open();
    auto before = w.session->query("SHOW MASTER STATUS");
    REQUIRE(before);
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {allowed ? "1" : "2", "1", "'a"});
    CHECK(!w.apply(std::move(t)).rowByRow);
    auto events = w.session->query("SHOW BINLOG EVENTS IN '" + before->text(0, "File") + "' FROM " +
                                   before->text(0, "Position"));
    REQUIRE(events);
    int rows = 0, statements = 0;
    for (size_t i = 0; i < events->rows.size(); ++i) {
      const std::string type = events->text(i, "Event_type");
      rows += type == "Write_rows_v1";
      statements += type == "Annotate_rows";
    }
    CHECK(rows == 1);
    CHECK((statements == 0) == allowed);
  }
  CHECK(w.rows() == "1:1:a,2:1:a");
}

TEST_CASE("a row that is not as expected is a conflict, decided by region priority") {
  for (Flavour f : kAllFlavours) {
    for (bool incomingWins : {true, false}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(incomingWins);
      Target w(f, incomingWins ? "cn-a" : "cn-b");
      test::run(*w.session, {"INSERT INTO app.t VALUES (1,5,'local'),(2,1,'same'),(4,1,'x')"});
      Transaction t = w.transaction();
      add(t, ChangeKind::Update, w.layout, {"1", "1", "'a"}, {"1", "2", "'a"});
      add(t, ChangeKind::Insert, w.layout, {}, {"2", "7", "'incoming"});
      add(t, ChangeKind::Update, w.layout, {"3", "1", "'a"}, {"3", "2", "'a"});
      add(t, ChangeKind::Delete, w.layout, {"4", "1", "'y"}, {});
      const auto outcome = w.apply(std::move(t));
      CHECK(outcome.rowByRow);
      REQUIRE(outcome.conflicts.size() == 4);
      CHECK(outcome.conflicts[0].kind == ConflictKind::UpdateDiffering);
      CHECK(outcome.conflicts[0].local[1].value == "5");
      CHECK(outcome.conflicts[0].key == "id=1");
      CHECK(outcome.conflicts[1].kind == ConflictKind::InsertExists);
      CHECK(outcome.conflicts[2].kind == ConflictKind::UpdateMissing);
      CHECK(outcome.conflicts[3].kind == ConflictKind::DeleteRecentlyUpdated);
      CHECK(w.rows() == (incomingWins ? "1:2:a,2:7:incoming,3:2:a" : "1:5:local,2:1:same,4:1:x"));
    }
  }
}

TEST_CASE("a change of letter case alone is a difference") {
  Target w(Flavour::MariaDb, "cn-b");
  test::run(*w.session, {"INSERT INTO app.t VALUES (1,1,'ABC')"});
  Transaction t = w.transaction();
  add(t, ChangeKind::Update, w.layout, {"1", "1", "'abc"}, {"1", "2", "'abc"});
  CHECK(w.apply(std::move(t)).conflicts.size() == 1);
  CHECK(w.rows() == "1:1:ABC");
}

TEST_CASE("the same row inserted on both sides is no conflict") {
  Target w(Flavour::MariaDb);
  test::run(*w.session, {"INSERT INTO app.t VALUES (1,1,'a')"});
  Transaction t = w.transaction();
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
  CHECK(w.apply(std::move(t)).conflicts.empty());
}

TEST_CASE("policy stop names the row and leaves nothing half applied") {
  Target w(Flavour::MariaDb);
  w.options.policy.kind = PolicyKind::Stop;
  w.open();
  test::run(*w.session, {"INSERT INTO app.t VALUES (2,1,'local')"});
  Transaction t = w.transaction();
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
  add(t, ChangeKind::Insert, w.layout, {}, {"2", "7", "'incoming"});
  Group g;
  g.add(std::move(t));
  auto done = w.applier->apply(g);
  REQUIRE(!done);
  CHECK(done.error().code == ErrorCode::ConflictStop);
  CHECK(done.error().arg("key") == "id=2");
  CHECK(w.rows() == "2:1:local");
}

TEST_CASE("an applier that lost its epoch applies nothing and says so") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    auto older = std::move(w.applier);
    w.open();
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
    Group g;
    g.add(std::move(t));
    auto done = older->apply(g);
    REQUIRE(!done);
    CHECK(done.error().code == ErrorCode::FencedOut);
    CHECK(!older->recover());
    CHECK(w.rows().empty());
  }
}

TEST_CASE("a group of an earlier connection that lands late is no other engine's") {
  for (const bool exact : {false, true}) {
    CAPTURE(exact);
    Target w(Flavour::MariaDb);
    w.applier->setTolerant(exact);
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
    Group g;
    g.add(std::move(t));
    test::run(*w.session, {"UPDATE twintide.marker SET group_no=1,source_position='pos:late'"});
    auto done = w.applier->apply(g);
    REQUIRE(!done);
    CHECK(done.error().code == ErrorCode::ConnectionLost);
    CHECK(done.error().retryable);
    REQUIRE(w.applier->recover());
    CHECK(w.applier->marker().position == "pos:late");
    CHECK(w.rows().empty());
    REQUIRE(w.applier->apply(g));
    CHECK(w.rows() == "1:1:a");
  }
}

TEST_CASE("unique values that move between rows keep the source's order") {
  Target w(Flavour::MariaDb);
  test::run(*w.session, {"ALTER TABLE app.t ADD UNIQUE KEY u (n)",
                         "INSERT INTO app.t VALUES (1,10,'a'),(2,20,'b')"});
  Transaction t = w.transaction();
  add(t, ChangeKind::Update, w.layout, {"1", "10", "'a"}, {"1", "NULL", "'a"});
  add(t, ChangeKind::Update, w.layout, {"2", "20", "'b"}, {"2", "10", "'b"});
  add(t, ChangeKind::Update, w.layout, {"1", "NULL", "'a"}, {"1", "20", "'a"});
  CHECK(!w.apply(std::move(t)).rowByRow);
  CHECK(w.rows() == "1:20:a,2:10:b");
}

TEST_CASE("a row in the way on a second unique key goes when the incoming side wins") {
  Target w(Flavour::MariaDb);
  test::run(*w.session,
            {"ALTER TABLE app.t ADD UNIQUE KEY u (n)", "INSERT INTO app.t VALUES (1,10,'a')"});
  Transaction t = w.transaction();
  add(t, ChangeKind::Insert, w.layout, {}, {"2", "10", "'b"});
  const auto outcome = w.apply(std::move(t));
  REQUIRE(outcome.conflicts.size() == 1);
  CHECK(outcome.conflicts[0].kind == ConflictKind::KeyExists);
  CHECK(w.rows() == "2:10:b");
}

TEST_CASE("in the overlap with a copy rows are made so, silently") {
  Target w(Flavour::MariaDb);
  test::run(*w.session, {"INSERT INTO app.t VALUES (1,3,'newer')"});
  w.applier->setTolerant(true);
  Transaction t = w.transaction();
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
  add(t, ChangeKind::Update, w.layout, {"1", "1", "'a"}, {"1", "2", "'b"});
  add(t, ChangeKind::Delete, w.layout, {"9", "1", "'a"}, {});
  CHECK(w.apply(std::move(t)).conflicts.empty());
  CHECK(w.rows() == "1:2:b");
}

TEST_CASE(
    "a group planned while the one before it is under way is right, even if that one is not") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    test::run(*w.session, {"INSERT INTO app.t VALUES (1,5,'local'),(2,1,'a'),(3,1,'a')"});
    Group first, second;
    Transaction t = w.transaction();
    add(t, ChangeKind::Update, w.layout, {"1", "1", "'a"}, {"1", "2", "'a"});
    first.add(std::move(t));
    t = w.transaction();
    for (const char* id : {"2", "3"})
      add(t, ChangeKind::Update, w.layout, {id, "1", "'a"}, {id, "2", "'b"});
    second.add(std::move(t));

    auto plan = w.applier->plan(first);
    REQUIRE(plan);
    REQUIRE(w.applier->begin(first, std::move(*plan)));
    auto next = w.applier->plan(second);
    REQUIRE(next);
    auto done = w.applier->finish();
    REQUIRE(done);
    CHECK(done->rowByRow);
    CHECK(done->conflicts.size() == 1);
    CHECK(w.applier->marker().groupNo == 1);
    REQUIRE(w.applier->begin(second, std::move(*next)));
    done = w.applier->finish();
    REQUIRE(done);
    CHECK(!done->rowByRow);
    CHECK(w.applier->marker().groupNo == 2);
    CHECK(w.rows() == "1:2:a,2:2:b,3:2:b");
  }
}

TEST_CASE("a column that is gone is told of once, and again when it was back meanwhile") {
  Target w(Flavour::MariaDb);
  w.options.targetOwnsDdl = true;
  w.open();
  auto conflictsAfterInsert = [&w, id = 0]() mutable {
    w.applier->forgetTables();
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {std::to_string(++id), "1", "'a"});
    return w.apply(std::move(t)).conflicts;
  };
  CHECK(conflictsAfterInsert().empty());
  test::run(*w.session, {"ALTER TABLE app.t DROP COLUMN n"});
  const auto told = conflictsAfterInsert();
  REQUIRE(told.size() == 1);
  CHECK(told[0].kind == ConflictKind::ColumnMissing);
  CHECK(told[0].key == "n");
  CHECK(conflictsAfterInsert().empty());
  test::run(*w.session, {"ALTER TABLE app.t ADD COLUMN n INT"});
  CHECK(conflictsAfterInsert().empty());
  test::run(*w.session, {"ALTER TABLE app.t DROP COLUMN n"});
  CHECK(conflictsAfterInsert().size() == 1);
}

TEST_CASE("a group under way when the connection is given up is told by the marker") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    Group group;
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
    group.add(std::move(t));
    auto plan = w.applier->plan(group);
    REQUIRE(plan);
    REQUIRE(w.applier->begin(group, std::move(*plan)));
    REQUIRE(w.applier->recover());
    CHECK(!w.applier->finish());
    const bool stands = w.applier->marker().groupNo == 1;
    CHECK(w.rows() == (stands ? "1:1:a" : ""));
    if (stands) continue;
    auto again = w.applier->apply(group);
    REQUIRE(again);
    CHECK(!again->rowByRow);
    CHECK(w.rows() == "1:1:a");
  }
}

TEST_CASE("what an earlier connection had begun is waited for before the marker is believed") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    auto earlier = test::connection(w.server);
    REQUIRE(earlier->execute("BEGIN"));
    REQUIRE(earlier->execute("UPDATE twintide.marker SET group_no=1"));
    std::atomic<bool> recovered{false};
    NamedThread recovering("recovering", [&](std::stop_token) {
      CHECK(w.applier->recover());
      recovered = true;
    });
    REQUIRE(test::eventually(
        [&] {
          return *w.session->scalar(
                     "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT "
                     "epoch,group_no%FOR UPDATE'") == "1";
        },
        4));
    CHECK(!recovered);
    REQUIRE(earlier->execute("COMMIT"));
    recovering.join();
    CHECK(w.applier->marker().groupNo == 1);
    // Looking has left no lock and no transaction behind.
    CHECK(earlier->execute("UPDATE twintide.marker SET group_no=2"));
  }
}

TEST_CASE("a packet that arrives after its group was applied again changes nothing") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    std::string late = "BEGIN;" + apply::groupMarkerSql(w.options.owner, {1, 1, "pos:1", 0});
    apply::appendExpectation(late, 1);
    late += "INSERT INTO app.t VALUES (9,9,'late');COMMIT";
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
    CHECK(!w.apply(std::move(t)).rowByRow);
    auto c = test::connection(w.server);
    auto outcome = c->executePacket(late);
    REQUIRE(outcome);
    CHECK(outcome->failed);
    CHECK(outcome->error.serverErrno == apply::kExpectationFailed);
    REQUIRE(c->execute("ROLLBACK"));
    CHECK(w.rows() == "1:1:a");
  }
}

TEST_CASE("a COMMIT that is refused for the moment leaves its outcome to the marker") {
  for (bool exact : {false, true}) {
    CAPTURE(exact);
    Target w(Flavour::MariaDb);
    if (exact) test::run(*w.session, {"INSERT INTO app.t VALUES (1,5,'local')"});
    REQUIRE(w.applier->execute("SET SESSION lock_wait_timeout=1"));
    Group group;
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
    group.add(std::move(t));
    auto backup = test::session(w.server);
    for (const char* stage : {"START", "FLUSH", "BLOCK_DDL", "BLOCK_COMMIT"})
      test::run(*backup, {std::string("BACKUP STAGE ") + stage});
    auto refused = w.applier->apply(group);
    test::run(*backup, {"BACKUP STAGE END"});
    REQUIRE(!refused);
    CHECK(refused.error().serverErrno == 1205);
    CHECK(refused.error().code == ErrorCode::ConnectionLost);
    REQUIRE(w.applier->recover());
    CHECK(w.applier->marker().groupNo == 0);
    auto again = w.applier->apply(group);
    REQUIRE(again);
    CHECK(again->rowByRow == exact);
    CHECK(w.rows() == "1:1:a");
  }
}
