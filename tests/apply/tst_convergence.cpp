// Both sides write the same keys; whatever the order of changes and deliveries, they end equal.
// The decisions are the real ones (exact_path, row_replay, correction_book); only the rows and the
// logs are in memory.
#include <doctest/doctest.h>

#include <random>
#include <sstream>

#include "tests/apply/model_sites.h"
#include "tests/support/seed.h"

using namespace twintide;
using test::ModelRow;
using test::ModelSite;
using test::Op;
using Kind = test::Op::Kind;

namespace {

std::string shown(const Op& op) {
  const char* const names[] = {"insert", "update", "delete", "move", "truncate"};
  return std::string(names[static_cast<int>(op.kind)]) + "(" + op.id + "->" + op.to.id + "," +
         op.to.u + "," + op.to.v + ")";
}

std::string shown(const std::map<std::string, ModelRow>& rows) {
  std::string out;
  for (const auto& [id, r] : rows) out += "[" + id + " " + r.u + " " + r.v + "]";
  return out.empty() ? "empty" : out;
}

struct World {
  explicit World(const ConflictPolicy& policy, const std::vector<ModelRow>& start)
      : a("cn-a", "cn-b", policy), b("cn-b", "cn-a", policy) {
    for (const ModelRow& r : start) a.store.rows[r.id] = b.store.rows[r.id] = r;
  }
  bool deliverAtB() { return step(a, b, fromA); }
  bool deliverAtA() { return step(b, a, fromB); }
  // False when the two sides have not come to rest.
  bool drain() {
    for (int i = 0; i < 200; ++i) {
      const bool moved = deliverAtB() | deliverAtA();
      if (!moved) return true;
    }
    return false;
  }
  bool equal() const { return a.store.rows == b.store.rows; }
  size_t conflictsOf(ConflictKind kind) const { return a.conflictsOf(kind) + b.conflictsOf(kind); }
  // Somebody at the arbiter chooses, now this side, now that, until nothing waits any more.
  bool resolveAll(const std::string& arbiter) {
    ModelSite& decides = arbiter == "cn-a" ? a : b;
    ModelSite& other = arbiter == "cn-a" ? b : a;
    int turn = 0;
    for (int i = 0; i < 20 && (a.waits() || b.waits()); ++i) {
      decides.chooseAll(other, [&] { return ++turn % 2 == 0; });
      if (!drain()) return false;
    }
    return !a.waits() && !b.waits();
  }

  ModelSite a, b;
  size_t fromA = 0, fromB = 0;

