// The life of a change-log source: preparing among open transactions, two readers, users with few
// rights, a server killed, interruption, taking everything away again.
#include <atomic>
#include <future>
#include <set>

#include "engine/base/thread_pool.h"
#include "tests/capture/changelog_harness.h"

using namespace twintide;
using namespace twintide::test;

namespace {

int64_t count(Harness& h, const std::string& sql) {
  auto n = h.root->scalar(sql);
  must(n);
  return std::stoll(*n);
}

db::ConnectParams as(Harness& h, const std::string& user) {
  db::ConnectParams p = params(h.at);
  p.login = user;
  p.password = Secret("Cl-user-1");
  return p;
}

// A user who may do what the change log needs on its database and on twintide, and nothing else.
void makePlainUser(Harness& h, const std::string& user) {
  h.sql({"DROP USER IF EXISTS '" + user + "'@'%'",
         "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'Cl-user-1'",
         "GRANT ALL PRIVILEGES ON " + h.database + ".* TO '" + user + "'@'%'",
         "CREATE DATABASE IF NOT EXISTS twintide",
         "GRANT ALL PRIVILEGES ON twintide.* TO '" + user + "'@'%'"});
}

// prepare() on a thread of its own, so that the test can act meanwhile.
struct Preparing {
  std::promise<void> done;
  std::future<void> finished = done.get_future();
  Result<capture::SnapshotPoint> result = fail(ErrorCode::Internal);
  NamedThread thread;
  explicit Preparing(ChangeSource& source)
      : thread("prepare", [this, &source](std::stop_token) {
          result = source.prepare();
          done.set_value();
        }) {}
  bool over() { return finished.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
};

bool triggersMade(Harness& h) {
  return count(h, "SELECT COUNT(*) FROM information_schema.triggers WHERE event_object_schema='" +
                      h.database + "'") == 3;
}

// The rows of the snapshot plus those of the stream are the rows of the table.
void checkNothingMissed(Harness& h, const std::string& table) {
  std::map<std::string, std::string> rows;
  auto snapshot = h.root->query("SELECT id, v FROM " + table + h.point.asOfSnapshot);
  must(snapshot);
  for (const auto& r : snapshot->rows) rows[*r[0]] = *r[1];
  for (const Transaction& t : h.drain()) {
    for (const Change& c : t.changes) {
      if (c.kind != ChangeKind::Insert)
        CHECK(rows.contains(cellText(c, "id", false)));
      else
        CHECK_FALSE(rows.contains(cellText(c, "id")));
      if (!c.before.empty()) rows.erase(cellText(c, "id", false));
      if (!c.after.empty()) rows[cellText(c, "id")] = cellText(c, "v");
    }
  }
  auto now = h.root->query("SELECT id, v FROM " + table);
  must(now);
  std::map<std::string, std::string> actual;
  for (const auto& r : now->rows) actual[*r[0]] = *r[1];
  CHECK(rows == actual);
}

}  // namespace

TEST_CASE("a transaction open at prepare() is in the snapshot or in the log, never in neither") {
  Harness h("cl_open");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1,1),(2,2)"});
  auto open = writer(h.at, "cl_open");
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (3,3)");
  exec(*open, "UPDATE t SET v=20 WHERE id=2");
  h.source = capture::makeChangeLogSource(h.options);
  Preparing preparing(*h.source);
  REQUIRE(eventually([&] { return triggersMade(h); }));
  CHECK_FALSE(preparing.over());
  exec(*open, "INSERT INTO t VALUES (4,4)");  // fires the trigger, commits before the start
  h.sql({"INSERT INTO t VALUES (5,5)"});
  CHECK_FALSE(preparing.over());
  exec(*open, "COMMIT");
  preparing.thread.join();
  must(preparing.result);
  h.point = *preparing.result;
  h.position = h.point.start;
  h.open();
  h.sql({"UPDATE t SET v=v+100 WHERE id>=3", "DELETE FROM t WHERE id=1"});
  checkNothingMissed(h, "cl_open.t");
}

