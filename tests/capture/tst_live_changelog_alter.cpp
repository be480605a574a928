// ALTER at a change-log source: triggers renewed, outdated rows read again, writers left alone.
#include "engine/base/clock.h"
#include "engine/base/thread_pool.h"
#include "tests/capture/changelog_harness.h"

using namespace twintide;
using namespace twintide::test;

TEST_CASE("structures change under load: nothing is lost, no image is misread") {
  Harness h("cl_load");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(40))"});
  h.start();
  std::atomic<int> refused{0}, wrote{0};
  std::atomic<int64_t> refusedUs{0};
  NamedThread load("load", [&](std::stop_token stop) {
    auto w = db::DataConnection::open(params(h.at));
    int64_t goodUs = systemClock().steadyUs();
    for (int i = 0; w && !stop.stop_requested(); ++i) {
      const std::string id = std::to_string(i % 500), v = std::to_string(i);
      const int before = refused;
      auto done = (*w)->execute("INSERT INTO cl_load.t (id,v) VALUES (" + id + ",'" + v +
                                "') ON DUPLICATE KEY UPDATE v=VALUES(v)");
      // DROP COLUMN leaves writers with a trigger that names the column until it is renewed.
      if (done)
        ++wrote;
      else
        ++refused;
      const int64_t now = systemClock().steadyUs();
      if (refused != before) refusedUs += now - goodUs;
      goodUs = now;
      if (i % 7 == 0) (*w)->execute("DELETE FROM cl_load.t WHERE id=" + id);
    }
  });
  Model model;
  auto alter = [&](const std::string& sql) {
    h.sql({sql});
    auto seen = h.until([&](const Transaction& t) { return t.ddl && t.ddl->sql == sql; });
    model.apply(seen, "v");
    const int before = wrote;
    std::vector<Transaction> more;
    REQUIRE(eventually([&] {
      h.step(more);
      return wrote > before + 50;
    }));
    model.apply(more, "v");
  };
  alter("ALTER TABLE t ADD COLUMN w INT NOT NULL DEFAULT 7");
  alter("ALTER TABLE t ADD COLUMN x VARCHAR(10) FIRST");
  alter("ALTER TABLE t MODIFY COLUMN w BIGINT");
  alter("ALTER TABLE t ADD UNIQUE KEY ux (x)");
  alter("ALTER TABLE t DROP COLUMN w");
  alter("ALTER TABLE t MODIFY COLUMN v TEXT");
  load.requestStop();
  load.join();
  model.apply(h.drain(), "v");
  MESSAGE("rows written " << wrote.load() << ", refused while a trigger was out of date "
                          << refused.load() << ", in " << refusedUs / 1000 << " ms");
  CHECK(model.rows == Model::of(*h.root, "cl_load.t", "v").rows);
  CHECK(count(*h.root,
              "SELECT COUNT(*) FROM information_schema.triggers WHERE "
              "event_object_schema='cl_load'") == 3);
}

TEST_CASE("rows logged by an outdated trigger are read again by key") {
  Harness h("cl_old");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1,1),(2,2),(3,3)"});
  h.start();
  // Nobody looks meanwhile, so all this goes through the triggers of the first structure.
  h.source.reset();
  h.sql({"ALTER TABLE t ADD COLUMN w INT DEFAULT 7", "UPDATE t SET w=70,v=10 WHERE id=1",
         "DELETE FROM t WHERE id=2", "UPDATE t SET id=30,w=300 WHERE id=3",
         "INSERT INTO t VALUES (4,4,40)"});
  h.reopen();
  const auto all = h.drain();
  std::map<std::string, std::string> seen;
  for (const Transaction& t : all) {
    for (const Change& c : t.changes) {
      CHECK(c.reread);
      if (c.kind == ChangeKind::Delete)
        seen[cellText(c, "id", false)] = "gone";
      else
        seen[cellText(c, "id")] = cellText(c, "w");
    }
  }
  CHECK(seen == std::map<std::string, std::string>{
                    {"1", "70"}, {"2", "gone"}, {"3", "gone"}, {"30", "300"}, {"4", "40"}});
  h.sql({"UPDATE t SET w=71 WHERE id=1"});
  const auto later = h.drain();
  REQUIRE(later.size() == 1);
  CHECK(later[0].changes[0].reread == false);
  CHECK(cellText(later[0].changes[0], "w") == "71");
}

