// Purpose: chosen tables that make trouble, provoked on the flavour of the program.
// Owner: the including test program, which names kFlavour first. Thread: the test's.
#pragma once

#include "engine/db/twintide_schema.h"
#include "tests/precheck/pair.h"

namespace twintide::test {

TEST_CASE("a filter that chooses nothing is an error at the source") {
  TestPair pair(kFlavour);
  PrecheckReport report = pair.check({"objects"});
  CHECK(need(report, "none", Side::A).args.at("include") == "pc_shop.*");
  need(report, "none_yet", Side::B);
  pair.schemaOff();
  need(pair.check({"objects"}), "none", Side::B);
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)",
                    "CREATE VIEW pc_shop.v AS SELECT id FROM pc_shop.t"});
  report = pair.check({"objects"});
  CHECK(need(report, "ok", Side::A).args.at("tables") == "1");
  CHECK(need(report, "views_left_out", Side::A).args.at("example") == "pc_shop.v");
}

TEST_CASE("tables without a key, with a nullable one, and with an approximate one") {
  TestPair pair(kFlavour);
  run(*pair.rootA, {"CREATE TABLE pc_shop.bare (a INT, b INT)",
                    "CREATE TABLE pc_shop.nullable (a INT, UNIQUE KEY ua (a))",
                    "CREATE TABLE pc_shop.floating (a DOUBLE NOT NULL PRIMARY KEY)",
                    "CREATE TABLE pc_shop.fine (a INT NOT NULL, UNIQUE KEY ua (a))"});
  run(*pair.rootB, {"CREATE TABLE pc_shop.only_b (a INT)"});
  const PrecheckReport report = pair.check({"key"});
  CHECK_FALSE(need(report, "missing", Side::A, "pc_shop.bare").skippable);
  CHECK(need(report, "missing", Side::A, "pc_shop.nullable").args.at("unique_nullable") == "ua");
  CHECK(need(report, "approximate", Side::A, "pc_shop.floating").args.at("column") == "a");
  need(report, "missing", Side::B, "pc_shop.only_b");
  CHECK(report.count(Severity::Error) == 3);
  run(*pair.rootA, {"ALTER TABLE pc_shop.bare ADD PRIMARY KEY (a)", "DROP TABLE pc_shop.nullable"});
  run(*pair.rootB, {"DROP TABLE pc_shop.only_b"});
  CHECK(pair.check({"key"}).count(Severity::Error) == 0);
}

TEST_CASE("tables of an engine without transactions are found and converted") {
  if (practice::kindOf(kFlavour) == ServerKind::OceanBase) return;  // one engine only
  TestPair pair(kFlavour);
  run(*pair.rootB, {"CREATE TABLE pc_shop.old (id INT PRIMARY KEY) ENGINE=MyISAM"});
  const Finding f = need(pair.check({"engine"}), "not_transactional", Side::B);
  CHECK(f.args.at("engine") == "MyISAM");
  REQUIRE(pair.mend(f));
  CHECK(need(pair.check({"engine"}), "ok", Side::B).args.at("engines") == "InnoDB");
}

TEST_CASE("triggers at a side are weighed by what they do") {
  TestPair pair(kFlavour);
  for (db::Session* s : {pair.rootA.get(), pair.rootB.get()})
    run(*s, {"USE pc_shop", "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
             "CREATE TABLE log (id INT PRIMARY KEY)", "CREATE TABLE u (id INT PRIMARY KEY)"});
  run(*pair.rootA, {"CREATE TRIGGER twintide_t_i AFTER INSERT ON t FOR EACH ROW SET @x=1"});
  CHECK(need(pair.check({"triggers"}), "none", Side::A).args.at("ours") == "1");
  run(*pair.rootB, {"CREATE TRIGGER stamp BEFORE INSERT ON t FOR EACH ROW SET NEW.v=1",
                    "CREATE TRIGGER logging AFTER UPDATE ON t FOR EACH ROW "
                    "INSERT INTO log VALUES (NEW.id)",
                    "CREATE TRIGGER polite AFTER DELETE ON u FOR EACH ROW "
                    "BEGIN IF @twintide_applier IS NULL THEN DELETE FROM log WHERE id=OLD.id; "
                    "END IF; END"});
  const PrecheckReport report = pair.check({"triggers"});
  CHECK(need(report, "present", Side::B, "pc_shop.stamp").args.at("timing") == "BEFORE");
  const Finding writes = need(report, "writes_chosen", Side::B, "pc_shop.logging");
  CHECK(writes.args.at("writes") == "pc_shop.log");
  CHECK(writes.severity == Severity::Error);
  need(report, "guarded", Side::B, "pc_shop.polite");
  run(*pair.rootB, {"DROP TRIGGER stamp", "DROP TRIGGER logging", "DROP TRIGGER polite"});
  need(pair.check({"triggers"}), "none", Side::B);
}

