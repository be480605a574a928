// Purpose: a pair of tables that point to each other, and what both sides do to them at once.
// Owner: the tests of link. Thread: the test's.
#pragma once

#include <algorithm>

#include "tests/link/random_writer.h"

namespace twintide::test {

using practice::Flavour;

inline const std::vector<std::string> kFamily = {
    "CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT NOT NULL)",
    "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, p INT, v INT NOT NULL, KEY kp (p), "
    "CONSTRAINT fk_cp FOREIGN KEY (p) REFERENCES app.p (id))",
    "CREATE TABLE app.g (id INT NOT NULL PRIMARY KEY, c INT NOT NULL, u INT UNIQUE, KEY kc (c), "
    "CONSTRAINT fk_gc FOREIGN KEY (c) REFERENCES app.c (id))",
    "CREATE TABLE app.s (id INT NOT NULL PRIMARY KEY, up INT, KEY kup (up), "
    "CONSTRAINT fk_ss FOREIGN KEY (up) REFERENCES app.s (id))",
    "INSERT INTO app.p VALUES (1,0),(2,0),(3,0),(100,0),(101,0),(102,0)",
    "INSERT INTO app.c VALUES (30,3,0)",
    "INSERT INTO app.s VALUES (1,NULL),(2,NULL)"};

inline std::string number(db::Session& at, const std::string& sql) {
  auto n = at.scalar(sql);
  return n ? *n : LivePair::text(n.error());
}
inline std::string countOf(db::Session& at, const std::string& tableAndWhere) {
  return number(at, "SELECT COUNT(*) FROM app." + tableAndWhere);
}
inline std::string orphans(db::Session& at) {
  std::string all;
  for (const char* from : {"c LEFT JOIN app.p ON p.id=c.p WHERE c.p IS NOT NULL AND p.id IS NULL",
                           "g LEFT JOIN app.c ON c.id=g.c WHERE c.id IS NULL",
                           "s LEFT JOIN app.s u ON u.id=s.up WHERE s.up IS NOT NULL AND u.id IS "
                           "NULL"})
    all += countOf(at, from) + ' ';
  return all;
}

inline void endsWhole(LivePair& p) {
  rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(orphans(*p.a) == "0 0 0 ");
  CHECK(orphans(*p.b) == "0 0 0 ");
}

inline size_t toldOf(LivePair& p, ConflictKind kind) {
  std::lock_guard lock(p.mutex);
  return static_cast<size_t>(std::count_if(p.conflicts.begin(), p.conflicts.end(),
                                           [&](const Conflict& c) { return c.kind == kind; }));
}

inline ConflictPolicy policyOf(PolicyKind kind, const char* winner) {
  ConflictPolicy p;
  p.kind = kind;
  p.winnerRegion = winner;
  return p;
}

struct Family : LivePair {
  Family(Flavour flavour, const ConflictPolicy& policy,
         uint64_t spillAbove = link::kSpillAboveBytes)
      : LivePair(flavour) {
    spec.conflicts = policy;
    spillAboveBytes = spillAbove;
    run(*a, kFamily);
    start();
  }
};

// At A parents go, at B children of them come, three generations and a table of its own kind.
inline void cross(Family& p) {
  p.stop();
  run(*p.a, {"DELETE FROM app.p WHERE id=1", "DELETE FROM app.s WHERE id=1"});
  run(*p.b, {"INSERT INTO app.c VALUES (10,1,0)", "INSERT INTO app.g VALUES (100,10,7)",
             "INSERT INTO app.s VALUES (5,1),(6,5)", "INSERT INTO app.c VALUES (20,2,0)"});
  p.start();
}

inline void crossed(Flavour flavour, const char* winner) {
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
  run(*p.b,
      {"BEGIN", "INSERT INTO app.p VALUES (7,0)", "INSERT INTO app.c VALUES (70,7,0)",
       "INSERT INTO app.g VALUES (700,70,70)", "COMMIT", "BEGIN", "DELETE FROM app.g WHERE id=700",
       "DELETE FROM app.c WHERE id IN (70,20)", "DELETE FROM app.p WHERE id IN (2,7)", "COMMIT"});
  endsWhole(p);
  CHECK(p.conflicts.size() == before);
  p.stop();
}

inline std::string familyStatement(std::mt19937& random, int n) {
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

inline void writeBothSides(LivePair& p, unsigned seed, int count) {
  Written a, b;
  NamedThread atA = startWriter(p.serverA, seed, count, a, familyStatement);
  NamedThread atB = startWriter(p.serverB, seed + 1, count, b, familyStatement);
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
  CHECK(a.committed > 0);
  CHECK(b.committed > 0);
}

inline void collide(Flavour flavour, const char* winner, int count,
                    uint64_t spillAbove = link::kSpillAboveBytes) {
  CAPTURE(std::string(practice::toText(flavour)));
  const unsigned seed = seedFor(practice::toText(flavour));
  Family p(flavour, policyOf(PolicyKind::RegionPriority, winner), spillAbove);
  for (unsigned round = 0; round < 3; ++round) {
    p.stop();
    // At least one conflict a round, whatever chance brings.
    const std::string id = std::to_string(100 + round);
    run(*p.a, {"DELETE FROM app.p WHERE id=" + id});
    run(*p.b, {"INSERT INTO app.c VALUES (" + id + ',' + id + ",0)"});
    writeBothSides(p, seed + 10 * round, count / 8);
    p.start();
    writeBothSides(p, seed + 10 * round + 2, count / 4);
  }
  endsWhole(p);
  MESSAGE(toldOf(p, ConflictKind::FkParentMissing) << " of " << p.conflicts.size());
  CHECK(toldOf(p, ConflictKind::FkParentMissing) >= 3);
  p.stop();
}

// A source that does not check foreign keys: what comes in the wrong order is no conflict, even
// where a child without a parent would be taken out again.
inline void unchecked(Flavour flavour) {
  CAPTURE(std::string(practice::toText(flavour)));
  Family p(flavour, policyOf(PolicyKind::RegionPriority, "cn-b"));
  run(*p.a,
      {"SET SESSION foreign_key_checks=0", "INSERT INTO app.c VALUES (50,60,0)",
       "INSERT INTO app.g VALUES (500,51,1)", "BEGIN", "INSERT INTO app.c VALUES (51,61,0)",
       "INSERT INTO app.p VALUES (60,0),(61,0)", "COMMIT", "SET SESSION foreign_key_checks=1"});
  endsWhole(p);
  CHECK(countOf(*p.b, "c WHERE id IN (50,51)") == "2");
  CHECK(p.conflicts.empty());
  // A checked session after it is checked again.
  cross(p);
  endsWhole(p);
  CHECK(toldOf(p, ConflictKind::FkParentMissing) >= 3);
  p.stop();
}

// Both rows wait; in whichever order and for whichever side they are released, both sides agree.
inline void quarantined(Flavour flavour, bool parentFirst, Side side) {
  CAPTURE(std::string(practice::toText(flavour)));
  CAPTURE(parentFirst);
  CAPTURE(side == Side::A);
  Family p(flavour, policyOf(PolicyKind::Quarantine, "cn-a"));
  cross(p);
  p.settle();
  CHECK(eventually([&] { return toldOf(p, ConflictKind::FkParentMissing) >= 6; }));
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

// A key made while both links run is minded by both, the one that did not bring it included.
// `unseen` and `seen` keep a row of B out of its log, and end that.
inline void keyComesLater(Flavour flavour, const std::string& unseen, const std::string& seen) {
  CAPTURE(std::string(practice::toText(flavour)));
  LivePair p(flavour);
  run(*p.a, {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, v INT NOT NULL)",
             "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, p INT, KEY kp (p))"});
  p.start();
  run(*p.b, {"INSERT INTO app.c VALUES (1,NULL)"});
  p.settle();
  run(*p.a, {"ALTER TABLE app.c ADD CONSTRAINT fk_cp FOREIGN KEY (p) REFERENCES app.p (id)"});
  CHECK(eventually([&] {
    return number(*p.b,
                  "SELECT COUNT(*) FROM information_schema.referential_constraints WHERE "
                  "constraint_schema='app'") == "1";
  }));
  p.settle();
  run(*p.b, {unseen, "INSERT INTO app.p VALUES (9,0)", seen, "INSERT INTO app.c VALUES (90,9)"});
  rest(p);
  CHECK(toldOf(p, ConflictKind::FkParentMissing) == 1);
  CHECK(countOf(*p.b, "c") == "1");
  p.stop();
}

}  // namespace twintide::test