 private:
  static bool step(ModelSite& from, ModelSite& to, size_t& at) {
    if (at >= from.log.size()) return false;
    // A copy: delivering may grow the log it stands in.
    const test::LogEntry entry = from.log[at++];
    to.deliver(entry);
    return true;
  }
};

// Each step: 'A' or 'B' does its next operation, 'a' or 'b' receives its next delivery, 'P' or 'Q'
// is both at once, 'x' or 'y' is a restart of the applier at A or B.
bool run(World& w, const ConflictPolicy& policy, const std::string& steps,
         const std::vector<Op>& opsA, const std::vector<Op>& opsB) {
  size_t nextA = 0, nextB = 0;
  for (char step : steps) {
    if (step == 'A') w.a.doLocally(opsA[nextA++]);
    if (step == 'B') w.b.doLocally(opsB[nextB++]);
    if (step == 'a') w.deliverAtA();
    if (step == 'b') w.deliverAtB();
    if (step == 'P') {
      w.a.doMeanwhile(opsA[nextA++]);
      if (!w.deliverAtA()) w.a.doLate();
    }
    if (step == 'Q') {
      w.b.doMeanwhile(opsB[nextB++]);
      if (!w.deliverAtB()) w.b.doLate();
    }
    if (step == 'x') w.a.restart();
    if (step == 'y') w.b.restart();
  }
  return w.drain() && w.resolveAll(policy.winnerRegion) && w.equal() && w.a.settled() &&
         w.b.settled();
}

// Every order of n operations a side, with at most `deliveries` to each side in between.
void eachOrder(int opsA, int opsB, int toA, int toB, std::string prefix,
               std::vector<std::string>& out) {
  if (opsA == 0 && opsB == 0) {
    out.push_back(prefix);
    return;
  }
  if (opsA) eachOrder(opsA - 1, opsB, toA, toB, prefix + 'A', out);
  if (opsB) eachOrder(opsA, opsB - 1, toA, toB, prefix + 'B', out);
  if (toA) eachOrder(opsA, opsB, toA - 1, toB, prefix + 'a', out);
  if (toB) eachOrder(opsA, opsB, toA, toB - 1, prefix + 'b', out);
  if (opsA && toA) eachOrder(opsA - 1, opsB, toA - 1, toB, prefix + 'P', out);
  if (opsB && toB) eachOrder(opsA, opsB - 1, toA, toB - 1, prefix + 'Q', out);
}

std::vector<Op> allOps() {
  std::vector<Op> ops;
  for (const char* id : {"1", "2"}) {
    for (const char* u : {"NULL", "7"}) {
      for (const char* v : {"10", "20"}) ops.push_back({Kind::Insert, {id, u, v}, ""});
    }
    for (const char* u : {"NULL", "7"}) {
      for (const char* v : {"30", "40"}) ops.push_back({Kind::Update, {id, u, v}, id});
    }
    ops.push_back({Kind::Delete, {}, id});
    for (const char* to : {"2", "3"}) {
      if (std::string(to) != id) ops.push_back({Kind::Move, {to, "8", "50"}, id});
    }
  }
  return ops;
}

// DDL is made at A alone.
std::vector<Op> allOpsOfA() {
  std::vector<Op> ops = allOps();
  ops.push_back({Kind::Truncate, {}, ""});
  return ops;
}

const std::vector<std::vector<ModelRow>>& starts() {
  static const std::vector<std::vector<ModelRow>> all = {
      {}, {{"1", "7", "10"}}, {{"1", "NULL", "10"}, {"2", "7", "20"}}};
  return all;
}

ConflictPolicy policyOf(PolicyKind kind, const char* winner) {
  ConflictPolicy p;
  p.kind = kind;
  p.winnerRegion = winner;
  p.column = "v";
  return p;
}

std::string tell(const std::string& steps, const std::vector<Op>& a, const std::vector<Op>& b,
                 const World& w) {
  std::ostringstream out;
  out << steps << " A:";
  for (const Op& op : a) out << ' ' << shown(op);
  out << " B:";
  for (const Op& op : b) out << ' ' << shown(op);
  out << " => A " << shown(w.a.store.rows) << " B " << shown(w.b.store.rows);
  return out.str();
}

// The first script that does not converge, or nothing.
std::string firstFailure(const ConflictPolicy& policy, const std::vector<std::string>& orders,
                         const std::vector<Op>& a, const std::vector<Op>& b,
                         const std::vector<ModelRow>& start) {
  for (const std::string& steps : orders) {
    World w(policy, start);
    if (!run(w, policy, steps, a, b)) return tell(steps, a, b, w);
  }
  return "";
}

}  // namespace

TEST_CASE("any two operations on the same keys converge in every order") {
  std::vector<std::string> orders;
  eachOrder(1, 1, 1, 1, "", orders);
  const auto ops = allOps(), opsOfA = allOpsOfA();
  for (PolicyKind kind : {PolicyKind::RegionPriority, PolicyKind::UseMax, PolicyKind::UseMin,
                          PolicyKind::Delta, PolicyKind::Quarantine}) {
    for (const char* winner : {"cn-a", "cn-b"}) {
      const ConflictPolicy policy = policyOf(kind, winner);
      for (const auto& start : starts()) {
        for (const Op& a : opsOfA) {
          for (const Op& b : ops) {
            const std::string failure = firstFailure(policy, orders, {a}, {b}, start);
            if (!failure.empty()) FAIL(toText(kind) << " " << winner << ": " << failure);
          }
        }
      }
    }
  }
}

