// One side deletes a parent while the other gives it a child: somebody is told, both sides end
// equal, and no child is left without its parent.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;
using test::rest;

namespace {

const std::vector<std::string> kFamily = {
    "CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT NOT NULL)",
    "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, p INT, v INT NOT NULL, KEY kp (p), "
    "CONSTRAINT fk_cp FOREIGN KEY (p) REFERENCES app.p (id))",
    "CREATE TABLE app.g (id INT NOT NULL PRIMARY KEY, c INT NOT NULL, u INT UNIQUE, KEY kc (c), "
    "CONSTRAINT fk_gc FOREIGN KEY (c) REFERENCES app.c (id))",
    "CREATE TABLE app.s (id INT NOT NULL PRIMARY KEY, up INT, KEY kup (up), "
    "CONSTRAINT fk_ss FOREIGN KEY (up) REFERENCES app.s (id))",
    "INSERT INTO app.p VALUES (1,0),(2,0),(3,0)",
    "INSERT INTO app.c VALUES (30,3,0)",
    "INSERT INTO app.s VALUES (1,NULL),(2,NULL)"};

std::string number(db::Session& at, const std::string& sql) {
  auto n = at.scalar(sql);
  return n ? *n : LivePair::text(n.error());
}
std::string countOf(db::Session& at, const std::string& tableAndWhere) {
  return number(at, "SELECT COUNT(*) FROM app." + tableAndWhere);
}
std::string orphans(db::Session& at) {
  std::string all;
  for (const char* from : {"c LEFT JOIN app.p ON p.id=c.p WHERE c.p IS NOT NULL AND p.id IS NULL",
                           "g LEFT JOIN app.c ON c.id=g.c WHERE c.id IS NULL",
                           "s LEFT JOIN app.s u ON u.id=s.up WHERE s.up IS NOT NULL AND u.id IS "
                           "NULL"})
    all += countOf(at, from) + ' ';
  return all;
}

void endsWhole(LivePair& p) {
  rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(orphans(*p.a) == "0 0 0 ");
  CHECK(orphans(*p.b) == "0 0 0 ");
}

size_t toldOf(LivePair& p, ConflictKind kind) {
  std::lock_guard lock(p.mutex);
  return static_cast<size_t>(std::count_if(p.conflicts.begin(), p.conflicts.end(),
                                           [&](const Conflict& c) { return c.kind == kind; }));
}

ConflictPolicy policyOf(PolicyKind kind, const char* winner) {
  ConflictPolicy p;
  p.kind = kind;
  p.winnerRegion = winner;
  return p;
}

struct Family : LivePair {
  explicit Family(Flavour atA, Flavour atB, const ConflictPolicy& policy) : LivePair(atA, atB) {
    spec.conflicts = policy;
    test::run(*a, kFamily);
    start();
  }
  explicit Family(Flavour flavour,
                  const ConflictPolicy& policy = policyOf(PolicyKind::RegionPriority, "cn-a"))
      : Family(flavour, flavour, policy) {}
};

// At A parents go, at B children of them come, three generations and a table of its own kind.
void cross(Family& p) {
  p.stop();
  test::run(*p.a, {"DELETE FROM app.p WHERE id=1", "DELETE FROM app.s WHERE id=1"});
  test::run(*p.b, {"INSERT INTO app.c VALUES (10,1,0)", "INSERT INTO app.g VALUES (100,10,7)",
                   "INSERT INTO app.s VALUES (5,1),(6,5)", "INSERT INTO app.c VALUES (20,2,0)"});
  p.start();
}

void crossed(Flavour flavour, const char* winner) {
  CAPTURE(std::string(practice::toText(flavour)));
  CAPTURE(std::string(winner));
  Family p(flavour, policyOf(PolicyKind::RegionPriority, winner));
  cross(p);
  endsWhole(p);
  const bool deleted = std::string(winner) == "cn-a";
  CHECK(countOf(*p.a, "p WHERE id=1") == (deleted ? "0" : "1"));
  CHECK(countOf(*p.a, "c WHERE id=10") == (deleted ? "0" : "1"));
  CHECK(countOf(*p.a, "g") == (deleted ? "0" : "1"));
  CHECK(countOf(*p.a, "s") == (deleted ? "1" : "4"));
  CHECK(countOf(*p.a, "c WHERE id=20") == "1");
  CHECK(toldOf(p, ConflictKind::FkParentMissing) >= 3);

  // What belongs together goes on.
  const size_t before = p.conflicts.size();
  test::run(*p.b, {"BEGIN", "INSERT INTO app.p VALUES (7,0)", "INSERT INTO app.c VALUES (70,7,0)",
                   "INSERT INTO app.g VALUES (700,70,70)", "COMMIT", "BEGIN",
                   "DELETE FROM app.g WHERE id=700", "DELETE FROM app.c WHERE id IN (70,20)",
                   "DELETE FROM app.p WHERE id IN (2,7)", "COMMIT"});
  endsWhole(p);
  CHECK(p.conflicts.size() == before);
  p.stop();
}

std::string familyStatement(std::mt19937& random, int n) {
  auto id = [&] { return std::to_string(random() % 5); };
  const std::string v = std::to_string(n);
  switch (random() % 10) {
    case 0:
    case 1:
      return "INSERT INTO app.p VALUES (" + id() + ',' + v + ')';
    case 2:
      return "DELETE FROM app.p WHERE id=" + id();
    case 3:
    case 4:
      return "INSERT INTO app.c VALUES (" + id() + ',' + id() + ',' + v + ')';
    case 5:
      return "DELETE FROM app.c WHERE id=" + id();
    case 6:
      return "UPDATE app.c SET p=" + id() + " WHERE id=" + id();
    case 7:
      return "INSERT INTO app.g VALUES (" + id() + ',' + id() + ',' + id() + ')';
    case 8:
      return "DELETE FROM app.g WHERE c=" + id();
    default:
      return "UPDATE app.p SET v=" + v + " WHERE id=" + id();
  }
}

void writeBothSides(LivePair& p, unsigned seed, int count) {
  test::Written a, b;
  NamedThread atA = test::startWriter(p.serverA, seed, count, a, familyStatement);
  NamedThread atB = test::startWriter(p.serverB, seed + 1, count, b, familyStatement);
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
  CHECK(a.committed > 0);
  CHECK(b.committed > 0);
}

void collide(Flavour flavour, const char* winner, int count) {
  CAPTURE(std::string(practice::toText(flavour)));
  const unsigned seed = test::seedFor(practice::toText(flavour));
  Family p(flavour, policyOf(PolicyKind::RegionPriority, winner));
  for (unsigned round = 0; round < 3; ++round) {
    p.stop();
    writeBothSides(p, seed + 10 * round, count / 8);
    p.start();
    writeBothSides(p, seed + 10 * round + 2, count / 4);
  }
  endsWhole(p);
  MESSAGE(toldOf(p, ConflictKind::FkParentMissing) << " of " << p.conflicts.size());
  CHECK(toldOf(p, ConflictKind::FkParentMissing) > 0);
  p.stop();
}

// A source that does not check foreign keys: what comes in the wrong order is no conflict.
void unchecked(Flavour flavour) {
  CAPTURE(std::string(practice::toText(flavour)));
  for (const char* winner : {"cn-a", "cn-b"}) {
    Family p(flavour, policyOf(PolicyKind::RegionPriority, winner));
    test::run(*p.a, {"SET SESSION foreign_key_checks=0", "INSERT INTO app.c VALUES (50,60,0)",
                     "INSERT INTO app.g VALUES (500,51,1)", "BEGIN",
                     "INSERT INTO app.c VALUES (51,61,0)", "INSERT INTO app.p VALUES (60,0),(61,0)",
                     "COMMIT", "SET SESSION foreign_key_checks=1"});
    endsWhole(p);
    CHECK(countOf(*p.b, "c WHERE id IN (50,51)") == "2");
    // A checked session after it is checked again.
    cross(p);
    endsWhole(p);
    CHECK(toldOf(p, ConflictKind::FkParentMissing) >= 3);
    CHECK(toldOf(p, ConflictKind::FkParentMissing) == p.conflicts.size());
    p.stop();
  }
}

// Both rows wait; in whichever order and for whichever side they are released, both sides agree.
void quarantined(Flavour flavour, bool parentFirst, Side side) {
  CAPTURE(std::string(practice::toText(flavour)));
  CAPTURE(parentFirst);
  CAPTURE(side == Side::A);
  Family p(flavour, policyOf(PolicyKind::Quarantine, "cn-a"));
  cross(p);
  p.settle();
  CHECK(test::eventually([&] { return toldOf(p, ConflictKind::FkParentMissing) >= 6; }));
  p.settle();
  CHECK(countOf(*p.a, "p WHERE id=1") == "0");
  CHECK(countOf(*p.b, "p WHERE id=1") == "1");
  CHECK(countOf(*p.a, "c WHERE id=10") == "0");
  CHECK(countOf(*p.b, "c WHERE id=10") == "1");
  CHECK(countOf(*p.a, "c WHERE id=20") == "1");
  std::vector<std::pair<TableId, std::string>> keys = {
      {{"app", "p"}, "id=1"}, {{"app", "c"}, "id=10"}, {{"app", "g"}, "id=100"},
      {{"app", "s"}, "id=1"}, {{"app", "s"}, "id=5"},  {{"app", "s"}, "id=6"}};
  if (!parentFirst) std::reverse(keys.begin(), keys.end());
  for (const auto& [table, key] : keys) {
    CAPTURE(table.text() + ' ' + key);
    const Status done = p.pair->release(table, key, side);
    CHECK_MESSAGE(done, (done ? "" : LivePair::text(done.error())));
  }
  endsWhole(p);
  CHECK(countOf(*p.b, "c WHERE id=10") == (side == Side::A ? "0" : "1"));
  CHECK(countOf(*p.b, "s") == (side == Side::A ? "1" : "4"));
  p.stop();
}

}  // namespace

