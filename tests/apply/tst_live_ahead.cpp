// Groups that run beside the one before: in order, whole, and taken back where that is due.
#include "engine/base/thread_pool.h"
#include "tests/apply/live_target.h"

using namespace twintide;
using namespace twintide::apply;
using practice::Flavour;
using test::add;

namespace {

struct Beside : test::LiveTarget {
  explicit Beside(Flavour f) : LiveTarget(f) {
    test::run(*session, {"INSERT INTO app.t VALUES (1,1,'a'),(2,1,'a'),(3,1,'a'),(4,1,'a')"});
  }
  // n of a row goes from `from` to `to`.
  void update(Transaction& t, const char* id, const char* from, const char* to) {
    add(t, ChangeKind::Update, layout, {id, from, "'a"}, {id, to, "'a"});
  }
  Group group(Transaction t) {
    Group g;
    g.add(std::move(t));
    return g;
  }
  // Rows 1 and 2, one a group.
  std::pair<Group, Group> oneRowEach() {
    Transaction a = transaction(), b = transaction();
    update(a, "1", "1", "2");
    update(b, "2", "1", "2");
    return {group(std::move(a)), group(std::move(b))};
  }
  // The first group as usual, the second beside it.
  bool beginBoth(const Group& first, const Group& second) {
    // The first one waits for a row as long as the test takes.
    REQUIRE(applier->execute(applier->traits().oceanBase()
                                 ? "SET SESSION ob_trx_lock_timeout=60000000"
                                 : "SET SESSION innodb_lock_wait_timeout=60"));
    auto plan = applier->plan(first);
    REQUIRE(plan);
    REQUIRE(applier->begin(first, std::move(*plan)));
    plan = applier->plan(second);
    REQUIRE(plan);
    const bool ahead = applier->beginAhead(second, *plan);
    if (!ahead) REQUIRE(!plan->packets.empty());
    return ahead;
  }
  ApplyOutcome finish() {
    auto done = applier->finish();
    if (!done) FAIL(std::string(name(done.error().code)) << " " << done.error().arg("server"));
    return *done;
  }
  // Until somebody else has locked what the query asks for.
  void awaitLocked(const std::string& query) {
    auto other = test::session(server);
    REQUIRE(test::eventually(
        [&] {
          auto row = other->query(query + " FOR UPDATE NOWAIT");
          if (row) return false;
          constexpr unsigned kWouldWait = 1205, kNoWait = 3572;  // MariaDB and OceanBase, MySQL 8
          const unsigned errnum = row.error().serverErrno;
          REQUIRE((errnum == kWouldWait || errnum == kNoWait));
          return true;
        },
        20));
  }
  // Holds a row of the target as an application would.
  std::unique_ptr<db::Session> lock(int id) {
    auto s = test::session(server);
    test::run(*s, {"BEGIN"});
    REQUIRE(s->query("SELECT n FROM app.t WHERE id=" + std::to_string(id) + " FOR UPDATE"));
    return s;
  }
};

}  // namespace

TEST_CASE("a group beside another commits behind it, with the rows of both in order") {
  for (Flavour f : test::kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    Transaction a = w.transaction(), b = w.transaction();
    w.update(a, "1", "1", "2");
    w.update(a, "2", "1", "2");
    w.update(b, "2", "2", "3");  // late
    w.update(b, "3", "1", "3");
    add(b, ChangeKind::Delete, w.layout, {"4", "1", "'a"}, {});
    add(b, ChangeKind::Insert, w.layout, {}, {"5", "3", "'a"});
    const Group first = w.group(std::move(a)), second = w.group(std::move(b));
    auto held = w.lock(1);
    REQUIRE(w.beginBoth(first, second));
    // The first one waits for a row; nothing of the second is to be seen, whatever it has done.
    if (f != Flavour::MySql57) w.awaitLocked("SELECT n FROM app.t WHERE id=3");
    CHECK(w.rows() == "1:1:a,2:1:a,3:1:a,4:1:a");
    test::run(*held, {"ROLLBACK"});
    CHECK(!w.finish().ranAhead);
    CHECK(w.applier->marker().groupNo == 1);
    const ApplyOutcome done = w.finish();
    CHECK(done.ranAhead);
    CHECK(!done.rowByRow);
    CHECK(w.applier->marker().groupNo == 2);
    CHECK(w.applier->marker().position == "pos:2");
    CHECK(w.rows() == "1:2:a,2:3:a,3:3:a,5:3:a");
    REQUIRE(w.applier->recover());
    CHECK(w.applier->marker().groupNo == 2);
  }
}

