// Rows in quarantine wait on both sides, everything else goes on, and the side that somebody
// chooses stands on both; "latest commit" decides by the commit times of real servers.
#include <set>

#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;
using test::rest;

namespace {

const TableId kTable{"app", "c"};

std::string valueOf(db::Session& at, int id) {
  auto v = at.scalar("SELECT COALESCE(MAX(v),'-') FROM app.c WHERE id=" + std::to_string(id));
  return v ? *v : LivePair::text(v.error());
}

ConflictPolicy quarantine() {
  ConflictPolicy p;
  p.kind = PolicyKind::Quarantine;
  p.winnerRegion = "cn-a";
  return p;
}

void quarantined(Flavour flavour) {
  CAPTURE(std::string(practice::toText(flavour)));
  LivePair p(flavour);
  p.spec.conflicts = quarantine();
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v VARCHAR(20))",
                   "INSERT INTO app.c VALUES (1,'x'),(2,'x'),(3,'x')"});
  p.start();
  p.stop();
  test::run(*p.a, {"UPDATE app.c SET v='a' WHERE id IN (1,3)"});
  test::run(*p.b, {"UPDATE app.c SET v='b' WHERE id IN (1,3)"});
  p.start();
  p.settle();
  CHECK(valueOf(*p.a, 1) == "a");
  CHECK(valueOf(*p.b, 1) == "b");
  REQUIRE_FALSE(p.conflicts.empty());
  CHECK(p.conflicts[0].waits());
  CHECK(p.conflicts[0].winner == ConflictWinner::Nobody);

  // Other rows go on, also in a transaction with a waiting one; the waiting one stays where it is.
  test::run(*p.a, {"BEGIN", "UPDATE app.c SET v='a2' WHERE id=1",
                   "UPDATE app.c SET v='go' WHERE id=2", "COMMIT"});
  p.settle();
  CHECK(valueOf(*p.b, 1) == "b");
  CHECK(valueOf(*p.b, 2) == "go");

  // Not forgotten by a new start.
  p.stop();
  p.start();
  test::run(*p.b, {"UPDATE app.c SET v='b2' WHERE id=3"});
  p.settle();
  CHECK(valueOf(*p.a, 3) == "a");

  CHECK(p.pair->release(kTable, "id=1", Side::B));
  CHECK(p.pair->release(kTable, "id=3", Side::A));
  rest(p);
  CHECK(valueOf(*p.a, 1) == "b");
  CHECK(valueOf(*p.b, 3) == "a");
  CHECK(p.firstDifference() == "");
  const Status again = p.pair->release(kTable, "id=1", Side::B);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::ConflictNotWaiting);

  test::run(*p.b, {"UPDATE app.c SET v='after' WHERE id=1"});
  p.settle();
  CHECK(valueOf(*p.a, 1) == "after");
  CHECK(p.pair->snapshot()->forward.looped + p.pair->snapshot()->reverse.looped == 0);
  p.stop();
}

// B is narrower than A in one column.
struct Narrow : LivePair {
  explicit Narrow(const ConflictPolicy& policy) : LivePair(Flavour::MariaDb) {
    spec.conflicts = policy;
    test::run(*a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v VARCHAR(20))"});
    start();
    test::run(*b, {"ALTER TABLE app.c MODIFY v VARCHAR(3)"});
    test::run(*a, {"INSERT INTO app.c VALUES (1,'fits not'),(2,'ok')"});
  }
  void widen() { test::run(*b, {"ALTER TABLE app.c MODIFY v VARCHAR(20)"}); }
};

// Every waiting row decided, now for this side, now for that.
void resolveAll(LivePair& p) {
  for (int round = 0; round < 50 && !test::nothingOpen(p); ++round) {
    p.settle();
    std::set<std::string> keys;
    {
      std::lock_guard lock(p.mutex);
      for (const Conflict& c : p.conflicts) keys.insert(c.key);
    }
    int turn = 0;
    for (const std::string& key : keys) {
      const Status done = p.pair->release(kTable, key, ++turn % 2 ? Side::A : Side::B);
      if (!done) REQUIRE(done.error().code == ErrorCode::ConflictNotWaiting);
    }
  }
}

// Until the server's clock has moved on by so much.
void letPass(db::Session& at, double seconds) {
  const auto now = at.scalar("SELECT UNIX_TIMESTAMP(NOW(6))");
  REQUIRE(now);
  const double until = std::stod(*now) + seconds;
  CHECK(test::eventually([&] {
    const auto later = at.scalar("SELECT UNIX_TIMESTAMP(NOW(6))");
    return later && std::stod(*later) >= until;
  }));
}