TEST_CASE("a parent deleted at one side and its child inserted at the other, MariaDB") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::MariaDb, winner);
}

TEST_CASE("a parent deleted at one side and its child inserted at the other, MySQL") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::MySql80, winner);
}

TEST_CASE("a parent deleted at one side and its child inserted at the other, OceanBase") {
  for (const char* winner : {"cn-a", "cn-b"}) crossed(Flavour::OceanBase, winner);
}

TEST_CASE("random writes to parents and children at both sides leave no orphan, MariaDB") {
  for (const char* winner : {"cn-a", "cn-b"}) collide(Flavour::MariaDb, winner, 400);
}

TEST_CASE("random writes to parents and children at both sides leave no orphan, OceanBase") {
  collide(Flavour::OceanBase, "cn-a", 200);
}

TEST_CASE("a source session without foreign key checks makes no conflicts") {
  unchecked(Flavour::MariaDb);
  unchecked(Flavour::MySql80);
  unchecked(Flavour::OceanBase);
}

TEST_CASE("a quarantined parent and its children wait, and are released in any order") {
  quarantined(Flavour::MariaDb, true, Side::A);
  quarantined(Flavour::MariaDb, false, Side::B);
  quarantined(Flavour::MySql80, true, Side::B);
}

TEST_CASE("a quarantined parent and its children wait at an OceanBase pair") {
  quarantined(Flavour::OceanBase, false, Side::A);
  quarantined(Flavour::OceanBase, true, Side::B);
}

