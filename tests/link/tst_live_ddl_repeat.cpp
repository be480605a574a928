// The program ends while the target is at work on a DDL, or before the journal says that it is
// done: afterwards the statement has been run once.
#include <signal.h>

#include "engine/link/ddl_choice.h"
#include "engine/link/practice/child_process.h"
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

practice::Command hostOf(LivePair& p, const std::string& killAt) {
  practice::Command host;
  host.argv = {TWINTIDE_PAIR_HOST,
               p.spec.name,
               "mariadb",
               std::to_string(p.serverA.port()),
               std::to_string(p.serverB.port()),
               "app.*"};
  host.environment = {"TWINTIDE_KILL_AT=" + killAt};
  host.logFile = test::scratchDir("host") + "/repeat.log";
  return host;
}

std::string ask(db::Session& s, const std::string& question) {
  auto answer = s.scalar(question);
  return answer ? *answer : LivePair::text(answer.error());
}

const std::string kRunning =
    "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'ALTER /* twintide:%'";

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
