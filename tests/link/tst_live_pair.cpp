#include "tests/link/live_pair.h"

#include "engine/link/drill.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

const Flavour kPairs[] = {Flavour::MariaDb, Flavour::OceanBase, Flavour::MySql80, Flavour::MySql57};

void fill(LivePair& p) {
  test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s VARCHAR(100))",
                   "CREATE TABLE app.k (a VARCHAR(20) NOT NULL, b INT NOT NULL, d DECIMAL(10,2), "
                   "PRIMARY KEY (a,b))",
                   "INSERT INTO app.t VALUES (1,1,'一'),(2,2,'two'),(3,NULL,NULL)",
                   "INSERT INTO app.k VALUES ('x',1,1.50),('y',2,-2.25)"});
}

}  // namespace

TEST_CASE("a pair copies, then follows both sides, and nothing loops") {
  for (Flavour f : kPairs) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    fill(p);
    p.start();
    CHECK(p.firstDifference() == "");
    test::run(*p.a,
              {"INSERT INTO app.t VALUES (10,10,'from a')", "UPDATE app.t SET n=100 WHERE id=1"});
    test::run(*p.b, {"INSERT INTO app.t VALUES (20,20,'from b')", "DELETE FROM app.k WHERE a='y'"});
    p.settle();
    p.settle();
    CHECK(p.firstDifference() == "");
    auto rows = p.a->scalar("SELECT COUNT(*) FROM app.t");
    REQUIRE(rows);
    CHECK(*rows == "5");
    const auto s = p.pair->snapshot();
    CHECK(s->forward.rowsApplied == 2);
    CHECK(s->reverse.rowsApplied == 2);
    CHECK(s->forward.looped + s->reverse.looped == 0);
    CHECK(p.conflicts.empty());
    p.stop();
  }
}

TEST_CASE("the drill passes on every kind of server") {
  for (Flavour f : kPairs) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    fill(p);
    p.start();
    auto report = link::Drill(*p.pair, {}, {}, std::chrono::seconds(120)).run();
    if (!report) FAIL(LivePair::text(report.error()));
    for (const DrillStep& s : report->steps) {
      CAPTURE(toText(s.id));
      if (s.error) MESSAGE(LivePair::text(*s.error) << "\n" << p.describe() << p.told());
      CHECK(s.state == DrillStepState::Passed);
    }
    p.stop();
  }
}

TEST_CASE("a drill that waits for a lock at a server says so") {
  LivePair p(Flavour::MySql80);
  fill(p);
  p.start();
  std::unique_ptr<db::Session> holder;
  const auto hold = [&](const DrillReport& r) {
    const auto& create = r.steps[static_cast<size_t>(DrillStepId::CreateTable)];
    const auto& alter = r.steps[static_cast<size_t>(DrillStepId::AlterTable)];
    if (alter.state == DrillStepState::Failed) holder.reset();
    if (holder || create.state != DrillStepState::Passed || alter.state == DrillStepState::Failed)
      return;
    holder = test::session(p.serverB);
    test::run(*holder, {"BEGIN", "SELECT * FROM app.twintide_drill_new"});
  };
  auto report = link::Drill(*p.pair, {}, hold).run();
  if (!report) FAIL(LivePair::text(report.error()));
  const DrillStep& alter = report->steps[static_cast<size_t>(DrillStepId::AlterTable)];
  REQUIRE(alter.error);
  CHECK(alter.error->arg("waits").find("b: Waiting for table metadata lock") == 0);
  CHECK(alter.error->arg("waits").find("ALTER") != std::string::npos);
  p.stop();
}

TEST_CASE("after a clean stop a pair goes on where it was") {
  for (Flavour f : kPairs) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    fill(p);
    p.start();
    p.stop();
    test::run(*p.a, {"INSERT INTO app.t VALUES (30,30,'while stopped')"});
    test::run(*p.b, {"UPDATE app.t SET s='b while stopped' WHERE id=2"});
    p.start();
    p.settle();
    p.settle();
    CHECK(p.firstDifference() == "");
    CHECK(p.conflicts.empty());
    p.stop();
  }
}

TEST_CASE("the same key changed on both sides ends equal, with the conflict recorded") {
  for (Flavour f : kPairs) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    fill(p);
    p.start();
    p.stop();
    test::run(*p.a, {"UPDATE app.t SET s='a wins' WHERE id=1"});
    test::run(*p.b, {"UPDATE app.t SET s='b loses' WHERE id=1"});
    p.start();
    p.settle();
    p.settle();
    CHECK(p.firstDifference() == "");
    auto s = p.b->scalar("SELECT s FROM app.t WHERE id=1");
    REQUIRE(s);
    CHECK(*s == "a wins");
    CHECK(p.conflicts.size() == 2);
    p.stop();
  }
}
