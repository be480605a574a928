// The servers are the oracle: each script runs at its own server as written, and rewritten at all
// others; afterwards the structures must be the same tables, columns and keys.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/db/schema_reader.h"
#include "engine/ddl/probe.h"
#include "engine/ddl/rewrite.h"
#include "tests/support/servers.h"

using namespace twintide;
using namespace twintide::ddl;
using namespace twintide::test;
using practice::Flavour;

namespace {

struct Step {
  const char* sql;
  // Flavours that cannot do it at all, whatever the spelling; the reason stands beside it.
  std::set<Flavour> notAt = {};
};

using Script = std::vector<Step>;

// Taken by all four as written or after rewrite().
Script common() {
  return {
      {"CREATE TABLE t1 (id INT NOT NULL PRIMARY KEY, a VARCHAR(20), b INT, KEY kb (b))"},
      {"create table if not exists `t``2` (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, "
       "c DECIMAL(10,2) NOT NULL DEFAULT 1.5 COMMENT 'create table x')"},
      {"CREATE TABLE 2024_orders (id INT PRIMARY KEY)"},
      {"CREATE TABLE 订单 (编号 INT PRIMARY KEY, 名 VARCHAR(9))"},
      {"CREATE TABLE t3 LIKE t1"},
      {"CREATE TABLE t4 (LIKE t1)"},
      {"CREATE TABLE child (id INT PRIMARY KEY, p INT, CONSTRAINT fk1 FOREIGN KEY (p) REFERENCES "
       "t1 "
       "(id) ON DELETE CASCADE)"},
      {"CREATE TABLE part (id INT NOT NULL, v INT, PRIMARY KEY (id)) PARTITION BY RANGE (id) "
       "(PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))"},
      {"CREATE TABLE /* mid */ gen (id INT PRIMARY KEY, w INT AS (id + 1) STORED) -- tail"},
      {"ALTER TABLE t1 ADD COLUMN c INT NOT NULL DEFAULT 7 AFTER a"},
      {"ALTER TABLE t1 ADD (d INT, e DECIMAL(10,2))"},
      {"ALTER TABLE t1 ADD f INT, ALGORITHM=INPLACE, LOCK=SHARED"},
      {"ALTER TABLE t1 MODIFY a VARCHAR(99)"},
      {"ALTER TABLE t1 CHANGE COLUMN d dd2 INT"},
      {"ALTER TABLE t1 ALTER COLUMN c SET DEFAULT 9"},
      {"ALTER TABLE t1 ADD INDEX ia (a), ADD UNIQUE KEY ue (e)"},
      {"ALTER TABLE t1 RENAME INDEX ia TO ib"},
      {"ALTER TABLE t1 DROP INDEX ib"},
      {"ALTER TABLE t1 DROP COLUMN f"},
      {"ALTER TABLE t1 COMMENT 'rename to x'"},
      {"CREATE INDEX i1 ON t3 (a)"},
      {"CREATE UNIQUE INDEX i2 USING BTREE ON t3 (b, a)"},
      {"DROP INDEX i1 ON t3"},
      {"ALTER TABLE part ADD PARTITION (PARTITION p2 VALUES LESS THAN (30))"},
      {"ALTER TABLE part TRUNCATE PARTITION p0"},
      {"ALTER TABLE part DROP PARTITION p0, p1"},
      {"ALTER TABLE t3 RENAME TO t5"},
      {"ALTER TABLE t5 RENAME t6"},
      {"RENAME TABLE t6 TO t7, t4 TO t8"},
      {"TRUNCATE t7"},
      {"TRUNCATE TABLE `t``2`"},
      {"DROP TABLE IF EXISTS t7, nosuch, 2024_orders"},
  };
}

Script mariaDb() {
  Script s = common();
  const Script own = {
      {"CREATE OR REPLACE TABLE t8 (id INT PRIMARY KEY, x UUID)",
       {Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase}},  // no UUID type
      {"CREATE OR REPLACE TABLE t9 (id INT PRIMARY KEY) ENGINE=Aria PAGE_CHECKSUM=1 "
       "TRANSACTIONAL=0"},
      {"ALTER ONLINE TABLE t8 WAIT 5 ADD COLUMN IF NOT EXISTS q INT",
       {Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase}},  // t8 is not there
      {"ALTER TABLE t9 WAIT 5 ADD COLUMN IF NOT EXISTS z INT"},
      {"ALTER TABLE IF EXISTS t9 ADD COLUMN y VARCHAR(9) CHARACTER SET utf8mb3 COLLATE "
       "utf8mb3_general_ci"},
      {"CREATE INDEX IF NOT EXISTS iz ON t9 (z)"},
      {"DROP INDEX IF EXISTS iz ON t9"},
      {"SET STATEMENT lock_wait_timeout=5 FOR ALTER TABLE t9 ADD w INT"},
      {"CREATE TABLE t10 (id INT PRIMARY KEY, j LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin "
       "DEFAULT NULL, n DATETIME DEFAULT current_timestamp() ON UPDATE current_timestamp(), s "
       "VARCHAR(9) COLLATE utf8mb4_uca1400_ai_ci) DEFAULT CHARSET=utf8mb4 PAGE_COMPRESSED=0"},
      {"ALTER TABLE t10 RENAME COLUMN n TO m", {Flavour::MySql57}},  // 8.0 brought it
      {"RENAME TABLE IF EXISTS t10 WAIT 3 TO t11"},
      {"DROP TABLE IF EXISTS t11 WAIT 9"},
  };
  s.insert(s.end(), own.begin(), own.end());
  return s;
}

Script mySql80() {
  Script s = common();
  const Script own = {
      {"CREATE TABLE t9 (id INT PRIMARY KEY, s VARCHAR(9) CHARACTER SET utf8mb4 COLLATE "
       "utf8mb4_0900_as_cs, KEY ks (s) INVISIBLE) ENCRYPTION='N' DEFAULT CHARSET=utf8mb4 "
       "COLLATE=utf8mb4_0900_ai_ci STATS_PERSISTENT=1"},
      {"CREATE TABLE t10 (id INT PRIMARY KEY) /*!50100 TABLESPACE `innodb_file_per_table` */ "
       "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"},
      {"ALTER TABLE t10 ADD c INT, ALGORITHM=INSTANT"},
      {"ALTER TABLE t10 ADD x INT, ADD KEY kx (x)"},
      // 1235 "drop column and drop index in single statment not supported"
      {"ALTER TABLE t10 DROP KEY kx, DROP COLUMN x", {Flavour::OceanBase}},
      {"ALTER TABLE t10 RENAME COLUMN c TO d", {Flavour::MySql57}},  // 8.0 brought it
      {"CREATE INDEX i ON t10 (id) ALGORITHM=INPLACE LOCK=NONE"},
      {"ALTER TABLE t10 RENAME AS t11"},
      {"CREATE TABLE t12 (id INT PRIMARY KEY, g POINT NOT NULL SRID 4326)"},
      {"/*!50001 CREATE TABLE t13 (id INT PRIMARY KEY) */"},
  };
  s.insert(s.end(), own.begin(), own.end());
  return s;
}

Script mySql57() {
  Script s = common();
  const Script own = {
      {"CREATE TABLE t9 (id INT PRIMARY KEY, s VARCHAR(9)) DEFAULT CHARSET=utf8 "
       "ROW_FORMAT=DYNAMIC"},
      {"ALTER TABLE t9 ADD l VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin"},
      {"CREATE TABLE t10 (id INT PRIMARY KEY, j JSON, e ENUM('a','b'), b BIT(3) DEFAULT b'101')"},
  };
  s.insert(s.end(), own.begin(), own.end());
  return s;
}

Script oceanBase() {
  Script s = common();
  const Script own = {
      {"CREATE TABLE t9 (id INT PRIMARY KEY, block_size INT, KEY kb (block_size) BLOCK_SIZE 16384 "
       "LOCAL) ORGANIZATION INDEX DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = "
       "'zstd_1.3.8' BLOCK_SIZE = 16384 TABLET_SIZE = 134217728 PCTFREE = 0"},
      {"ALTER TABLE t9 RENAME COLUMN block_size TO bs", {Flavour::MySql57}},  // 8.0 brought it
      {"CREATE INDEX i9 ON t9 (id) GLOBAL"},
      {"ALTER TABLE t9 ADD INDEX i10 (id) LOCAL, ADD x INT"},
  };
  s.insert(s.end(), own.begin(), own.end());
  return s;
}

Dialect dialectOf(const db::Session& s) {
  return {s.traits().kind, s.traits().number, s.traits().isSeekdb};
}

const std::map<Flavour, Script>& scripts() {
  static const std::map<Flavour, Script> all = {{Flavour::MariaDb, mariaDb()},
                                                {Flavour::MySql80, mySql80()},
                                                {Flavour::MySql57, mySql57()},
                                                {Flavour::OceanBase, oceanBase()}};
  return all;
}

// "table: columns, unique keys" of everything in a database; names of keys do not count.
std::vector<std::string> structures(db::Session& s, const std::string& database) {
  auto tables = db::readTables(s, ObjectFilter{{database + ".*"}, {}});
  REQUIRE(tables.has_value());
  std::vector<std::string> out;
  for (const auto& t : *tables) {
    std::string line = t->id.table + ":";
    for (const Column& c : t->columns) line += " " + c.name + (c.nullable ? "" : "!");
    std::set<std::string> keys;
    for (const Key& k : t->keys) {
      // MySQL adds a key for a foreign key's columns, OceanBase does not; probes see the others.
      if (!k.unique) continue;
      std::string key = "u(";
      for (int c : k.columns) key += t->columns[c].name + ",";
      keys.insert(key + ")");
    }
    for (const std::string& k : keys) line += " " + k;
    out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

Facts factsOf(db::Session& s) {
  Facts f;
  f.table = [&s](const TableId& id) -> Result<std::shared_ptr<const TableSchema>> {
    auto t = db::readTable(s, id);
    if (!t && t.error().code == ErrorCode::TargetTableMissing)
      return std::shared_ptr<const TableSchema>();
    return t;
  };
  f.databaseExists = [](const std::string&) -> Result<bool> { return true; };
  return f;
}

std::string serverWords(const Error& e) {
  return e.arg("errno") + " " + e.arg("server");
}

// The same default collation everywhere.
void plainDatabase(db::Session& s, const std::string& name) {
  run(s, {"DROP DATABASE IF EXISTS " + name,
          "CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"});
}

// Runs one script at its own server ("oracle" database) and, rewritten, at `to` ("copied").
int runScript(Flavour from, Flavour to) {
  auto source = session(server(from));
  auto target = session(server(to));
  plainDatabase(*source, "oracle");
  plainDatabase(*target, "copied");
  run(*source, {"USE oracle"});
  RewriteOptions options{dialectOf(*source), dialectOf(*target), "p.fwd", [](const TableId& t) {
                           return TableId{"copied", t.table};
                         }};
  int applied = 0;
  for (const Step& step : scripts().at(from)) {
    const std::string written = step.sql;
    CAPTURE(written);
    auto own = source->execute(step.sql);
    REQUIRE_MESSAGE(own.has_value(), serverWords(own.error()));
    auto statement = parse(step.sql, {false, false, "oracle"});
    REQUIRE(statement.has_value());
    REQUIRE(statement->cls == Class::Apply);
    if (step.notAt.count(to)) continue;
    auto rewritten = rewrite(step.sql, *statement, options);
    REQUIRE(rewritten.has_value());
    CAPTURE(rewritten->sql);
    if (!rewritten->prelude.empty()) REQUIRE(target->execute(rewritten->prelude).has_value());
    auto there = target->execute(rewritten->sql);
    REQUIRE_MESSAGE(there.has_value(), serverWords(there.error()));
    ++applied;
    // The rewritten text parses to the same names at the target, and its probe holds there.
    auto again = parse(rewritten->sql, {});
    REQUIRE(again.has_value());
    CHECK(again->cls == Class::Apply);
    CHECK(again->origin == "p.fwd");
    auto probe = structuralProbe(rewritten->sql, *again);
    REQUIRE(probe.has_value());
    auto done = evaluate(*probe, factsOf(*target));
    REQUIRE(done.has_value());
    CHECK(*done == (probe->conclusive ? Done::Yes : Done::Unknown));
  }
  return applied;
}

void compareAll(Flavour from) {
  for (Flavour to : {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase}) {
    const std::string pair = std::string(practice::toText(from)) + " -> " + practice::toText(to);
    CAPTURE(pair);
    const int applied = runScript(from, to);
    MESSAGE(pair << ": " << applied << " statements");
    bool partial = false;
    for (const Step& s : scripts().at(from)) partial = partial || s.notAt.count(to);
    if (partial) continue;
    auto source = session(server(from));
    auto target = session(server(to));
    const auto own = structures(*source, "oracle"), there = structures(*target, "copied");
    REQUIRE(own.size() == there.size());
    for (size_t i = 0; i < own.size(); ++i) CHECK(own[i] == there[i]);
  }
}

}  // namespace

TEST_CASE("MariaDB's statements at every server") {
  compareAll(Flavour::MariaDb);
}
TEST_CASE("MySQL 8's statements at every server") {
  compareAll(Flavour::MySql80);
}
TEST_CASE("MySQL 5.7's statements at every server") {
  compareAll(Flavour::MySql57);
}
TEST_CASE("OceanBase's statements at every server") {
  compareAll(Flavour::OceanBase);
}
