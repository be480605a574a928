// The program ends while the target is at work on a DDL, or before the journal says that it is
// done: afterwards the statement has been run once.
#include <signal.h>

#include "engine/base/thread_pool.h"
#include "engine/link/ddl_choice.h"
#include "engine/link/ddl_fate.h"
#include "tests/link/pair_host.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

practice::Command hostOf(LivePair& p, const std::string& killAt) {
  auto host = test::hostOf(p, Flavour::MariaDb, test::scratchDir("host") + "/repeat.log");
  host.environment = {"TWINTIDE_KILL_AT=" + killAt};
  return host;
}

std::string ask(db::Session& s, const std::string& question) {
  auto answer = s.scalar(question);
  return answer ? *answer : LivePair::text(answer.error());
}

const std::string kRunning =
    "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'ALTER /* twintide:%'";

// A has run the statements and the program has ended right after B had run the last of them.
void endAfter(LivePair& p, const std::vector<std::string>& statements) {
  p.start();
  p.settle();
  p.stop();
  p.pair.reset();
  test::run(*p.a, statements);
  auto pid = practice::spawn(hostOf(p, "ddl.after_statement:1"));
  REQUIRE(pid);
  REQUIRE(practice::waitExit(*pid, std::chrono::seconds(60)));
  REQUIRE(ask(*p.b, "SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "started");
}

void goOn(LivePair& p) {
  p.pair = std::make_unique<link::PairRunner>(p.setup());
  p.start();
  p.settle();
  p.settle();
  CHECK(ask(*p.b, "SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "done");
  CHECK(p.firstDifference() == "");
  p.stop();
}

const char* const kPartitioned =
    "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT) PARTITION BY RANGE (id) (PARTITION p0 "
    "VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))";

}  // namespace

TEST_CASE("a DDL that the target is still at work on after the program's end is not sent again") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT NOT NULL)",
                   "INSERT INTO app.t SELECT seq,seq FROM app.seq_1_to_250"});
  p.start();
  p.settle();
  p.stop();
  p.pair.reset();
  // Some seconds at either side: every row is given a digest of four megabytes.
  REQUIRE(test::connection(p.serverA)->executePatiently(
      "ALTER TABLE app.t ADD COLUMN IF NOT EXISTS d CHAR(128) DEFAULT "
      "(SHA2(REPEAT(n,4000000),512)), ADD INDEX (n)",
      {}));
  auto pid = practice::spawn(hostOf(p, "none:1"));
  REQUIRE(pid);
  CHECK(test::eventually([&] { return ask(*p.b, kRunning) == "1"; }, 60));
  kill(*pid, SIGKILL);
  REQUIRE(practice::waitExit(*pid, std::chrono::seconds(10)));
  p.pair = std::make_unique<link::PairRunner>(p.setup());
  REQUIRE(p.pair->start({}));
  REQUIRE(ask(*p.b, kRunning) == "1");  // else this test says nothing
  p.waitRunning();
  p.settle();
  CHECK(ask(*p.b,
            "SELECT COUNT(DISTINCT index_name) FROM information_schema.statistics WHERE "
            "table_schema='app' AND table_name='t'") == "2");
  CHECK(ask(*p.b, "SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "done");
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("rows leave the number of the structures as it is, every DDL changes it") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    auto s = test::session(test::server(f));
    test::freshDatabase(*s, "app");
    test::run(*s, {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY)",
                   "CREATE TABLE app.t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n INT)"});
    const auto statement = ddl::parse("ALTER TABLE app.t FORCE");
    REQUIRE(statement);
    auto number = [&] {
      auto n = link::structuresOf(*s, *statement);
      REQUIRE(n);
      return n->hash;
    };
    uint64_t before = number();
    test::run(*s, {"INSERT INTO app.t (n) VALUES (1),(2),(3)"});
    CHECK(number() == before);
    for (const char* ddl : {"ALTER TABLE app.t ADD FOREIGN KEY (n) REFERENCES app.p (id)",
                            "ALTER TABLE app.t COMMENT='AUTO_INCREMENT=7'"}) {
      CAPTURE(std::string(ddl));
      test::run(*s, {"DELETE FROM app.t", ddl});
      CHECK(number() != std::exchange(before, number()));
    }
    test::run(*s, {"INSERT INTO app.p VALUES (1)", "INSERT INTO app.t (n) VALUES (1)"});
    CHECK(number() == before);
  }
}