// `apart`: more than the logs of the flavour leave in doubt.
void latestStands(Flavour flavour, double apart) {
  CAPTURE(std::string(practice::toText(flavour)));
  LivePair p(flavour);
  p.spec.conflicts.kind = PolicyKind::LatestCommit;
  p.spec.conflicts.winnerRegion = "cn-a";
  // A decision that misses the other link's log falls back to the region.
  p.targetReadPatience = std::chrono::seconds(30);
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v VARCHAR(20))",
                   "INSERT INTO app.c VALUES (1,'x'),(2,'x'),(3,'x'),(4,'x')"});
  p.start();
  p.stop();
  test::run(*p.a, {"UPDATE app.c SET v='a, early' WHERE id=1", "DELETE FROM app.c WHERE id=3"});
  test::run(*p.b, {"UPDATE app.c SET v='b, early' WHERE id=2",
                   "UPDATE app.c SET v='b, early' WHERE id=4"});
  letPass(*p.a, apart);
  test::run(*p.a, {"UPDATE app.c SET v='a, late' WHERE id=2", "DELETE FROM app.c WHERE id=4"});
  test::run(*p.b,
            {"UPDATE app.c SET v='b, late' WHERE id=1", "UPDATE app.c SET v='b, late' WHERE id=3"});
  p.start();
  rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(valueOf(*p.b, 1) == "b, late");
  CHECK(valueOf(*p.b, 2) == "a, late");
  CHECK(valueOf(*p.b, 3) == "b, late");
  CHECK(valueOf(*p.b, 4) == "-");
  p.stop();
}

}  // namespace

TEST_CASE("a quarantined row waits on both sides until a side is chosen") {
  quarantined(Flavour::MariaDb);
  quarantined(Flavour::MySql80);
}

TEST_CASE("a quarantined row waits on both sides of an OceanBase pair") {
  quarantined(Flavour::OceanBase);
}

TEST_CASE("random writes under quarantine end equal once every row is decided") {
  const unsigned seed = test::seedFor("quarantine");
  LivePair p(Flavour::MariaDb);
  p.spec.conflicts = quarantine();
  test::run(*p.a, {test::kCollisionTable,
                   "INSERT INTO app.c VALUES (0,'u0',0,'s'),(1,NULL,1,'s'),(2,'u1',2,NULL)"});
  p.start();
  test::Written a, b;
  NamedThread atA = test::startWriter(p.serverA, seed, 300, a);
  NamedThread atB = test::startWriter(p.serverB, seed + 1, 300, b);
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
  p.settle();
  CHECK(p.conflicts.size() > 0);
  resolveAll(p);
  rest(p);
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("the later commit stands on both sides") {
  latestStands(Flavour::MySql80, 0.1);
  latestStands(Flavour::MariaDb, 2.1);
}

TEST_CASE("the later commit stands on both sides of an OceanBase pair") {
  latestStands(Flavour::OceanBase, 0.1);
}

TEST_CASE("a value the target cannot hold stops the link, is never cut, and arrives once it fits") {
  ConflictPolicy priority;
  Narrow p(priority);
  CHECK(test::eventually([&] { return p.pair->snapshot()->forward.state == LinkState::Failed; }));
  const auto error = p.pair->snapshot()->forward.error;
  REQUIRE(error);
  CHECK(error->code == ErrorCode::TargetValueRefused);
  CHECK(error->arg("table") == "app.c");
  CHECK(error->arg("key") == "id=1");
  CHECK(valueOf(*p.b, 1) == "-");
  p.widen();
  p.start();
  rest(p);
  CHECK(valueOf(*p.b, 1) == "fits not");
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("under quarantine a value the target cannot hold waits and the rest goes on") {
  Narrow p(quarantine());
  p.settle();
  CHECK(valueOf(*p.b, 1) == "-");
  CHECK(valueOf(*p.b, 2) == "ok");
  REQUIRE(p.conflicts.size() == 1);
  CHECK(p.conflicts[0].kind == ConflictKind::ValueRefused);
  p.widen();
  CHECK(p.pair->release(kTable, "id=1", Side::A));
  rest(p);
  CHECK(valueOf(*p.b, 1) == "fits not");
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("a choice that the deciding side cannot hold is refused, and the link goes on") {
  ConflictPolicy atB = quarantine();
  atB.winnerRegion = "cn-b";
  Narrow p(atB);
  p.settle();
  const Status refused = p.pair->release(kTable, "id=1", Side::A);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TargetValueRefused);
  CHECK(refused.error().arg("table") == "app.c");
  CHECK(refused.error().arg("key") == "id=1");
  test::run(*p.a, {"INSERT INTO app.c VALUES (7,'on')"});
  p.settle();
  CHECK(valueOf(*p.b, 7) == "on");
  p.widen();
  CHECK(p.pair->release(kTable, "id=1", Side::A));
  rest(p);
  CHECK(valueOf(*p.b, 1) == "fits not");
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("a value outside its type passes where the target stores it as the source does") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v ENUM('x','y'))"});
  p.start();
  test::run(*p.a, {"SET SESSION sql_mode=''", "INSERT INTO app.c VALUES (1,'neither'),(2,'x')",
                   "UPDATE app.c SET v='neither' WHERE id=2"});
  rest(p);
  CHECK(*p.b->scalar("SELECT GROUP_CONCAT(id,':',v+0 ORDER BY id) FROM app.c") == "1:0,2:0");
  CHECK(p.firstDifference() == "");
  CHECK(p.conflicts.empty());
  p.stop();
}
