#include <doctest/doctest.h>

#include "engine/db/schema_reader.h"
#include "engine/verify/table_digest.h"
#include "tests/support/servers.h"

using namespace twintide;
using namespace twintide::test;
using namespace twintide::verify;
using practice::Flavour;

namespace {

const std::vector<std::string> kTable = {
    "CREATE TABLE dig.t (id INT PRIMARY KEY, i BIGINT UNSIGNED, f FLOAT, d DOUBLE, de "
    "DECIMAL(20,5),"
    " c CHAR(5), v VARCHAR(20), b VARBINARY(20), bl BLOB, tx TEXT, bi BIT(12), e ENUM('a','b'),"
    " st SET('x','y'), da DATE, dt DATETIME(6), ti TIME, ts TIMESTAMP NULL, y YEAR, j JSON,"
    " g GEOMETRY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
    "INSERT INTO dig.t VALUES (1,18446744073709551615,3.4e38,1.7e308,12345.6789,'ab','x ',x'00ff',"
    "x'deadbeef','你好',b'101','b','x,y','2024-02-29','2024-02-29 01:02:03.456789','-12:00:00',"
    "'2024-01-01 00:00:00',1999,'{\"a\": 1}',ST_GeomFromText('POINT(1 2)')),"
    "(2,0,0.1,0.1,-0.00001,'','','','','',b'0','a','','1000-01-01','1000-01-01 00:00:00.000001',"
    "'838:59:59','1971-01-01 00:00:01',2155,'[]',NULL)",
    "INSERT INTO dig.t (id) VALUES (3)"};

struct Side {
  explicit Side(Flavour f, int index = 0) : s(session(server(f, index))) {
    freshDatabase(*s, "dig");
    run(*s, kTable);
    auto t = db::readTable(*s, TableId{"dig", "t"});
    REQUIRE(t.has_value());
    schema = *t;
  }
  Digest digestNow() {
    auto d = digest(*s, *schema);
    REQUIRE(d.has_value());
    return *d;
  }
  std::unique_ptr<db::Session> s;
  std::shared_ptr<const TableSchema> schema;
};

TableDifference compared(Side& a, Side& b) {
  auto d = compare(*a.s, *b.s, *a.schema);
  REQUIRE(d.has_value());
  return *d;
}

}  // namespace

TEST_CASE("every server computes the same digest, and any pair compares equal") {
  const Flavour flavours[] = {Flavour::OceanBase, Flavour::MySql80, Flavour::MySql57,
                              Flavour::MariaDb};
  std::vector<std::unique_ptr<Side>> sides;
  for (Flavour f : flavours) sides.push_back(std::make_unique<Side>(f));
  // MariaDB has no JSON type of its own; the three others say the same number.
  CHECK(sides[0]->digestNow() == sides[1]->digestNow());
  CHECK(sides[0]->digestNow() == sides[2]->digestNow());
  for (auto& a : sides) {
    for (auto& b : sides) {
      const auto d = compared(*a, *b);
      CAPTURE(d.key);
      CAPTURE(d.column);
      CHECK(d.equal);
    }
  }
}

