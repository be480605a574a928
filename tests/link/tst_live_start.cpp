// A start of which one link fails before the other one can go on.
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

TEST_CASE("what ends the reverse link before it reads is told at once, and mended by a start") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a,
            {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY)", "INSERT INTO app.t VALUES (1)"});
  // May write at B, but not ask where B's log ends.
  test::run(*p.b, {"CREATE OR REPLACE USER weak@'%'", "GRANT ALL ON *.* TO weak@'%'",
                   "REVOKE SUPER, BINLOG MONITOR ON *.* FROM weak@'%'"});
  link::PairSetup setup = p.setup();
  setup.b.source.user = "weak";
  p.pair = std::make_unique<link::PairRunner>(setup);
  const int64_t began = systemClock().steadyUs();
  const Status started = p.pair->start({});
  CHECK(systemClock().steadyUs() - began < 60'000'000);
  REQUIRE_FALSE(started);
  CAPTURE(LivePair::text(started.error()));
  CHECK(started.error().arg("sql").find("MASTER STATUS") != std::string::npos);
  CHECK(test::eventually([&] {
    const auto s = p.pair->snapshot();
    return s->reverse.state == LinkState::Failed && s->forward.state == LinkState::Retrying &&
           s->forward.error && s->forward.error->args == started.error().args;
  }));
  test::run(*p.b, {"GRANT ALL ON *.* TO weak@'%'"});
  REQUIRE(p.pair->start({}));
  p.waitRunning();
  CHECK(p.firstDifference() == "");
  p.stop();
  test::run(*p.b, {"DROP USER weak@'%'"});
}