TEST_CASE("cascades, and parents outside the filter") {
  TestPair pair(kFlavour);
  pair.both({"CREATE DATABASE pc_other", "CREATE TABLE pc_other.parent (id INT PRIMARY KEY)",
             "CREATE TABLE pc_shop.parent (id INT PRIMARY KEY)",
             "CREATE TABLE pc_shop.child (id INT PRIMARY KEY, p INT, CONSTRAINT fk_cp FOREIGN KEY "
             "(p) REFERENCES pc_shop.parent (id) ON DELETE CASCADE)",
             "CREATE TABLE pc_shop.stray (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES "
             "pc_other.parent (id))"});
  PrecheckReport report = pair.check({"foreign_keys"});
  CHECK(need(report, "parent_outside", Side::A, "pc_shop.stray").args.at("parent") ==
        "pc_other.parent");
  if (practice::kindOf(kFlavour) == ServerKind::OceanBase) {
    need(report, "cascade_captured", Side::A, "pc_shop.child");
    return;
  }
  for (Side side : {Side::A, Side::B}) {
    const Finding f = need(report, "cascade", side, "pc_shop.child");
    CHECK(f.args.at("on_delete") == "CASCADE");
    REQUIRE(f.remedySql.size() == 2);
    REQUIRE(pair.mend(f));
  }
  report = pair.check({"foreign_keys"});
  CHECK_FALSE(has(report, "cascade"));
  run(*pair.rootA,
      {"INSERT INTO pc_shop.parent VALUES (1)", "INSERT INTO pc_shop.child VALUES (1,1)"});
  CHECK_FALSE(pair.rootA->execute("DELETE FROM pc_shop.parent"));  // the constraint is still there
  pair.both({"DROP TABLE pc_shop.stray", "DROP DATABASE pc_other"});
  CHECK(need(pair.check({"foreign_keys"}), "ok", Side::B).args.at("count") == "1");
}

TEST_CASE("rows at the target stop or merge, as the option says") {
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)", "INSERT INTO pc_shop.t VALUES (1)"});
  PrecheckReport report = pair.check({"target_tables"});
  CHECK(need(report, "rows_present", Side::B, "pc_shop.t").severity == Severity::Error);
  need(report, "exists_same", Side::B);
  pair.request.pair.options.nonEmptyTarget = NonEmptyTarget::Merge;
  CHECK(need(pair.check({"target_tables"}), "rows_merge", Side::B).severity == Severity::Warning);
  pair.request.pairHasRun = true;
  need(pair.check({"target_tables"}), "ok", Side::Both);
  pair.request.pairHasRun = false;
  run(*pair.rootB, {"DELETE FROM pc_shop.t"});
  CHECK(need(pair.check({"target_tables"}), "ok", Side::Both).args.at("same") == "1");
}

TEST_CASE("structures that differ are named, missing tables too") {
  TestPair pair(kFlavour);
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v VARCHAR(40))",
                    "CREATE TABLE pc_shop.gone (id INT PRIMARY KEY)"});
  run(*pair.rootB, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v VARCHAR(20))",
                    "CREATE TABLE pc_shop.extra (id INT PRIMARY KEY)"});
  PrecheckReport report = pair.check({"target_tables"});
  CHECK(need(report, "only_at_b", Side::A, "pc_shop.extra").severity == Severity::Error);
  // A pair that has run may have the DROP still to come.
  pair.request.pairHasRun = true;
  const PrecheckReport later = pair.check({"target_tables"});
  CHECK(need(later, "only_at_b", Side::A, "pc_shop.extra").severity == Severity::Warning);
  CHECK(need(later, "structure_differs", Side::Both, "pc_shop.t").severity == Severity::Warning);
  CHECK(later.mayStart());
  pair.request.pairHasRun = false;
  CHECK_FALSE(has(report, "missing"));  // the schema copy makes it
  pair.schemaOff();
  report = pair.check({"target_tables"});
  need(report, "missing", Side::B, "pc_shop.gone");
  need(report, "missing", Side::A, "pc_shop.extra");
  const Finding f = need(report, "structure_differs", Side::Both, "pc_shop.t");
  CHECK(f.args.at("difference") == "type");
  CHECK(f.args.at("name") == "v");
  CHECK(f.args.at("value_b") == "varchar(20)");
  run(*pair.rootA, {"DROP TABLE pc_shop.gone"});
  run(*pair.rootB, {"DROP TABLE pc_shop.extra", "ALTER TABLE pc_shop.t MODIFY v VARCHAR(40)"});
  need(pair.check({"target_tables"}), "ok", Side::Both);
  run(*pair.rootB, {"CREATE INDEX iv ON pc_shop.t (v)"});
  CHECK(need(pair.check({"target_tables"}), "structure_differs", Side::Both).severity ==
        Severity::Warning);
  // A second unique key is a warning, too, unless the schema copy is to accept the table.
  run(*pair.rootB, {"ALTER TABLE pc_shop.t ADD UNIQUE KEY uv (v)"});
  CHECK(need(pair.check({"target_tables"}), "structure_differs", Side::Both).severity ==
        Severity::Warning);
  pair.request.pair.forward.types.schema = true;
  const Finding strict = need(pair.check({"target_tables"}), "structure_differs", Side::Both);
  CHECK(strict.severity == Severity::Error);
  CHECK(strict.args.at("difference") == "unique_key");
}

