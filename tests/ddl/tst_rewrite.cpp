#include <doctest/doctest.h>

#include "engine/ddl/rewrite.h"

using namespace twintide;
using namespace twintide::ddl;

namespace {

const Dialect kMaria{ServerKind::MariaDb, 101119, false};
const Dialect kMySql8{ServerKind::MySql, 80033, false};
const Dialect kMySql57{ServerKind::MySql, 50722, false};
const Dialect kOb{ServerKind::OceanBase, 40305, false};
const Dialect kSeekdb{ServerKind::OceanBase, 40305, true};

Rewritten rewritten(const std::string& sql, const Dialect& from, const Dialect& to,
                    ParseOptions options = {false, false, "dd"}) {
  auto s = parse(sql, options);
  REQUIRE_MESSAGE(s.has_value(), sql);
  auto r = rewrite(sql, *s, {from, to, "", {}});
  REQUIRE(r.has_value());
  return *r;
}

struct Case {
  const char* sql;
  Dialect from, to;
  const char* expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.sql);
    CHECK(rewritten(c.sql, c.from, c.to).sql == c.expected);
  }
}

}  // namespace

TEST_CASE("names are qualified in place, the rest of the text stays") {
  check({
      {"CREATE  TABLE t (a INT)  ;", kMySql8, kMySql8, "CREATE  TABLE `dd`.`t` (a INT)"},
      {"DROP TABLE a, s.b", kMySql8, kMySql8, "DROP TABLE `dd`.`a`, `s`.`b`"},
      {"RENAME TABLE a TO b, `c``d` TO s.e", kMaria, kMaria,
       "RENAME TABLE `dd`.`a` TO `dd`.`b`, `dd`.`c``d` TO `s`.`e`"},
      {"ALTER TABLE c ADD FOREIGN KEY (p) REFERENCES p (id)", kMaria, kMaria,
       "ALTER TABLE `dd`.`c` ADD FOREIGN KEY (p) REFERENCES `dd`.`p` (id)"},
      {"ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", kMySql57, kMySql57,
       "ALTER DATABASE  `dd` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"},
      {"CREATE INDEX i ON t (a)", kMySql57, kMySql57, "CREATE INDEX i ON `dd`.`t` (a)"},
  });
}

TEST_CASE("a mapping moves tables") {
  const std::string sql = "CREATE TABLE a LIKE s.b";
  auto s = parse(sql, {false, false, "dd"});
  RewriteOptions o{kMySql8, kMySql8, "p.fwd", [](const TableId& t) {
                     return TableId{"to_" + t.database, t.table};
                   }};
  CHECK(rewrite(sql, *s, o)->sql ==
        "CREATE /* twintide:p.fwd */ TABLE `to_dd`.`a` LIKE `to_s`.`b`");
}

TEST_CASE("the origin comment stays outside executable comments") {
  const std::string sql = "/*!50001 CREATE TABLE t (a INT) */";
  auto s = parse(sql, {false, false, "dd"});
  const auto r = rewrite(sql, *s, {kMySql8, kMySql8, "p.fwd", {}});
  CHECK(r->sql == "/* twintide:p.fwd */ /*!50001 CREATE TABLE `dd`.`t` (a INT) */");
  CHECK(parse(r->sql, {false, false, ""})->origin == "p.fwd");
}

TEST_CASE("quotes and backslashes mean the same in our sessions") {
  CHECK(rewritten("CREATE TABLE \"t\" (\"a\"\"b\" CHAR(3) DEFAULT 'x')", kMySql8, kMySql8,
                  {true, false, "dd"})
            .sql == "CREATE TABLE `dd`.`t` (`a\"b` CHAR(3) DEFAULT 'x')");
  CHECK(rewritten("CREATE TABLE t (a CHAR(3) DEFAULT 'x\\')", kMySql8, kMySql8, {false, true, "dd"})
            .sql == "CREATE TABLE `dd`.`t` (a CHAR(3) DEFAULT 'x\\\\')");
}