TEST_CASE("the link stops at a missing parent where the policy says so") {
  Family p(Flavour::MariaDb, policyOf(PolicyKind::Stop, ""));
  p.stop();
  test::run(*p.a, {"DELETE FROM app.p WHERE id=1"});
  test::run(*p.b, {"INSERT INTO app.c VALUES (10,1,0)"});
  p.pair = std::make_unique<link::PairRunner>(p.setup());
  // Which link meets it first, and whether that is still the start, is a matter of luck.
  const Status started = p.pair->start({});
  std::vector<Error> errors;
  if (!started) errors.push_back(started.error());
  CHECK(test::eventually([&] {
    const auto s = p.pair->snapshot();
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      if (l->error) errors.push_back(*l->error);
    }
    return !errors.empty();
  }));
  for (const Error& e : errors) {
    CHECK(e.code == ErrorCode::ConflictStop);
    CHECK(e.arg("kind") == "fk_parent_missing");
  }
  CHECK(countOf(*p.a, "c WHERE id=10") == "0");
  CHECK(countOf(*p.b, "p WHERE id=1") == "1");
  p.pair.reset();
}

TEST_CASE("where a foreign key of an OceanBase pair cascades, its rows arrive as rows") {
  LivePair p(Flavour::OceanBase);
  test::run(*p.a,
            {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT NOT NULL)",
             "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, p INT, KEY kp (p), CONSTRAINT "
             "fk_cp FOREIGN KEY (p) REFERENCES app.p (id) ON DELETE CASCADE)",
             "INSERT INTO app.p VALUES (1,0),(2,0)", "INSERT INTO app.c VALUES (10,1),(11,2)"});
  p.start();
  test::run(*p.a, {"DELETE FROM app.p WHERE id=1"});
  test::run(*p.b, {"INSERT INTO app.c VALUES (12,2)"});
  rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(number(*p.b, "SELECT GROUP_CONCAT(id ORDER BY id) FROM app.c") == "11,12");
  CHECK(p.conflicts.empty());
  p.stop();
}