TEST_CASE("more groups than may be under way: each takes the place of one that has landed") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    std::vector<Group> groups;
    for (int i = 1; i <= 8; ++i) {
      Transaction t = w.transaction();
      const std::string from = std::to_string(i), to = std::to_string(i + 1);
      w.update(t, "1", from.c_str(), to.c_str());
      add(t, ChangeKind::Insert, w.layout, {}, {std::to_string(10 + i), "1", "'x"});
      groups.push_back(w.group(std::move(t)));
    }
    REQUIRE(w.beginBoth(groups[0], groups[1]));
    for (size_t i = 2; i < groups.size(); ++i) {
      auto plan = w.applier->plan(groups[i]);
      REQUIRE(plan);
      CHECK(!w.applier->beginAhead(groups[i], *plan));
      CHECK(w.finish().ranAhead == (i > 2));
      CHECK(w.applier->beginAhead(groups[i], *plan));
    }
    CHECK(w.finish().ranAhead);
    CHECK(w.finish().ranAhead);
    CHECK(w.applier->marker().groupNo == 8);
    CHECK(w.rows().starts_with("1:9:a,2:1:a,3:1:a,4:1:a,11:1:x,12:1:x"));
  }
}

TEST_CASE("a conflict in the first group: the second is taken back and comes behind it") {
  for (Flavour f : test::kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    test::run(*w.session, {"UPDATE app.t SET s='local' WHERE id=1"});
    const auto [first, second] = w.oneRowEach();
    REQUIRE(w.beginBoth(first, second));
    const ApplyOutcome one = w.finish();
    CHECK(one.rowByRow);
    CHECK(one.conflicts.size() == 1);
    const ApplyOutcome two = w.finish();
    CHECK(!two.ranAhead);
    CHECK(two.conflicts.empty());
    CHECK(w.applier->marker().groupNo == 2);
    CHECK(w.rows() == "1:2:a,2:2:a,3:1:a,4:1:a");
  }
}

TEST_CASE("a conflict in the second group is decided in its turn") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    w.options.policy.winnerRegion = "cn-b";  // not the arbiter's way: nothing stays contested
    w.options.policy.kind = PolicyKind::Overwrite;
    w.open();
    test::run(*w.session, {"UPDATE app.t SET s='local' WHERE id=2"});
    const auto [first, second] = w.oneRowEach();
    REQUIRE(w.beginBoth(first, second));
    CHECK(!w.finish().rowByRow);
    CHECK(w.rows().starts_with("1:2:a,2:1:local"));
    const ApplyOutcome two = w.finish();
    CHECK(two.rowByRow);
    CHECK(two.conflicts.size() == 1);
    CHECK(w.applier->marker().groupNo >= 2);
  }
}

TEST_CASE("a second group that stands in the first one's way makes room for it") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    // What a trigger of the target locks is not known to the planner.
    test::run(*w.session, {"USE app", "CREATE TABLE app.total (n INT NOT NULL)",
                           "INSERT INTO app.total VALUES (0)",
                           "CREATE TRIGGER app.counts AFTER UPDATE ON app.t FOR EACH ROW "
                           "UPDATE app.total SET n=n+1"});
    const auto [first, second] = w.oneRowEach();
    auto held = w.lock(1);
    REQUIRE(w.beginBoth(first, second));
    w.awaitLocked("SELECT n FROM app.total");
    test::run(*held, {"ROLLBACK"});
    CHECK(!w.finish().rowByRow);
    CHECK(!w.finish().ranAhead);
    CHECK(w.applier->marker().groupNo == 2);
    CHECK(w.rows() == "1:2:a,2:2:a,3:1:a,4:1:a");
  }
}

