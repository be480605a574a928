// What a reader of the target sees, and what happens when a pair is run twice by mistake.
#include <atomic>

#include "engine/base/stop_wait.h"
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

constexpr int kAccounts = 50;
constexpr int kBalance = 1000;

// Moves money between accounts, one transfer a transaction, sometimes several.
NamedThread startTransfers(practice::ServerProcess& at, std::atomic<int>& made,
                           std::string& error) {
  return NamedThread("teller", [&](std::stop_token stop) {
    auto c = test::connection(at);
    std::mt19937 random(11);
    while (!stop.stop_requested()) {
      std::string packet = "BEGIN;";
      for (unsigned i = 0; i <= random() % 3; ++i) {
        const std::string amount = std::to_string(1 + random() % 9);
        packet += "UPDATE app.bank SET balance=balance-" + amount +
                  " WHERE id=" + std::to_string(random() % kAccounts) +
                  ";UPDATE app.bank SET balance=balance+" + amount +
                  " WHERE id=" + std::to_string(random() % kAccounts) + ';';
      }
      auto done = c->executePacket(packet + "COMMIT");
      if (!done || done->failed) {
        error = LivePair::text(done ? done->error : done.error());
        return;
      }
      ++made;
    }
  });
}

// `groupRows`: the fewer, the more groups run beside each other.
void witness(Flavour f, int transfers, int groupRows) {
  CAPTURE(std::string(practice::toText(f)));
  CAPTURE(groupRows);
  LivePair p(f);
  p.spec.options.groupRows = groupRows;
  std::string rows = "INSERT INTO app.bank VALUES ";
  for (int i = 0; i < kAccounts; ++i)
    rows += (i ? ",(" : "(") + std::to_string(i) + ',' + std::to_string(kBalance) + ')';
  test::run(*p.a,
            {"CREATE TABLE app.bank (id INT NOT NULL PRIMARY KEY, balance INT NOT NULL)", rows});
  p.start();
  std::atomic<int> made{0};
  std::string error;
  NamedThread teller = startTransfers(p.serverA, made, error);
  int looks = 0, changed = 0;
  std::string before;
  while (made < transfers && error.empty()) {
    auto seen = p.b->query("SELECT SUM(balance), SUM(balance*(id+1)) FROM app.bank");
    REQUIRE(seen);
    REQUIRE(seen->rows[0][0].value_or("") == std::to_string(kAccounts * kBalance));
    ++looks;
    if (seen->rows[0][1].value_or("") != before) ++changed;
    before = seen->rows[0][1].value_or("");
  }
  teller.requestStop();
  teller.join();
  CHECK(error == "");
  MESSAGE(made.load() << " transfers, " << looks << " looks, " << changed << " states seen");
  CHECK(changed > 1);
  p.settle();
  CHECK(p.firstDifference() == "");
  const auto s = p.pair->snapshot();
  MESSAGE(s->forward.groupsAhead << " of " << s->forward.groupsApplied << " groups ran ahead");
  if (groupRows < kAccounts) CHECK(s->forward.groupsAhead > 0);
  p.stop();
}

}  // namespace

TEST_CASE("a reader of the target sees only states that the source had: totals never change") {
  witness(Flavour::MariaDb, 4000, PairOptions().groupRows);
  witness(Flavour::MariaDb, 4000, 8);
  witness(Flavour::OceanBase, 1500, 8);
}

TEST_CASE("of two engines on one pair the older stops, says why, and applies nothing twice") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT NOT NULL)",
                     "INSERT INTO app.t VALUES (1,0)"});
    p.start();
    auto second = std::make_unique<link::PairRunner>(p.setup());
    REQUIRE(second->start({}));
    for (int i = 0; i < 20; ++i) test::run(*p.a, {"UPDATE app.t SET n=n+1 WHERE id=1"});
    test::run(*p.b, {"INSERT INTO app.t VALUES (2,0)"});
    const bool ended = test::eventually(
        [&] {
          const auto s = p.pair->snapshot();
          return s->forward.state == LinkState::Failed && s->reverse.state == LinkState::Failed;
        },
        60);
    CHECK(ended);
    const auto s = p.pair->snapshot();
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      CAPTURE(l->linkId);
      REQUIRE(l->error);
      CHECK(l->error->code == ErrorCode::FencedOut);
    }
    p.pair = std::move(second);
    p.waitRunning();
    p.settle();
    p.settle();
    CHECK(p.firstDifference() == "");
    auto n = p.b->scalar("SELECT n FROM app.t WHERE id=1");
    REQUIRE(n);
    CHECK(*n == "20");
    CHECK(p.conflicts.empty());
    p.stop();
  }
}

TEST_CASE("rows on their way into what DDL has dropped meanwhile do not end the link") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s VARCHAR(20))",
                     "CREATE TABLE app.gone (id INT NOT NULL PRIMARY KEY)",
                     "INSERT INTO app.t VALUES (1,1,'one')"});
    p.start();
    p.stop();
    test::run(*p.a, {"ALTER TABLE app.t DROP COLUMN n", "DROP TABLE app.gone"});
    // The triggers of a stopped change log refuse writes to a table that has lost a column.
    const bool changeLog = f == Flavour::OceanBase;
    if (!changeLog) test::run(*p.a, {"INSERT INTO app.t VALUES (2,'after')"});
    test::run(*p.b, {"INSERT INTO app.t VALUES (3,3,'before')", "INSERT INTO app.gone VALUES (1)",
                     "UPDATE app.t SET s='changed' WHERE id=1"});
    p.start();
    test::rest(p);
    CHECK(p.firstDifference() == "");
    auto rows = p.a->scalar("SELECT GROUP_CONCAT(CONCAT(id,s) ORDER BY id) FROM app.t");
    REQUIRE(rows);
    CHECK(*rows == (changeLog ? "1changed,3before" : "1changed,2after,3before"));
    int tables = 0, columns = 0;
    for (const Conflict& c : p.conflicts) {
      tables += c.kind == ConflictKind::TableMissing;
      columns += c.kind == ConflictKind::ColumnMissing;
    }
    CHECK(tables == 1);
    CHECK(columns == 1);
    p.stop();
  }
}
