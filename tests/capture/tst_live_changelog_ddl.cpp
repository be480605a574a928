// DDL at a change-log source: delivered in order, rows of the gap read again.
#include "tests/capture/changelog_harness.h"

using namespace twintide;
using namespace twintide::test;

TEST_CASE("statements come in their place between the rows, housekeeping of ours does not") {
  Harness h("cl_ddl");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)"});
  h.start();
  h.sql({"INSERT INTO t VALUES (1,1)", "ALTER TABLE t ADD COLUMN w INT DEFAULT 5",
         "INSERT INTO t VALUES (2,2,2)", "CREATE INDEX iv ON t(v)", "TRUNCATE TABLE t",
         "INSERT INTO t VALUES (3,3,3)", "RENAME TABLE t TO u", "INSERT INTO u VALUES (4,4,4)",
         "CREATE TABLE a1 (id INT PRIMARY KEY)", "CREATE TABLE a2 (id INT PRIMARY KEY)",
         "RENAME TABLE a1 TO b1, a2 TO b2", "DROP TABLE b1",
         "CREATE DATABASE IF NOT EXISTS cl_ddl2", "CREATE USER IF NOT EXISTS 'cl_ddl'@'%'",
         "DROP DATABASE cl_ddl2", "DROP USER 'cl_ddl'@'%'"});
  const auto all = h.drain();
  const auto ddl = ddlIn(all);
  REQUIRE(ddl.size() == 11);
  CHECK(ddl[0] == "ALTER TABLE t ADD COLUMN w INT DEFAULT 5");
  CHECK(ddl[2] == "TRUNCATE TABLE t");
  CHECK(ddl[3] == "RENAME TABLE `cl_ddl`.`t` TO `cl_ddl`.`u`");
  CHECK(ddl[7] == "RENAME TABLE `cl_ddl`.`a2` TO `cl_ddl`.`b2`");
  CHECK(ddl[10] == "DROP DATABASE cl_ddl2");
  std::string order;
  int64_t last = 0;
  for (const Transaction& t : all) {
    order += t.ddl ? "D" : std::string(t.changes.size(), 'r');
    CHECK(t.commitUs >= last);
    last = t.commitUs;
    if (t.ddl) CHECK(t.ddl->defaultDatabase.substr(0, 6) == "cl_ddl");
  }
  INFO(order);
  // Tables that appeared are empty, so nothing is read again for them.
  CHECK(order == "rDrDDrDrDDDDDDD");
}

TEST_CASE("a position in the middle of one transaction's statements resumes with the rest") {
  Harness h("cl_two");
  h.sql({"CREATE TABLE a (id INT PRIMARY KEY)", "CREATE TABLE b (id INT PRIMARY KEY)"});
  h.start();
  h.sql({"RENAME TABLE a TO a_new, b TO b_new"});
  auto first = h.until([](const Transaction& t) { return t.ddl.has_value(); });
  CHECK(first.back().ddl->sql.find("a_new") != std::string::npos);
  h.reopen();
  auto rest = h.drain();
  REQUIRE(ddlIn(rest).size() == 1);
  CHECK(ddlIn(rest)[0].find("b_new") != std::string::npos);
}

TEST_CASE(
    "a table that appears brings its rows from before the triggers, also of open transactions") {
  Harness h("cl_gap");
  h.start();
  auto open = writer(h.at, "cl_gap");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1,1),(2,2)",
         "CREATE TABLE nokey (v INT)", "INSERT INTO nokey VALUES (5),(5)"});
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (3,3)");
  std::vector<Transaction> all;
  REQUIRE(eventually([&] {
    h.step(all);
    return count(*h.root, triggersOf("cl_gap")) == 6;
  }));
  // The open transaction's first row is not in the log, its second one is.
  exec(*open, "INSERT INTO t VALUES (4,4)");
  h.sql({"UPDATE t SET v=20 WHERE id=2"});
  for (int i = 0; i < 10; ++i) h.step(all);
  CHECK(all.empty());  // the new table is held back until it is known what was in it
  exec(*open, "COMMIT");
  h.sql({"DELETE FROM t WHERE id=1"});
  for (auto& t : h.drain()) all.push_back(std::move(t));
  CHECK(ddlIn(all).size() == 2);
  std::vector<Transaction> ofT;
  size_t nokey = 0;
  for (auto& t : all) {
    if (!t.changes.empty() && t.changes[0].table().table == "nokey")
      nokey += t.changes.size();
    else
      ofT.push_back(std::move(t));
  }
  Model rows;
  rows.apply(ofT, "v");
  CHECK(nokey == 2);
  CHECK(rows.rows == Model::of(*h.root, "cl_gap.t", "v").rows);
  h.acknowledge();
  REQUIRE(eventually([&] {
    h.step(all);
    return count(*h.root, "SELECT COUNT(*) FROM twintide.change_log_gap") == 0;
  }));
}