TEST_CASE("a transaction that never ends makes prepare() time out with its id, or be cancelled") {
  Harness h("cl_never");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  auto open = writer(h.at, "cl_never");
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (3)");
  h.options.oldTransactionsWait = std::chrono::seconds(1);
  h.source = capture::makeChangeLogSource(h.options);
  auto prepared = h.source->prepare();
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().code == ErrorCode::TimedOut);
  CHECK(prepared.error().arg("what") == "open_transactions");
  CHECK(prepared.error().arg("transactions") != "");
  h.options.oldTransactionsWait = std::chrono::seconds(60);
  h.source = capture::makeChangeLogSource(h.options);
  Preparing preparing(*h.source);
  REQUIRE(eventually([&] { return triggersMade(h); }));
  h.source->interrupt();
  preparing.thread.join();
  REQUIRE_FALSE(preparing.result);
  CHECK(preparing.result.error().code == ErrorCode::Cancelled);
}

TEST_CASE("an interrupt() before prepare() is not lost, and after it the source works as before") {
  Harness h("cl_early");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  auto open = writer(h.at, "cl_early");
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (3)");
  h.source = capture::makeChangeLogSource(h.options);
  h.source->interrupt();
  auto prepared = h.source->prepare();
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().code == ErrorCode::Cancelled);
  Preparing preparing(*h.source);
  exec(*open, "COMMIT");
  preparing.thread.join();
  must(preparing.result);
  h.position = preparing.result->start;
  h.open();
  h.sql({"INSERT INTO t VALUES (4)"});
  CHECK(changesIn(h.drain()) == 1);
}

TEST_CASE("two readers share one log; it is purged as far as the slower one has applied") {
  Harness a("cl_two_a");
  a.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  a.start();
  ChangeLogOptions other = a.options;
  other.ownLinkId = "u.fwd";
  auto second = capture::makeChangeLogSource(other);
  auto point = second->prepare();
  must(point);
  must(second->open(point->start));
  CHECK(count(a,
              "SELECT COUNT(*) FROM information_schema.triggers WHERE "
              "event_object_schema='cl_two_a'") == 3);
  a.sql({"INSERT INTO t VALUES (1),(2)", "INSERT INTO t VALUES (3)"});
  CHECK(changesIn(a.drain()) == 3);
  CHECK(count(a, "SELECT COUNT(*) FROM twintide.change_log") == 3);
  a.acknowledge();
  const std::string applied = a.position.substr(4);
  std::vector<Transaction> none;
  REQUIRE(eventually([&] {
    a.step(none);
    return count(a,
                 "SELECT COUNT(*) FROM twintide.change_log_reader WHERE link_id='t.fwd' AND scn>=" +
                     applied) == 1;
  }));
  CHECK(count(a, "SELECT COUNT(*) FROM twintide.change_log") == 3);
  a.source.swap(second);
  a.position = point->start;
  CHECK(changesIn(a.drain()) == 3);
  a.acknowledge();
  CHECK(eventually([&] {
    a.step(none);
    return count(a, "SELECT COUNT(*) FROM twintide.change_log") == 0;
  }));
  must(a.source->tearDown());
  CHECK(count(a,
              "SELECT COUNT(*) FROM information_schema.triggers WHERE "
              "event_object_schema='cl_two_a'") == 3);
  must(second->tearDown());
  CHECK(count(a,
              "SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_name LIKE "
              "'twintide%'") == 0);
  CHECK(count(a,
              "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='twintide' AND "
              "table_name LIKE 'change_log%'") == 0);
  a.sql({"INSERT INTO cl_two_a.t VALUES (9)"});
  must(second->tearDown());
}

TEST_CASE("a position whose rows may be purged is lost, not skipped") {
  Harness h("cl_lost");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  const std::string start = h.position;
  h.sql({"INSERT INTO t VALUES (1)"});
  h.drain();
  h.acknowledge();
  std::vector<Transaction> none;
  REQUIRE(eventually([&] {
    h.step(none);
    return count(h, "SELECT COUNT(*) FROM twintide.change_log") == 0;
  }));
  h.source = capture::makeChangeLogSource(h.options);
  for (const std::string& position : {start, std::string("binlog.000001:4"), std::string("scn:")}) {
    auto opened = h.source->open(position);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::BinlogPositionLost);
  }
}