TEST_CASE(
    "a lane that is lost with a group on it: the marker tells, nothing is lost or done twice") {
  Beside w(Flavour::MariaDb);
  const auto [first, second] = w.oneRowEach();
  auto held = w.lock(1);
  REQUIRE(w.applier->plan(first));  // looks structures up over a connection of its own
  const std::string known =
      *w.session->scalar("SELECT GROUP_CONCAT(id) FROM information_schema.processlist");
  REQUIRE(w.beginBoth(first, second));
  auto opened = w.session->query("SELECT id FROM information_schema.processlist WHERE id NOT IN (" +
                                 known + ")");
  REQUIRE(opened);
  REQUIRE(opened->rows.size() == 1);
  const std::string lane = opened->text(0, "id");
  w.awaitLocked("SELECT n FROM app.t WHERE id=2");
  test::run(*w.session, {"KILL " + lane});
  test::run(*held, {"ROLLBACK"});
  CHECK(!w.finish().rowByRow);
  // Its COMMIT goes into the void; the marker tells so.
  auto lost = w.applier->finish();
  REQUIRE(!lost);
  CHECK(lost.error().code == ErrorCode::ConnectionLost);
  REQUIRE(w.applier->recover());
  CHECK(w.applier->marker().groupNo == 1);
  CHECK(w.rows() == "1:2:a,2:1:a,3:1:a,4:1:a");
  REQUIRE(w.applier->apply(second));
  CHECK(w.applier->marker().groupNo == 2);
  CHECK(w.rows() == "1:2:a,2:2:a,3:1:a,4:1:a");
}

TEST_CASE("parents and children keep their order, checks on, whichever group they come in") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    test::run(*w.session,
              {"CREATE TABLE app.p (id INT NOT NULL PRIMARY KEY, n INT)",
               "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, n INT, "
               "CONSTRAINT fk_ahead FOREIGN KEY (n) REFERENCES app.p (id))",
               "INSERT INTO app.p VALUES (1,1),(2,1)", "INSERT INTO app.c VALUES (20,2)"});
    w.options.objects.include = {"app.*"};
    w.open();
    const auto parents = test::layout({"app", "p"}, {test::intColumn("id"), test::intColumn("n")});
    const auto children = test::layout({"app", "c"}, {test::intColumn("id"), test::intColumn("n")});
    Transaction a = w.transaction(), b = w.transaction();
    w.update(a, "1", "1", "2");
    add(a, ChangeKind::Insert, parents, {}, {"3", "1"});
    add(a, ChangeKind::Delete, children, {"20", "2"}, {});
    add(b, ChangeKind::Insert, children, {}, {"30", "3"});
    add(b, ChangeKind::Delete, parents, {"2", "1"}, {});
    w.update(b, "2", "1", "2");
    const Group first = w.group(std::move(a)), second = w.group(std::move(b));
    auto held = w.lock(1);
    REQUIRE(w.beginBoth(first, second));
    w.awaitLocked("SELECT n FROM app.t WHERE id=2");
    test::run(*held, {"ROLLBACK"});
    CHECK(w.finish().conflicts.empty());
    const ApplyOutcome done = w.finish();
    CHECK(done.ranAhead);
    CHECK(done.conflicts.empty());
    auto rows = w.session->scalar(
        "SELECT CONCAT((SELECT GROUP_CONCAT(id ORDER BY id) FROM app.p),' ',"
        "(SELECT GROUP_CONCAT(id ORDER BY id) FROM app.c))");
    REQUIRE(rows);
    CHECK(*rows == "1,3 30");
  }
}

TEST_CASE("where no lane can be had, groups take turns, and a later one gets one") {
  Beside w(Flavour::MariaDb);
  test::run(*w.session, {"DROP USER IF EXISTS few@'%'", "CREATE USER few@'%'",
                         "GRANT ALL ON *.* TO few@'%' WITH MAX_USER_CONNECTIONS 2"});
  w.options.target.login = "few";
  w.open();
  std::vector<Group> groups;
  for (int i = 1; i <= 20; ++i) {
    Transaction t = w.transaction();
    add(t, ChangeKind::Insert, w.layout, {}, {std::to_string(10 + i), "1", "'x"});
    groups.push_back(w.group(std::move(t)));
  }
  auto plan = w.applier->plan(groups[0]);
  REQUIRE(plan);
  REQUIRE(w.applier->begin(groups[0], std::move(*plan)));
  bool ahead = false;
  for (size_t i = 1; i < groups.size() && !ahead; ++i) {
    if (i == 3)
      test::run(*w.session, {"GRANT USAGE ON *.* TO few@'%' WITH MAX_USER_CONNECTIONS 9"});
    plan = w.applier->plan(groups[i]);
    REQUIRE(plan);
    ahead = w.applier->beginAhead(groups[i], *plan);
    CHECK((!ahead || i > 3));
    w.finish();
    if (ahead) {
      CHECK(w.finish().ranAhead);
      continue;
    }
    REQUIRE(w.applier->begin(groups[i], std::move(*plan)));
  }
  CHECK(ahead);
}