TEST_CASE("OceanBase's clauses do not reach the others") {
  const char* sql =
      "CREATE TABLE `t` (`block_size` int, `global` int, PRIMARY KEY (`global`), UNIQUE KEY `u` "
      "(`block_size`) BLOCK_SIZE 16384 LOCAL) ORGANIZATION INDEX AUTO_INCREMENT = 7 "
      "AUTO_INCREMENT_MODE = 'ORDER' DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC COMPRESSION = "
      "'zstd_1.3.8' REPLICA_NUM = 1 BLOCK_SIZE = 16384 TABLET_SIZE = 134217728 PCTFREE = 0\n "
      "partition by hash(`global`)\n(partition `p0`,\npartition `p1`)";
  const auto r = rewritten(sql, kOb, kMySql57);
  CHECK(r.sql ==
        "CREATE TABLE `dd`.`t` (`block_size` int, `global` int, PRIMARY KEY (`global`), UNIQUE KEY "
        "`u` (`block_size`)  )  AUTO_INCREMENT = 7  DEFAULT CHARSET = utf8mb4 ROW_FORMAT = DYNAMIC "
        "    \n partition by hash(`global`)\n(partition `p0`,\npartition `p1`)");
  CHECK(r.notes.size() == 9);
  check({
      {"CREATE TABLE t (global INT, local INT) TABLEGROUP=tg, COMMENT='x'", kOb, kOb,
       "CREATE TABLE `dd`.`t` (global INT, local INT) , COMMENT='x'"},
      {"CREATE INDEX i ON t (a) GLOBAL", kOb, kMaria, "CREATE INDEX i ON `dd`.`t` (a)"},
      {"CREATE INDEX i ON t (a) GLOBAL", kOb, kOb, "CREATE INDEX i ON `dd`.`t` (a) GLOBAL"},
      {"ALTER TABLE t ADD INDEX i (a) LOCAL, ADD c INT", kOb, kMySql8,
       "ALTER TABLE `dd`.`t` ADD INDEX i (a) , ADD c INT"},
      {"ALTER TABLE t REPLICA_NUM = 3", kOb, kMySql8, ""},
      {"ALTER TABLE t SET TABLEGROUP tg", kOb, kOb, ""},
      {"CREATE TABLE t (a INT) WITH COLUMN GROUP (each column)", kOb, kMaria,
       "CREATE TABLE `dd`.`t` (a INT)"},
  });
}

TEST_CASE("what MariaDB alone takes does not reach the others") {
  check({
      {"ALTER TABLE IF EXISTS t WAIT 5 ADD COLUMN IF NOT EXISTS c INT", kMaria, kMySql8,
       "ALTER TABLE  `dd`.`t`  ADD COLUMN  c INT"},
      {"ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS c INT", kMaria, kMaria,
       "ALTER TABLE IF EXISTS `dd`.`t` ADD COLUMN IF NOT EXISTS c INT"},
      {"ALTER ONLINE TABLE t ADD c INT", kMaria, kOb, "ALTER  TABLE `dd`.`t` ADD c INT"},
      {"DROP INDEX IF EXISTS i ON t", kMaria, kMySql57, "DROP INDEX  i ON `dd`.`t`"},
      {"DROP TABLE IF EXISTS t NOWAIT", kMaria, kOb, "DROP TABLE IF EXISTS `dd`.`t`"},
      {"CREATE TABLE IF NOT EXISTS t (a INT) ENGINE=Aria PAGE_CHECKSUM=1 TRANSACTIONAL=0", kMaria,
       kMySql8, "CREATE TABLE IF NOT EXISTS `dd`.`t` (a INT) ENGINE=InnoDB"},
      {"SET STATEMENT lock_wait_timeout=1 FOR DROP TABLE t", kMaria, kMaria, "DROP TABLE `dd`.`t`"},
      {"CREATE TABLE t (a INT, KEY i (a) IGNORED)", kMaria, kMySql8,
       "CREATE TABLE `dd`.`t` (a INT, KEY i (a) )"},
  });
  const auto r = rewritten("CREATE OR REPLACE TABLE t (a INT)", kMaria, kMySql8);
  CHECK(r.prelude == "DROP TABLE IF EXISTS `dd`.`t`");
  CHECK(r.sql == "CREATE  TABLE `dd`.`t` (a INT)");
  CHECK(rewritten("CREATE OR REPLACE TABLE t (a INT)", kMaria, kMaria).prelude.empty());
}

TEST_CASE("what MySQL alone takes does not reach the others") {
  check({
      {"CREATE TABLE t (a INT) ENCRYPTION='Y' ENGINE=InnoDB COMPRESSION='zlib'", kMySql8, kMaria,
       "CREATE TABLE `dd`.`t` (a INT)  ENGINE=InnoDB"},
      {"CREATE TABLE t (a INT, KEY i (a) INVISIBLE)", kMySql8, kMaria,
       "CREATE TABLE `dd`.`t` (a INT, KEY i (a) )"},
      {"CREATE TABLE t (a INT, KEY i (a) INVISIBLE)", kMySql8, kMySql57,
       "CREATE TABLE `dd`.`t` (a INT, KEY i (a) )"},
      {"CREATE TABLE t (a INT) DATA DIRECTORY='/x'", kMySql8, kMySql8,
       "CREATE TABLE `dd`.`t` (a INT)"},
      {"CREATE TABLE t (invisible INT, g POINT SRID 4326)", kMySql8, kMaria,
       "CREATE TABLE `dd`.`t` (invisible INT, g POINT )"},
      {"CREATE TABLE `t` (`a` int) START TRANSACTION", kMySql8, kMySql8,
       "CREATE TABLE `dd`.`t` (`a` int)"},
      {"ALTER TABLE t ADD c INT, ALGORITHM=INSTANT, LOCK=NONE", kMySql8, kMySql57,
       "ALTER TABLE `dd`.`t` ADD c INT"},
      {"ALTER TABLE t ALGORITHM=INPLACE, ADD c INT", kMySql8, kMySql57,
       "ALTER TABLE `dd`.`t` ADD c INT"},
      {"CREATE INDEX i ON t (a) ALGORITHM=INPLACE LOCK=NONE", kMySql8, kOb,
       "CREATE INDEX i ON `dd`.`t` (a)"},
      {"ALTER TABLE t RENAME AS u", kMySql8, kOb, "ALTER TABLE `dd`.`t` RENAME TO `dd`.`u`"},
  });
}