TEST_CASE("second unique keys, generated columns and collations are told") {
  TestPair pair(kFlavour);
  const char* table =
      "CREATE TABLE pc_shop.t (id INT PRIMARY KEY, mail VARCHAR(40) CHARACTER SET "
      "utf8mb4 COLLATE %, twice INT GENERATED ALWAYS AS (id*2) VIRTUAL, "
      "UNIQUE KEY u_mail (mail))";
  auto with = [&](const std::string& collation) {
    std::string sql = table;
    return sql.replace(sql.find('%'), 1, collation);
  };
  run(*pair.rootA, {with("utf8mb4_bin")});
  run(*pair.rootB, {with("utf8mb4_general_ci")});
  const PrecheckReport report = pair.check({"unique_keys", "generated_columns", "charset"});
  CHECK(need(report, "second", Side::A, "pc_shop.t").args.at("keys") == "u_mail");
  CHECK(need(report, "present", Side::B, "pc_shop.t").args.at("columns") == "twice");
  const Finding f = need(report, "collation_differs", Side::Both, "pc_shop.t");
  CHECK(f.args.at("collation_a") == "utf8mb4_bin");
  CHECK(f.args.at("collation_b") == "utf8mb4_general_ci");
}

TEST_CASE("marks of other tools and of an earlier link are found; the earlier ones are removed") {
  TestPair pair(kFlavour);
  run(*pair.rootA, {"CREATE TABLE pc_shop.drc_txn (id INT PRIMARY KEY)"});
  CHECK(need(pair.check({"other_tools"}), "marker_table", Side::A).args.at("tool") == "OMS");
  REQUIRE(db::ensureSchema(*pair.rootB));
  run(*pair.rootB, {"INSERT INTO twintide.marker VALUES ('pc.fwd',0,1,42,100,'x',1,2)",
                    "INSERT INTO twintide.marker VALUES ('else.fwd',0,1,7,100,'x',1,2)",
                    "INSERT INTO twintide.link_phase VALUES ('pc.fwd','x','','','',1)"});
  const PrecheckReport report = pair.check({"leftovers"});
  need(report, "none", Side::A);
  CHECK(need(report, "other_links", Side::B).args.at("links") == "else.fwd");
  const Finding f = need(report, "marker_left", Side::B);
  CHECK(f.args.at("group_no") == "42");
  REQUIRE(pair.mend(f));
  CHECK_FALSE(has(pair.check({"leftovers"}), "marker_left"));
  auto left = pair.rootB->scalar("SELECT COUNT(*) FROM twintide.link_phase");
  REQUIRE(left);
  CHECK(*left == "0");
}

TEST_CASE("skipping a check keeps its severity but lets the pair start") {
  TestPair pair(kFlavour);
  run(*pair.rootB, {"CREATE TABLE pc_shop.extra (id INT PRIMARY KEY)"});
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  CHECK_FALSE(pair.check({"target_tables"}).mayStart());
  pair.request.pair.skippedChecks = {"target_tables"};
  const PrecheckReport report = pair.check({"target_tables"});
  CHECK(report.mayStart());
  CHECK(need(report, "only_at_b", Side::A).state == FindingState::Skipped);
  run(*pair.rootA, {"CREATE TABLE pc_shop.bare (a INT)"});
  pair.request.pair.skippedChecks = {"key"};
  CHECK_FALSE(pair.check({"key"}).mayStart());  // cannot be skipped
}

}  // namespace twintide::test