TEST_CASE("DDL of an application between two groups does not hold them up for ever") {
  Beside w(Flavour::MariaDb);
  test::run(*w.session, {"CREATE TABLE app.u LIKE app.t", "INSERT INTO app.u VALUES (1,1,'a')"});
  auto u = std::make_shared<TableSchema>(*w.layout->schema);
  u->id.table = "u";
  const auto other = std::make_shared<RowLayout>(RowLayout{u});
  // The first waits for a row of t, and then wants u, where the second is.
  Transaction a = w.transaction(), b = w.transaction();
  w.update(a, "1", "1", "2");
  add(a, ChangeKind::Insert, other, {}, {"5", "1", "'a"});
  add(b, ChangeKind::Insert, other, {}, {"6", "1", "'a"});
  const Group first = w.group(std::move(a)), second = w.group(std::move(b));
  auto held = w.lock(1);
  REQUIRE(w.beginBoth(first, second));
  w.awaitLocked("SELECT n FROM app.u WHERE id=6");
  auto ddl = test::session(w.server);
  const std::string id = *ddl->scalar("SELECT CONNECTION_ID()");
  NamedThread alter("alter", [&](std::stop_token) {
    auto done = ddl->execute("ALTER TABLE app.u ADD COLUMN later INT");
    CHECK(done);
  });
  REQUIRE(test::eventually(
      [&] {
        auto state =
            w.session->scalar("SELECT state FROM information_schema.processlist WHERE id=" + id);
        return state && state->find("metadata lock") != std::string::npos;
      },
      20));
  test::run(*held, {"ROLLBACK"});
  CHECK(!w.finish().rowByRow);
  CHECK(!w.finish().ranAhead);
  alter.join();
  auto rows = w.session->scalar("SELECT GROUP_CONCAT(id ORDER BY id) FROM app.u");
  REQUIRE(rows);
  CHECK(*rows == "1,5,6");
  CHECK(w.applier->marker().groupNo == 2);
}

TEST_CASE("a transaction that has ended unnoticed does not get a marker without its rows") {
  for (Flavour f : test::kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    Beside w(f);
    auto c = openWriter(w.options.target, w.options.owner.linkId);
    REQUIRE(c);
    MarkerOwner lane = w.options.owner;
    lane.stream = kFirstLaneStream;
    REQUIRE((*c)->execute(makeLaneRowSql(lane)));
    for (const bool ended : {false, true}) {
      CAPTURE(ended);
      const MarkerState before = w.applier->marker();
      Transaction t = w.transaction();
      w.update(t, "1", "1", "2");
      const Group group = w.group(std::move(t));
      auto plan = w.applier->plan(group);
      REQUIRE(plan);
      GroupWire wire(std::move(*plan));
      REQUIRE(wire.sendAhead(**c, lane));
      auto refusal = wire.await();
      REQUIRE(refusal);
      CHECK(!*refusal);
      // As a server or a proxy might, and say nothing.
      if (ended) REQUIRE((*c)->execute("ROLLBACK"));
      MarkerState next = before;
      ++next.groupNo;
      REQUIRE(wire.sendClosing(w.options.owner, next));
      refusal = wire.await();
      REQUIRE(refusal);
      CHECK(refusal->has_value() == ended);
      if (ended) {
        CHECK((*refusal)->of == Refusal::Of::Lane);
        CHECK((*refusal)->error.serverErrno == kExpectationFailed);
        REQUIRE((*c)->execute("ROLLBACK"));
      }
      REQUIRE(w.applier->recover());
      CHECK(w.applier->marker().groupNo == before.groupNo + !ended);
      test::run(*w.session, {"UPDATE app.t SET n=1 WHERE id=1"});
    }
  }
}