TEST_CASE("a transaction that has nothing to do with a new table does not hold it up for long") {
  Harness h("cl_busy");
  h.sql({"DROP DATABASE IF EXISTS cl_else", "CREATE DATABASE cl_else",
         "CREATE TABLE cl_else.t (id INT PRIMARY KEY)"});
  h.start();
  h.source->interrupt();
  h.options.renameAfter = std::chrono::seconds(0);
  h.reopen();
  auto open = writer(h.at, "cl_else");
  exec(*open, "BEGIN");
  exec(*open, "INSERT INTO t VALUES (1)");
  h.sql({"CREATE TABLE n (id INT PRIMARY KEY, v INT)", "INSERT INTO n VALUES (1,1)"});
  auto seen = h.until([](const Transaction& t) { return !t.changes.empty(); });
  CHECK(ddlIn(seen) == std::vector<std::string>{"CREATE TABLE n (id INT PRIMARY KEY, v INT)"});
  h.sql({"INSERT INTO n VALUES (2,2)"});
  CHECK(changesIn(h.drain()) == 1);
  exec(*open, "ROLLBACK");
}

TEST_CASE("rows an applier puts into a new table never come back with its gap") {
  Harness h("cl_echo2");
  h.options.types = reverseDefaults();
  h.start();
  h.sql({"CREATE /* twintide:t.rev */ TABLE t (id INT PRIMARY KEY, v INT)",
         "INSERT INTO t VALUES (1,1)"});  // a user is faster than the triggers
  must(h.source->tableChanged({"cl_echo2", "t"}));
  auto applier = writer(h.at, "cl_echo2");
  exec(*applier, std::string("SET ") + db::kApplierVariable + "='t.rev'");
  exec(*applier, "INSERT INTO t VALUES (10,10),(11,11)");
  h.sql({"INSERT INTO t VALUES (2,2)"});
  Model rows;
  rows.apply(h.drain(), "v");
  CHECK(rows.rows == std::map<std::string, std::string>{{"1", "1"}, {"2", "2"}});
  // The same for a table that the opposite link made while this one was stopped.
  h.sql({"CREATE /* twintide:t.rev */ TABLE u (id INT PRIMARY KEY, v INT)"});
  auto stopped = capture::makeChangeLogSource(h.options);
  must(stopped->tableChanged({"cl_echo2", "u"}));
  exec(*applier, "INSERT INTO u VALUES (10,10)");
  h.sql({"INSERT INTO u VALUES (3,3)"});
  h.prepareAgain();
  h.open();
  Model later;
  later.apply(h.drain(), "v");
  CHECK(later.rows == std::map<std::string, std::string>{{"3", "3"}});
}