TEST_CASE("interrupt() ends a waiting next() at once") {
  Harness h("cl_stop");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  h.drain();
  std::promise<ErrorCode> code;
  auto ended = code.get_future();
  NamedThread waiting("waiting", [&](std::stop_token) {
    Transaction t;
    IdleNote idle;
    auto got = h.source->next(t, idle, std::chrono::minutes(5));
    code.set_value(got ? ErrorCode::Internal : got.error().code);
  });
  h.source->interrupt();
  REQUIRE(ended.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
  CHECK(ended.get() == ErrorCode::Cancelled);
  h.open();
  h.sql({"INSERT INTO t VALUES (1)"});
  CHECK(changesIn(h.drain()) == 1);
}

TEST_CASE(
    "without rights on oceanbase.* rows still come; a new table is told, an ALTER is asked about") {
  Harness h("cl_plain");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1,1)"});
  makePlainUser(h, "cl_plain");
  h.options.params = as(h, "cl_plain");
  h.options.structurePoll = std::chrono::milliseconds(100);
  auto open = writer(h.at, "cl_plain");
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (2,2)");
  h.source = capture::makeChangeLogSource(h.options);
  Preparing preparing(*h.source);
  REQUIRE(eventually([&] { return triggersMade(h); }));
  CHECK_FALSE(preparing.over());
  exec(*open, "COMMIT");
  preparing.thread.join();
  must(preparing.result);
  h.point = *preparing.result;
  h.position = h.point.start;
  h.open();
  h.sql({"UPDATE t SET v=5 WHERE id=2"});
  checkNothingMissed(h, "cl_plain.t");
  h.sql({"CREATE TABLE n (id INT PRIMARY KEY, v INT)", "INSERT INTO n VALUES (1,1)"});
  auto seen = h.until(
      [](const Transaction& t) { return !t.changes.empty() && t.changes[0].table().table == "n"; });
  REQUIRE(ddlIn(seen).size() == 1);
  CHECK(ddlIn(seen)[0].find("CREATE TABLE `n`") != std::string::npos);
  h.sql({"ALTER TABLE t ADD COLUMN w INT"});
  Transaction t;
  IdleNote idle;
  Result<Fetched> got = Fetched::Idle;
  REQUIRE(eventually([&] {
    got = h.source->next(t, idle, std::chrono::milliseconds(50));
    return !got;
  }));
  CHECK(got.error().code == ErrorCode::ChangeLogBroken);
  CHECK(got.error().arg("reason") == "structure_changed");
  CHECK(got.error().arg("table") == "cl_plain.t");
  h.position = idle.position.empty() ? h.position : idle.position;
  h.reopen();  // the user has altered the target and starts the link again
  h.sql({"UPDATE t SET w=1 WHERE id=1"});
  auto after = h.drain();
  std::vector<std::string> w;
  for (const Transaction& a : after) {
    for (const Change& c : a.changes) {
      if (c.table().table == "t") w.push_back(cellText(c, "w"));
    }
  }
  CHECK(w == std::vector<std::string>{"1"});
  h.sql({"DROP USER 'cl_plain'@'%'"});
}

TEST_CASE("a server killed at any moment: the stream resumes with every committed change once") {
  Harness h("cl_kill");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  std::set<std::string> seen;
  int next = 0;
  for (int round = 0; round < 2; ++round) {
    std::atomic<int> last{next};
    NamedThread load("load", [&](std::stop_token stop) {
      auto w = db::DataConnection::open(params(h.at));
      while (w && !stop.stop_requested()) {
        const int id = last + 1;
        if (!(*w)->execute("INSERT INTO cl_kill.t VALUES (" + std::to_string(id) + ")")) return;
        last = id;
      }
    });
    auto take = [&](const std::vector<Transaction>& all) {
      for (const Transaction& t : all) {
        for (const Change& c : t.changes) CHECK(seen.insert(cellText(c, "id")).second);
      }
    };
    std::vector<Transaction> got;
    REQUIRE(eventually([&] {
      h.step(got);
      if (seen.size() + got.size() > 60) h.acknowledge();
      return last > next + 150;
    }));
    take(got);
    must(h.at.killHard());
    load.join();
    Transaction t;
    IdleNote idle;
    Result<Fetched> lost = Fetched::Idle;
    for (int i = 0; i < 1000 && lost; ++i) {
      lost = h.source->next(t, idle, std::chrono::milliseconds(50));
      if (lost && *lost == Fetched::Got) {
        h.position = t.position;
        take({});
        for (const Change& c : t.changes) CHECK(seen.insert(cellText(c, "id")).second);
      }
    }
    REQUIRE_FALSE(lost);
    CHECK(lost.error().retryable);
    must(h.at.restart());
    h.root = session(h.at);
    h.reopen();
    take(h.drain());
    CHECK(static_cast<int64_t>(seen.size()) == count(h, "SELECT COUNT(*) FROM cl_kill.t"));
    next = last + 2;  // the one under way may have committed
  }
}