namespace {

struct Script {
  std::string steps;
  std::vector<Op> a, b;
};

// Deliveries at random; now and then an applier starts again.
void addDeliveries(std::mt19937& random, Script& s) {
  for (int i = 0; i < 12; ++i) s.steps += random() % 2 ? 'a' : 'b';
  if (random() % 4 == 0) s.steps += random() % 2 ? 'x' : 'y';
  std::shuffle(s.steps.begin(), s.steps.end(), random);
}

void runAtRandom(int rounds, const std::function<Script(std::mt19937&)>& script) {
  std::mt19937 random(test::seedFor("model"));
  for (int round = 0; round < rounds; ++round) {
    const PolicyKind kinds[] = {PolicyKind::RegionPriority, PolicyKind::UseMax, PolicyKind::Delta,
                                PolicyKind::Quarantine};
    const ConflictPolicy policy = policyOf(kinds[random() % 4], random() % 2 ? "cn-a" : "cn-b");
    const Script s = script(random);
    World w(policy, starts()[random() % starts().size()]);
    if (!run(w, policy, s.steps, s.a, s.b))
      FAIL(std::string(toText(policy.kind))
           << " " << policy.winnerRegion << ": " << tell(s.steps, s.a, s.b, w));
  }
}

}  // namespace

TEST_CASE("random runs of several operations a side converge") {
  const auto ops = allOps(), opsOfA = allOpsOfA();
  runAtRandom(200'000, [&](std::mt19937& random) {
    Script s;
    for (int i = 0; i < 5; ++i) {
      s.a.push_back(opsOfA[random() % opsOfA.size()]);
      s.b.push_back(ops[random() % ops.size()]);
      s.steps += random() % 4 ? "AB" : "PQ";
    }
    addDeliveries(random, s);
    return s;
  });
}

// Few rows and values, so that changes of before and after a TRUNCATE meet rows that look the same.
TEST_CASE("random runs with a TRUNCATE among them converge") {
  std::vector<Op> ops;
  for (const char* id : {"1", "2"}) {
    for (int i = 0; i < 3; ++i) ops.push_back({Kind::Insert, {id, "NULL", "10"}, ""});
    ops.push_back({Kind::Update, {id, "NULL", "20"}, id});
    ops.push_back({Kind::Update, {id, "NULL", "10"}, id});
    for (int i = 0; i < 3; ++i) ops.push_back({Kind::Delete, {}, id});
  }
  ops.push_back({Kind::Move, {"2", "NULL", "10"}, "1"});
  runAtRandom(200'000, [&](std::mt19937& random) {
    Script s;
    for (int i = 0; i < 5; ++i) {
      s.a.push_back(ops[random() % ops.size()]);
      s.b.push_back(ops[random() % ops.size()]);
      s.steps += random() % 4 ? "AB" : "PQ";
    }
    for (size_t i = 0; i <= random() % 2; ++i) s.a[random() % 4] = {Kind::Truncate, {}, ""};
    addDeliveries(random, s);
    return s;
  });
}

// B deletes a row and A, which has emptied the table, makes the same row again: the late DELETE
// matches it. When A hears that B is empty too, neither side has the row, and A's is on its way.
TEST_CASE("a row made anew after a TRUNCATE meets a DELETE of its forerunner") {
  for (const char* winner : {"cn-a", "cn-b"}) {
    CAPTURE(winner);
    const ConflictPolicy policy = policyOf(PolicyKind::RegionPriority, winner);
    World w(policy, {{"1", "NULL", "10"}});
    REQUIRE(run(w, policy, "BAAbaa",
                {{Kind::Truncate, {}, ""}, {Kind::Insert, {"1", "NULL", "10"}, ""}},
                {{Kind::Delete, {}, "1"}}));
    CHECK(w.a.quiet());
    CHECK(w.b.quiet());
  }
}

// While A is about to tell that there is no row 2, an application there makes it, and deletes it
// before anybody has looked again. B makes the same row meanwhile: the DELETE matches, but not the
// row meant.
TEST_CASE("a row that was never heard of at the other side is deleted there") {
  const ConflictPolicy policy = policyOf(PolicyKind::UseMax, "cn-a");
  const Op make{Kind::Insert, {"2", "NULL", "10"}, ""}, drop{Kind::Delete, {}, "2"};
  World w(policy, {});
  CHECK(
      run(w, policy, "BAbaAbaPAbbbB", {{Kind::Truncate, {}, ""}, drop, make, drop}, {make, make}));
  CHECK(shown(w.a.store.rows) == shown(w.b.store.rows));
}

