// Both sides write the same few keys at random while both links run: inserts, updates, key changes,
// deletes, unique values that move. Afterwards both sides are equal, byte for byte.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;
using test::rest;

namespace {

void writeBothSides(LivePair& p, unsigned seed, int count) {
  test::Written a, b;
  NamedThread atA = test::startWriter(p.serverA, seed, count, a);
  NamedThread atB = test::startWriter(p.serverB, seed + 1, count, b);
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
  CHECK(a.committed > 0);
  CHECK(b.committed > 0);
}

void collide(Flavour flavour, const ConflictPolicy& policy, int count) {
  CAPTURE(std::string(practice::toText(flavour)));
  CAPTURE(std::string(toText(policy.kind)));
  const unsigned seed = test::seedFor(practice::toText(flavour));
  LivePair p(flavour);
  p.spec.conflicts = policy;
  test::run(*p.a, {test::kCollisionTable,
                   "INSERT INTO app.c VALUES (0,'u0',0,'s'),(1,NULL,1,'s'),(2,'u1',2,NULL)"});
  p.start();
  // Apart first, so that there are conflicts whatever the timing; then with the links running.
  p.stop();
  writeBothSides(p, seed, count / 4);
  p.start();
  writeBothSides(p, seed + 2, count);
  rest(p);
  INFO(test::rowsOf(p) << test::lastConflicts(p));
  CHECK(p.firstDifference() == "");
  CHECK(p.pair->snapshot()->forward.looped + p.pair->snapshot()->reverse.looped == 0);
  MESSAGE(p.conflicts.size() << " conflicts");
  CHECK(p.conflicts.size() > 0);
  p.stop();
}

ConflictPolicy policyOf(PolicyKind kind, const char* winner = "cn-a") {
  ConflictPolicy p;
  p.kind = kind;
  p.winnerRegion = winner;
  if (kind != PolicyKind::RegionPriority) p.column = "v";
  return p;
}

// Whoever sends a correction at A waits for a row that the test holds.
void gate(LivePair& p) {
  test::run(*p.a, {"DROP DATABASE IF EXISTS gate", "CREATE DATABASE gate",
                   "CREATE TABLE gate.g (id INT NOT NULL PRIMARY KEY, n INT NOT NULL)",
                   "INSERT INTO gate.g VALUES (1,0)", "USE twintide",
                   "CREATE TRIGGER twintide.gate BEFORE INSERT ON twintide.correction FOR EACH ROW "
                   "UPDATE gate.g SET n=n+1 WHERE id=1"});
}

std::string statements(LivePair& p) {
  auto all =
      p.a->scalar("SELECT GROUP_CONCAT(info SEPARATOR '\n') FROM information_schema.processlist");
  return all ? *all + '\n' : LivePair::text(all.error());
}

// Somebody executes such a statement at A, or waits in it.
void awaitStatement(LivePair& p, const std::string& like) {
  const bool seen = test::eventually([&] {
    auto n = p.a->scalar("SELECT COUNT(*) FROM information_schema.processlist WHERE " + like);
    return n && *n != "0";
  });
  REQUIRE_MESSAGE(seen, statements(p) << test::lastConflicts(p));
}

// B changes a row, and changes it back, which A has deleted: only A sees that they cross, and tells
// that there is no row. An application at A makes it anew between that and its commit.
void madeMeanwhile(Flavour flavour) {
  CAPTURE(std::string(practice::toText(flavour)));
  LivePair p(flavour);
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v INT NOT NULL UNIQUE)",
                   "INSERT INTO app.c VALUES (1,1)"});
  p.start();
  gate(p);
  auto holder = test::session(p.serverA);
  test::run(*p.a, {"BEGIN", "DELETE FROM app.c WHERE id=1"});
  test::run(*p.b, {"BEGIN", "UPDATE app.c SET v=2 WHERE id=1", "UPDATE app.c SET v=1 WHERE id=1",
                   "COMMIT"});
  awaitStatement(p, "info LIKE 'UPDATE %app%c% SET %'");
  test::run(*holder, {"BEGIN", "UPDATE gate.g SET n=0 WHERE id=1"});
  test::run(*p.a, {"COMMIT"});
  // Servers show the statement or that of its trigger.
  awaitStatement(p,
                 "info LIKE 'INSERT INTO twintide.correction%' OR info LIKE 'UPDATE gate.g SET "
                 "n=n+1%'");
  test::run(*p.a, {"INSERT INTO app.c VALUES (1,9)"});
  test::run(*holder, {"COMMIT"});
  rest(p);
  INFO(test::rowsOf(p) << test::lastConflicts(p));
  CHECK(p.firstDifference() == "");
  CHECK(test::rowsAt(*p.b) == "1:9");
  p.stop();
  test::run(*p.a, {"DROP DATABASE gate"});
}

}  // namespace

TEST_CASE("a row made while the other side is told that there is none is not lost") {
  for (Flavour flavour : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase})
    madeMeanwhile(flavour);
}

TEST_CASE("random writes on both sides of a MariaDB pair end equal under every policy") {
  for (PolicyKind kind :
       {PolicyKind::RegionPriority, PolicyKind::UseMax, PolicyKind::UseMin, PolicyKind::Delta})
    collide(Flavour::MariaDb, policyOf(kind), 400);
  collide(Flavour::MariaDb, policyOf(PolicyKind::RegionPriority, "cn-b"), 400);
}

TEST_CASE("random writes on both sides of an OceanBase pair end equal") {
  collide(Flavour::OceanBase, policyOf(PolicyKind::RegionPriority), 200);
}

TEST_CASE("random writes on both sides of MySQL pairs end equal") {
  collide(Flavour::MySql80, policyOf(PolicyKind::RegionPriority), 200);
  collide(Flavour::MySql57, policyOf(PolicyKind::UseMax), 200);
}

TEST_CASE("the anomalies a peer documents: key changes, inserts and deletes that cross") {
  LivePair p(Flavour::MariaDb);
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v VARCHAR(20))",
                   "INSERT INTO app.c VALUES (1,'key moves'),(2,'deleted')"});
  p.start();
  p.stop();
  test::run(*p.a, {"UPDATE app.c SET id=10 WHERE id=1", "INSERT INTO app.c VALUES (5,'a')",
                   "DELETE FROM app.c WHERE id=2"});
  test::run(*p.b, {"UPDATE app.c SET id=11 WHERE id=1", "INSERT INTO app.c VALUES (5,'b')",
                   "UPDATE app.c SET v='b' WHERE id=2"});
  p.start();
  rest(p);
  CHECK(p.firstDifference() == "");
  auto rows = p.b->scalar("SELECT GROUP_CONCAT(CONCAT(id,':',v) ORDER BY id) FROM app.c");
  REQUIRE(rows);
  CHECK(*rows == "5:a,10:key moves");
  p.stop();
}