TEST_CASE("triggers follow an ALTER while the stream is not read, and its rows are read again") {
  Harness h("cl_stuck");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT, w INT)"});
  h.start();
  h.sql({"INSERT INTO t VALUES (1,1,1)", "ALTER TABLE t DROP COLUMN w"});
  // Nobody calls next(): the target is slow or away.
  for (const char* sql : {"INSERT INTO t VALUES (2,2)", "UPDATE t SET v=3 WHERE id=1"}) {
    CAPTURE(sql);
    REQUIRE(eventually([&] { return h.root->execute(sql).has_value(); }));
  }
  std::string order;
  Model rows;
  const auto all = h.drain();
  for (const Transaction& t : all) order += t.ddl ? "D" : "r";
  rows.apply(all, "v");
  CHECK(order == "rDrr");
  CHECK(rows.rows == std::map<std::string, std::string>{{"1", "3"}, {"2", "2"}});
}

TEST_CASE("no statement of an application fails while an applier takes columns away") {
  Harness h("cl_guard");
  h.options.types = reverseDefaults();
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT, w INT, x INT)",
         "INSERT INTO t VALUES (1,1,1,1),(2,2,2,2),(3,3,3,3)"});
  h.start();
  std::atomic<int> wrote{0};
  std::atomic<bool> failed{false};
  std::string refused;  // written before `failed`, read after the thread's end
  NamedThread load("load", [&](std::stop_token stop) {
    auto w = db::DataConnection::open(params(h.at));
    for (int i = 0; w && !failed && !stop.stop_requested(); ++i) {
      const std::string id = std::to_string(100 + i % 50), v = std::to_string(i);
      for (const std::string& sql :
           {"INSERT INTO cl_guard.t (id,v) VALUES (" + id + "," + v +
                ") ON DUPLICATE KEY UPDATE v=VALUES(v)",
            "UPDATE cl_guard.t SET v=-1 WHERE id=" + id,
            (i % 5 ? "UPDATE cl_guard.t SET v=" + v : "DELETE FROM cl_guard.t") +
                " WHERE id=" + id}) {
        auto done = (*w)->execute(sql);
        if (done) continue;
        refused = sql + ": " + describe(done.error());
        failed = true;
        break;
      }
      ++wrote;
    }
  });
  Model model;
  auto alter = [&](const std::string& action, const std::string& column) {
    const int before = wrote;
    REQUIRE(eventually([&] { return wrote > before + 20; }));
    must(h.source->tableChanging({"cl_guard", "t"}, {column}));
    h.sql({"ALTER /* twintide:t.rev */ TABLE cl_guard.t " + action});
    const int altered = wrote;
    REQUIRE(eventually([&] { return wrote > altered + 20 || failed; }));
    model.apply(h.drain(), "v");  // rows of the window, with the structure still to be renewed
    must(h.source->tableChanged({"cl_guard", "t"}));
    model.apply(h.drain(), "v");
  };
  alter("DROP COLUMN w", "w");
  alter("CHANGE COLUMN x y BIGINT", "x");
  alter("MODIFY COLUMN y VARCHAR(20)", "y");
  load.requestStop();
  load.join();
  CHECK(refused == "");
  model.apply(h.drain(), "v");
  for (const char* id : {"1", "2", "3"}) model.rows[id] = id;
  CHECK(model.rows == Model::of(*h.root, "cl_guard.t", "v").rows);
  CHECK(count(*h.root, triggersOf("cl_guard")) == 3);
}
