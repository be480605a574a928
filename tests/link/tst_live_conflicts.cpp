// Both sides write the same few keys at random while both links run: inserts, updates, key changes,
// deletes, unique values that move. Afterwards both sides are equal, byte for byte.
#include <atomic>
#include <random>

#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

constexpr int kKeys = 6;

unsigned seedFor(const char* what) {
  const char* given = std::getenv("TWINTIDE_SEED");
  const unsigned seed =
      given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  MESSAGE(std::string(what) << ": TWINTIDE_SEED=" << seed);
  return seed;
}

std::string randomStatement(std::mt19937& random, int n) {
  auto key = [&] { return std::to_string(random() % kKeys); };
  const std::string u = random() % 2 ? "NULL" : "'u" + std::to_string(random() % 3) + "'";
  const std::string v = std::to_string(n);
  switch (random() % 8) {
    case 0:
    case 1:
      return "INSERT IGNORE INTO app.c VALUES (" + key() + ',' + u + ',' + v + ",'in 行')";
    case 2:
      return "DELETE FROM app.c WHERE id=" + key();
    case 3:
      return "UPDATE IGNORE app.c SET id=" + key() + " WHERE id=" + key();
    case 4:
      return "UPDATE IGNORE app.c SET u=" + u + " WHERE id=" + key();
    default:
      return "UPDATE app.c SET v=" + v + ", s=CONCAT('v',v%7) WHERE id=" + key();
  }
}

struct Written {
  std::atomic<int> committed{0};
  std::string error;  // that ended it early
};

// One or two statements a transaction. What a deadlock with the applier refuses is left out.
NamedThread startWriter(practice::ServerProcess& at, unsigned seed, int count, Written& written) {
  return NamedThread("writer", [&at, &written, seed, count](std::stop_token stop) {
    auto c = test::connection(at);
    std::mt19937 random(seed);
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
      std::string packet = "BEGIN;" + randomStatement(random, static_cast<int>(random() % 1000));
      if (random() % 2) packet += ';' + randomStatement(random, static_cast<int>(random() % 1000));
      auto done = c->executePacket(packet + ";COMMIT");
      if (!done) {
        written.error = LivePair::text(done.error());
        return;
      }
      if (done->failed) {
        if (auto undone = c->execute("ROLLBACK"); !undone) {
          written.error = LivePair::text(undone.error());
          return;
        }
      } else {
        ++written.committed;
      }
    }
  });
}

void writeBothSides(LivePair& p, unsigned seed, int count) {
  Written a, b;
  NamedThread atA = startWriter(p.serverA, seed, count, a);
  NamedThread atB = startWriter(p.serverB, seed + 1, count, b);
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
  CHECK(a.committed > 0);
  CHECK(b.committed > 0);
}

bool nothingOpen(LivePair& p) {
  for (db::Session* s : {p.a.get(), p.b.get()}) {
    auto n = s->scalar("SELECT COUNT(*) FROM twintide.correction");
    if (!n || *n != "0") return false;
  }
  return true;
}

// Corrections travel to and fro until both sides agree.
void rest(LivePair& p) {
  for (int i = 0; i < 100; ++i) {
    p.settle();
    if (nothingOpen(p)) break;
  }
  p.settle();
  CHECK(nothingOpen(p));
}

void collide(Flavour flavour, const ConflictPolicy& policy, int count) {
  CAPTURE(std::string(practice::toText(flavour)));
  CAPTURE(std::string(toText(policy.kind)));
  const unsigned seed = seedFor(practice::toText(flavour));
  LivePair p(flavour);
  p.spec.conflicts = policy;
  test::run(*p.a, {"CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, u VARCHAR(10), "
                   "v INT NOT NULL, "
                   "s VARCHAR(40), UNIQUE KEY uk (u)) DEFAULT CHARACTER SET utf8mb4",
                   "INSERT INTO app.c VALUES (0,'u0',0,'s'),(1,NULL,1,'s'),(2,'u1',2,NULL)"});
  p.start();
  // Apart first, so that there are conflicts whatever the timing; then with the links running.
  p.stop();
  writeBothSides(p, seed, count / 4);
  p.start();
  writeBothSides(p, seed + 2, count);
  rest(p);
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

}  // namespace

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