TEST_CASE("collations and charsets go to the nearest the target has") {
  CHECK(mapCollation("utf8mb4_0900_ai_ci", kMaria) == "utf8mb4_uca1400_nopad_ai_ci");
  CHECK(mapCollation("utf8mb4_0900_ai_ci", {ServerKind::MariaDb, 100500, false}) ==
        "utf8mb4_unicode_520_nopad_ci");
  CHECK(mapCollation("utf8mb4_0900_as_cs", kMaria) == "utf8mb4_uca1400_nopad_as_cs");
  CHECK(mapCollation("utf8mb4_0900_ai_ci", kMySql57) == "utf8mb4_unicode_520_ci");
  CHECK(mapCollation("utf8mb4_0900_ai_ci", kMySql8) == "utf8mb4_0900_ai_ci");
  CHECK(mapCollation("UTF8MB4_0900_AI_CI", kSeekdb) == "utf8mb4_general_ci");
  CHECK(mapCollation("utf8mb4_unicode_ci", kOb) == "utf8mb4_unicode_ci");
  CHECK(mapCollation("utf8mb4_unicode_ci", kSeekdb) == "utf8mb4_general_ci");
  CHECK(mapCollation("latin1_bin", kSeekdb) == "utf8mb4_bin");
  CHECK(mapCollation("latin1_swedish_ci", kOb) == "latin1_swedish_ci");
  CHECK(mapCollation("utf8mb4_uca1400_as_cs", kMySql8) == "utf8mb4_0900_as_cs");
  CHECK(mapCollation("utf8mb4_general_nopad_ci", kMySql8) == "utf8mb4_general_ci");
  CHECK(mapCollation("utf8mb3_general_ci", kMySql57) == "utf8_general_ci");
  CHECK(mapCollation("binary", kSeekdb) == "binary");
  CHECK(mapCharset("latin1", kSeekdb) == "utf8mb4");
  CHECK(mapCharset("latin1", kMySql57) == "latin1");
  check({
      {"CREATE TABLE t (a CHAR(3) COLLATE utf8mb4_0900_as_cs) COLLATE=utf8mb4_0900_ai_ci", kMySql8,
       kMySql57,
       "CREATE TABLE `dd`.`t` (a CHAR(3) COLLATE utf8mb4_bin) "
       "COLLATE=utf8mb4_unicode_520_ci"},
      {"CREATE TABLE t (a CHAR(3) CHARACTER SET latin1)", kMySql8, kSeekdb,
       "CREATE TABLE `dd`.`t` (a CHAR(3) CHARACTER SET utf8mb4)"},
  });
}

TEST_CASE("a charset without collation keeps what the source meant by it") {
  check({
      {"CREATE TABLE t (a INT) DEFAULT CHARSET=utf8mb4", kMySql57, kMySql8,
       "CREATE TABLE `dd`.`t` (a INT) DEFAULT CHARSET=utf8mb4 COLLATE utf8mb4_general_ci"},
      {"CREATE TABLE t (a CHAR(3) CHARACTER SET utf8mb4, b INT) CHARSET utf8mb4", kMySql8, kMySql57,
       "CREATE TABLE `dd`.`t` (a CHAR(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci, b "
       "INT) "
       "CHARSET utf8mb4 COLLATE utf8mb4_unicode_520_ci"},
      {"CREATE TABLE t (a INT) CHARSET=utf8mb4 COLLATE=utf8mb4_bin", kMySql57, kMySql8,
       "CREATE TABLE `dd`.`t` (a INT) CHARSET=utf8mb4 COLLATE=utf8mb4_bin"},
      {"CREATE DATABASE x CHARACTER SET = utf8mb4", kOb, kMySql8,
       "CREATE DATABASE `x` CHARACTER SET = utf8mb4 COLLATE utf8mb4_general_ci"},
      {"CREATE TABLE t (a INT) DEFAULT CHARSET=utf8mb4", kMySql57, kMaria,
       "CREATE TABLE `dd`.`t` (a INT) DEFAULT CHARSET=utf8mb4"},
  });
}