namespace {

// Operations on rows that point to each other, some with unique values in each other's way.
std::vector<Op> familyOps() {
  std::vector<Op> ops;
  for (const char* id : {"1", "2", "3"}) {
    for (const char* parent : {"NULL", "1", "2", "3"}) {
      for (const char* u : {"NULL", "7"}) {
        ops.push_back({Kind::Insert, {id, u, parent}, ""});
        ops.push_back({Kind::Update, {id, u, parent}, id});
      }
    }
    ops.push_back({Kind::Delete, {}, id});
    ops.push_back({Kind::Delete, {}, id});
    ops.push_back({Kind::Move, {"4", "NULL", "NULL"}, id});
  }
  return ops;
}

const std::vector<std::vector<ModelRow>>& families() {
  static const std::vector<std::vector<ModelRow>> all = {
      {}, {{"1", "NULL", "NULL"}}, {{"1", "7", "NULL"}, {"2", "NULL", "1"}}};
  return all;
}

// Under it "latest commit" takes whatever comes in, as far as foreign keys let it.
struct IncomingIsLater final : apply::CommitTimes {
  apply::CommitStamp incoming(const Transaction&) const override { return {2'000'000, true}; }
  std::optional<apply::CommitStamp> local(const apply::RowName&) override {
    return apply::CommitStamp{1'000'000, true};
  }
};

// Only a row that one side deleted and the other changed waits.
ConflictRule waitsIfGone() {
  ConflictRule rule;
  rule.kinds = {ConflictKind::UpdateMissing, ConflictKind::DeleteRecentlyUpdated};
  rule.kind = PolicyKind::Quarantine;
  return rule;
}

World family(const ConflictPolicy& policy, const std::vector<ModelRow>& start) {
  static IncomingIsLater times;
  World w(policy, start);
  w.a.store.references = w.b.store.references = true;
  w.a.times = w.b.times = &times;
  return w;
}

}  // namespace

TEST_CASE("rows that point to each other converge in every order, and none is left an orphan") {
  std::vector<std::string> orders;
  eachOrder(1, 1, 1, 1, "", orders);
  const auto ops = familyOps();
  size_t conflicts = 0;
  for (const char* winner : {"cn-a", "cn-b"}) {
    const ConflictPolicy policy = policyOf(PolicyKind::RegionPriority, winner);
    for (const auto& start : families()) {
      for (const Op& a : ops) {
        for (const Op& b : ops) {
          for (const std::string& steps : orders) {
            World w = family(policy, start);
            const bool good = run(w, policy, steps, {a}, {b}) && !w.a.store.orphans();
            conflicts += w.conflictsOf(ConflictKind::FkParentMissing);
            if (!good) FAIL(winner << ": " << tell(steps, {a}, {b}, w));
          }
        }
      }
    }
  }
  CHECK(conflicts > 0);
}

TEST_CASE("the child of a row in quarantine waits with it, whatever the policy for parents") {
  for (const char* winner : {"cn-a", "cn-b"}) {
    CAPTURE(winner);
    ConflictPolicy policy = policyOf(PolicyKind::RegionPriority, winner);
    policy.rules.push_back(waitsIfGone());
    World w = family(policy, {{"1", "NULL", "NULL"}});
    w.a.doLocally({Kind::Delete, {}, "1"});
    w.b.doLocally({Kind::Update, {"1", "7", "NULL"}, "1"});
    REQUIRE(w.drain());
    REQUIRE(w.b.doLocally({Kind::Insert, {"2", "NULL", "1"}, ""}));
    REQUIRE(w.drain());
    CHECK(shown(w.a.store.rows) == "empty");
    CHECK(shown(w.b.store.rows) == "[1 7 NULL][2 NULL 1]");
    const bool decidesA = std::string(winner) == "cn-a";
    (decidesA ? w.a : w.b).chooseAll(decidesA ? w.b : w.a, [&] { return decidesA; });
    REQUIRE(w.drain());
    CHECK(shown(w.a.store.rows) == "[1 7 NULL][2 NULL 1]");
    CHECK(w.equal());
    CHECK_FALSE(w.a.waits());
  }
}