TEST_CASE("a link that is told to stop during a long DDL stops, and runs it once all the same") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT NOT NULL)"});
  p.start();
  auto reader = test::session(p.serverB);
  test::run(*reader, {"BEGIN", "SELECT * FROM app.t"});
  test::run(*p.a, {"ALTER TABLE app.t ADD INDEX (n)"});
  REQUIRE(test::eventually([&] { return ask(*p.b, kRunning) == "1"; }));
  p.stop();
  p.pair.reset();
  test::run(*reader, {"COMMIT"});
  goOn(p);
  CHECK(ask(*p.b,
            "SELECT COUNT(DISTINCT index_name) FROM information_schema.statistics WHERE "
            "table_schema='app' AND table_name='t'") == "2");
}

TEST_CASE("what shows in partitions and foreign keys alone is not run twice") {
  const char* const statements[] = {
      "ALTER TABLE app.t ADD PARTITION (PARTITION p2 VALUES LESS THAN (30))",
      "ALTER TABLE app.t DROP PARTITION p1",
      "ALTER TABLE app.c ADD FOREIGN KEY (parent) REFERENCES app.p (id)"};
  for (const char* statement : statements) {
    CAPTURE(std::string(statement));
    LivePair p(Flavour::MariaDb);
    test::run(*p.a, {kPartitioned, "INSERT INTO app.t VALUES (1,1),(11,11)",
                     "CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY)",
                     "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, parent INT, KEY (parent))"});
    endAfter(p, {statement});
    goOn(p);
    CHECK(std::stoi(ask(*p.b,
                        "SELECT COUNT(*) FROM information_schema.table_constraints WHERE "
                        "table_schema='app' AND constraint_type='FOREIGN KEY'")) <= 1);
  }
}

TEST_CASE("what would undo itself is left to a person after the program's end") {
  const char* const statements[] = {
      "RENAME TABLE app.live TO app.x, app.stage TO app.live, app.x TO app.stage",
      "ALTER TABLE app.t EXCHANGE PARTITION p0 WITH TABLE app.live"};
  for (const char* statement : statements) {
    CAPTURE(std::string(statement));
    LivePair p(Flavour::MariaDb);
    test::run(*p.a, {kPartitioned, "INSERT INTO app.t VALUES (1,1)",
                     "CREATE TABLE app.live (id INT NOT NULL PRIMARY KEY, n INT)",
                     "CREATE TABLE app.stage LIKE app.live", "INSERT INTO app.live VALUES (2,2)",
                     "INSERT INTO app.stage VALUES (3,3)"});
    endAfter(p, {statement});
    p.pair = std::make_unique<link::PairRunner>(p.setup());
    (void)p.pair->start({});
    REQUIRE(test::eventually([&] { return p.pair->snapshot()->forward.state == LinkState::Failed; },
                             60));
    const Error error = *p.pair->snapshot()->forward.error;
    CHECK(error.code == ErrorCode::DdlFailed);
    CHECK(error.arg("reason") == "may_have_run");
    CHECK(p.firstDifference() == "");
    p.stop();
    REQUIRE(link::chooseSkip(p.setup().b, error));
    p.start();
    p.settle();
    CHECK(ask(*p.b, "SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "skipped");
    CHECK(p.firstDifference() == "");
    p.stop();
  }
}

TEST_CASE("a pair that is taken down during a DDL ends behind it") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT NOT NULL)"});
  p.start();
  auto reader = test::session(p.serverB);
  test::run(*reader, {"BEGIN", "SELECT * FROM app.t"});
  test::run(*p.a, {"ALTER TABLE app.t ADD INDEX (n)"});
  REQUIRE(test::eventually([&] { return ask(*p.b, kRunning) == "1"; }));
  NamedThread letting("letting", [&](std::stop_token) {
    // The reverse link has ended.
    CHECK(test::eventually(
        [&] {
          return ask(*reader,
                     "SELECT COUNT(*) FROM information_schema.processlist WHERE command LIKE "
                     "'Binlog Dump%'") == "0";
        },
        8));
    test::run(*reader, {"COMMIT"});
  });
  p.pair.reset();
  letting.join();
  CHECK(ask(*p.b, "SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "done");
}