TEST_CASE("the smallest change in any column is found, with its key and column") {
  struct Change {
    const char* set;
    const char* column;
  };
  const Change changes[] = {
      {"i=i-1", "i"},
      {"f=0.10000001", "f"},
      {"d=0.10000000000000002", "d"},
      {"de=0", "de"},
      {"c='ABC'", "c"},
      {"v=' '", "v"},
      {"b=x'00'", "b"},
      {"bl=x'00'", "bl"},
      {"tx=' '", "tx"},
      {"bi=b'1'", "bi"},
      {"e='b'", "e"},
      {"st='x'", "st"},
      {"da='1000-01-02'", "da"},
      {"dt='1000-01-01 00:00:00.000002'", "dt"},
      {"ti='838:59:58'", "ti"},
      {"ts='1971-01-01 00:00:02'", "ts"},
      {"y=2154", "y"},
      {"j='[1]'", "j"},
      {"g=ST_GeomFromText('POINT(1 3)')", "g"},
      {"v=NULL", "v"},
  };
  Side a(Flavour::OceanBase, 0), b(Flavour::MariaDb, 0);
  for (const Change& c : changes) {
    const std::string set = c.set;
    CAPTURE(set);
    const int id = set.rfind("i=", 0) == 0 ? 1 : 2;
    run(*b.s, {"UPDATE dig.t SET " + set + " WHERE id=" + std::to_string(id)});
    const auto d = compared(a, b);
    CHECK_FALSE(d.equal);
    CHECK(d.kind == RowDifference::Values);
    CHECK(d.key == "id=" + std::to_string(id));
    CHECK(d.column == c.column);
    freshDatabase(*b.s, "dig");
    run(*b.s, kTable);
  }
}

TEST_CASE("among many rows the one that differs is found by halving") {
  Side a(Flavour::OceanBase, 0), b(Flavour::MySql57, 0);
  const std::string create =
      "CREATE TABLE dig.k (s VARCHAR(20) NOT NULL, n BIGINT NOT NULL, v INT, PRIMARY KEY (s, n)) "
      "DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";
  std::string insert = "INSERT INTO dig.k VALUES ";
  for (int i = 0; i < 6000; ++i)
    insert += (i ? ",('k" : "('k") + std::to_string(i % 70) + "'," + std::to_string(i) + ",0)";
  for (Side* side : {&a, &b}) run(*side->s, {create, insert});
  auto table = db::readTable(*a.s, TableId{"dig", "k"});
  REQUIRE(table.has_value());
  auto diff = [&] {
    auto d = compare(*a.s, *b.s, **table);
    REQUIRE(d.has_value());
    return *d;
  };
  CHECK(diff().equal);
  run(*b.s, {"DELETE FROM dig.k WHERE n=4711"});
  auto d = diff();
  CHECK(d.kind == RowDifference::OnlyAtA);
  CHECK(d.key == "s='k21', n=4711");
  CHECK(d.a.rows == 6000);
  CHECK(d.b.rows == 5999);
  run(*b.s, {"INSERT INTO dig.k VALUES ('k21',4711,0),('zz',1,0)"});
  d = diff();
  CHECK(d.kind == RowDifference::OnlyAtB);
  CHECK(d.key == "s='zz', n=1");
  run(*b.s, {"DELETE FROM dig.k"});
  CHECK(diff().kind == RowDifference::OnlyAtA);
}

TEST_CASE("a table without a key is compared as a bag of rows") {
  Side a(Flavour::MariaDb, 0), b(Flavour::MariaDb, 1);
  for (Side* side : {&a, &b}) {
    run(*side->s, {"CREATE TABLE dig.bag (a INT, b VARCHAR(9))",
                   "INSERT INTO dig.bag VALUES (1,'x'),(1,'x'),(2,NULL)"});
  }
  auto table = db::readTable(*a.s, TableId{"dig", "bag"});
  REQUIRE(table.has_value());
  CHECK(compare(*a.s, *b.s, **table)->equal);
  // Two equal rows fall out of an XOR; the sum still sees them change.
  run(*b.s, {"UPDATE dig.bag SET a=3 WHERE a=1"});
  const auto d = compare(*a.s, *b.s, **table);
  CHECK_FALSE(d->equal);
  CHECK(d->kind == RowDifference::None);
}

TEST_CASE("a column that one side lacks is an error, not a digest") {
  Side a(Flavour::MariaDb, 0), b(Flavour::MariaDb, 1);
  run(*b.s, {"ALTER TABLE dig.t DROP COLUMN v"});
  auto d = compare(*a.s, *b.s, *a.schema);
  REQUIRE_FALSE(d.has_value());
  CHECK(d.error().code == ErrorCode::TableDiffers);
  CHECK(d.error().arg("object") == "v");
}