TEST_CASE("a new table that is empty when its gap is closed has none, whatever it is called next") {
  Harness h("cl_empty");
  h.options.types = reverseDefaults();
  h.start();
  h.sql({"CREATE /* twintide:t.rev */ TABLE t (id INT PRIMARY KEY, v INT)"});
  must(h.source->tableChanged({"cl_empty", "t"}));
  CHECK(count(*h.root, "SELECT COUNT(*) FROM twintide.change_log_gap") == 0);
  auto applier = writer(h.at, "cl_empty");
  exec(*applier, std::string("SET ") + db::kApplierVariable + "='t.rev'");
  exec(*applier, "INSERT INTO t VALUES (10,10)");
  h.sql({"RENAME /* twintide:t.rev */ TABLE t TO u"});
  must(h.source->tableChanged({"cl_empty", "u"}));
  exec(*applier, "INSERT INTO u VALUES (11,11)");
  h.sql({"INSERT INTO u VALUES (1,1)"});
  const auto all = h.drain();
  REQUIRE(changesIn(all) == 1);
  CHECK(cellText(all.back().changes[0], "id") == "1");
}

TEST_CASE("a gap that was delivered before its table is renamed is not read again") {
  Harness h("cl_moved");
  h.options.types = reverseDefaults();
  h.start();
  h.sql({"CREATE /* twintide:t.rev */ TABLE t (id INT PRIMARY KEY, v INT)",
         "INSERT INTO t VALUES (1,1)"});  // a user is faster than the triggers
  must(h.source->tableChanged({"cl_moved", "t"}));
  CHECK(changesIn(h.drain()) == 1);
  auto applier = writer(h.at, "cl_moved");
  exec(*applier, std::string("SET ") + db::kApplierVariable + "='t.rev'");
  exec(*applier, "INSERT INTO t VALUES (10,10)");
  h.sql({"RENAME /* twintide:t.rev */ TABLE t TO u"});
  must(h.source->tableChanged({"cl_moved", "u"}));
  CHECK(changesIn(h.drain()) == 0);
  // Its last rows carry the position behind it, so that an idle link is done with it at once.
  h.acknowledge();
  std::vector<Transaction> none;
  REQUIRE(eventually([&] {
    h.step(none);
    return count(*h.root, "SELECT COUNT(*) FROM twintide.change_log_gap") == 0;
  }));
}

TEST_CASE("what changed while the link was stopped comes in order when it starts again") {
  Harness h("cl_down");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)"});
  h.start();
  h.sql({"INSERT INTO t VALUES (1,1)"});
  Model model;
  model.apply(h.drain(), "v");
  h.source.reset();
  h.sql({"INSERT INTO t VALUES (2,2)", "ALTER TABLE t ADD COLUMN w INT DEFAULT 7",
         "INSERT INTO t VALUES (3,3,30)", "CREATE TABLE n (id INT PRIMARY KEY, v INT)",
         "INSERT INTO n VALUES (1,1)"});
  h.prepareAgain();
  h.sql({"UPDATE t SET w=31 WHERE id=3", "INSERT INTO n VALUES (2,2)"});
  h.open();
  std::string order;
  std::map<std::string, std::string> w, n;
  for (const Transaction& t : h.drain()) {
    order += t.ddl ? "D" : "";
    for (const Change& c : t.changes) {
      order += c.reread ? "R" : "r";
      if (c.table().table == "t")
        w[cellText(c, "id")] = cellText(c, "w");
      else
        n[cellText(c, "id")] = cellText(c, "v");
    }
  }
  INFO(order);
  CHECK(order.substr(0, 4) == "rDRD");
  CHECK(w == std::map<std::string, std::string>{{"2", "?"}, {"3", "31"}});
  CHECK(n == std::map<std::string, std::string>{{"1", "1"}, {"2", "2"}});
}

TEST_CASE(
    "a large table renamed into the filter is read in pages; a restart in between reads it again") {
  Harness h("cl_in");
  h.sql({"DROP DATABASE IF EXISTS cl_out", "CREATE DATABASE cl_out",
         "CREATE TABLE cl_out.t (a INT, b VARCHAR(20), v INT, PRIMARY KEY (a,b))"});
  std::string rows;
  for (int i = 0; i < 1750; ++i)
    rows += (i ? "," : "") + ("(" + std::to_string(i / 3) + ",'k" + std::to_string(i) + "'," +
                              std::to_string(i) + ")");
  h.sql({"INSERT INTO cl_out.t VALUES " + rows});
  h.start();
  h.sql({"RENAME TABLE cl_out.t TO cl_in.t"});
  auto first = h.until([](const Transaction& t) { return !t.changes.empty(); });
  CHECK(first.back().changes.size() == 500);
  h.reopen();
  std::vector<Transaction> all;
  std::map<std::string, int> keys;
  REQUIRE(eventually([&] {
    h.step(all);
    return changesIn(all) >= 1750;
  }));
  for (const auto& t : all) {
    for (const auto& c : t.changes) ++keys[cellText(c, "b")];
  }
  CHECK(keys.size() == 1750);
}