TEST_CASE("random runs over rows that point to each other converge") {
  std::mt19937 random(test::seedFor("model"));
  const auto ops = familyOps();
  for (int round = 0; round < 200'000; ++round) {
    const PolicyKind kinds[] = {PolicyKind::RegionPriority, PolicyKind::LatestCommit,
                                PolicyKind::Quarantine};
    ConflictPolicy policy = policyOf(kinds[random() % 3], random() % 2 ? "cn-a" : "cn-b");
    if (random() % 4 == 0) policy.rules.push_back(waitsIfGone());
    std::vector<Op> a, b;
    std::string steps;
    for (int i = 0; i < 5; ++i) {
      a.push_back(ops[random() % ops.size()]);
      b.push_back(ops[random() % ops.size()]);
      steps += random() % 4 ? "AB" : "PQ";
    }
    for (int i = 0; i < 12; ++i) steps += random() % 2 ? 'a' : 'b';
    std::shuffle(steps.begin(), steps.end(), random);
    World w = family(policy, families()[random() % families().size()]);
    // Who ends a quarantine may well choose the child here and its parent's absence there.
    const bool chosen = policy.kind == PolicyKind::Quarantine || !policy.rules.empty();
    if (!run(w, policy, steps, a, b) || (!chosen && w.a.store.orphans()))
      FAIL(toText(policy.kind) << ": " << tell(steps, a, b, w));
  }
}

TEST_CASE("the same row's key changed on both sides leaves one row") {
  const ConflictPolicy policy = policyOf(PolicyKind::RegionPriority, "cn-a");
  World w(policy, {{"1", "NULL", "10"}});
  REQUIRE(run(w, policy, "AB", {{Kind::Move, {"2", "NULL", "10"}, "1"}},
              {{Kind::Move, {"3", "NULL", "10"}, "1"}}));
  CHECK(shown(w.a.store.rows) == "[2 NULL 10]");
}

TEST_CASE("counters add up under delta") {
  const ConflictPolicy policy = policyOf(PolicyKind::Delta, "cn-a");
  World w(policy, {{"1", "NULL", "10"}});
  REQUIRE(run(w, policy, "AB", {{Kind::Update, {"1", "NULL", "15"}, "1"}},
              {{Kind::Update, {"1", "NULL", "12"}, "1"}}));
  CHECK(w.a.store.rows["1"].v == "17");
}

TEST_CASE("a quarantined row waits on both sides until a side is chosen") {
  const ConflictPolicy policy = policyOf(PolicyKind::Quarantine, "cn-a");
  for (const bool theirs : {false, true}) {
    CAPTURE(theirs);
    World w(policy, {{"1", "NULL", "10"}, {"2", "NULL", "10"}});
    w.a.doLocally({Kind::Update, {"1", "NULL", "30"}, "1"});
    w.b.doLocally({Kind::Update, {"1", "NULL", "40"}, "1"});
    REQUIRE(w.drain());
    w.a.doLocally({Kind::Update, {"1", "NULL", "31"}, "1"});
    w.b.doLocally({Kind::Update, {"2", "NULL", "41"}, "2"});
    REQUIRE(w.drain());
    CHECK(shown(w.a.store.rows) == "[1 NULL 31][2 NULL 41]");
    CHECK(shown(w.b.store.rows) == "[1 NULL 40][2 NULL 41]");
    w.a.chooseAll(w.b, [&] { return theirs; });
    REQUIRE(w.drain());
    CHECK(w.equal());
    CHECK(w.a.store.rows["1"].v == (theirs ? "40" : "31"));
    CHECK_FALSE(w.a.waits());
    CHECK_FALSE(w.b.waits());
    w.b.doLocally({Kind::Update, {"1", "NULL", "50"}, "1"});
    REQUIRE(w.drain());
    CHECK(w.a.store.rows["1"].v == "50");
  }
}