TEST_CASE("DDL of the opposite link is foreign, and its new tables are captured when it says so") {
  Harness h("cl_opp");
  h.start();
  h.sql({"CREATE /* twintide:t.rev */ TABLE t (id INT PRIMARY KEY, v INT)"});
  must(h.source->tableChanged({"cl_opp", "t"}));
  h.sql({"INSERT INTO t VALUES (1,1)"});
  const auto all = h.drain();
  CHECK(ddlIn(all).empty());
  int foreign = 0;
  size_t local = 0;
  for (const Transaction& t : all) {
    foreign += t.foreign();
    if (t.foreign()) CHECK(t.markers[0].linkId == "t.rev");
    local += t.changes.size();
  }
  CHECK(foreign == 1);
  CHECK(local >= 1);
}

TEST_CASE("a link that takes no DDL follows structures without delivering statements") {
  Harness h("cl_noddl");
  h.options.types = reverseDefaults();
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)"});
  h.start();
  h.sql({"ALTER TABLE t ADD COLUMN w INT"});
  must(h.source->tableChanged({"cl_noddl", "t"}));
  h.sql({"INSERT INTO t VALUES (1,1,1)"});
  const auto all = h.drain();
  CHECK(ddlIn(all).empty());
  REQUIRE(changesIn(all) == 1);
  CHECK(cellText(all.back().changes[0], "w") == "1");
}

TEST_CASE("a table whose columns no trigger can log is refused by name") {
  Harness h("cl_geo");
  h.sql({"CREATE TABLE g (id INT PRIMARY KEY, p POINT)"});
  h.source = capture::makeChangeLogSource(h.options);
  auto prepared = h.source->prepare();
  REQUIRE_FALSE(prepared);
  CHECK(prepared.error().code == ErrorCode::ChangeLogUnavailable);
  CHECK(prepared.error().arg("table") == "cl_geo.g");
  CHECK(prepared.error().arg("column") == "p");
  h.sql({"INSERT INTO g VALUES (1,ST_GeomFromText('POINT(1 2)'))"});
}

TEST_CASE("somebody who drops our triggers stops the link instead of losing rows") {
  Harness h("cl_drop");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY)"});
  h.start();
  auto names = h.root->query(
      "SELECT trigger_name FROM information_schema.triggers WHERE "
      "event_object_schema='cl_drop'");
  must(names);
  for (const auto& r : names->rows) h.sql({"DROP TRIGGER cl_drop." + *r[0]});
  h.source = capture::makeChangeLogSource(h.options);
  auto opened = h.source->open(h.position);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::ChangeLogBroken);
  CHECK(opened.error().arg("reason") == "trigger_dropped");
}

TEST_CASE("a table dropped and made anew while nobody looked is captured from its first row") {
  Harness h("cl_again");
  h.sql({"CREATE TABLE t (id INT PRIMARY KEY, v INT)"});
  h.start();
  h.sql({"INSERT INTO t VALUES (1,1)", "DROP TABLE t", "CREATE TABLE t (id INT PRIMARY KEY, z INT)",
         "INSERT INTO t VALUES (2,2)"});
  h.reopen();
  std::vector<Transaction> all;
  REQUIRE(eventually([&] {
    h.step(all);
    return !all.empty() && !all.back().changes.empty() &&
           cellText(all.back().changes[0], "id") == "2";
  }));
  const auto ddl = ddlIn(all);
  REQUIRE(ddl.size() == 2);
  CHECK(ddl[1] == "CREATE TABLE t (id INT PRIMARY KEY, z INT)");
}
