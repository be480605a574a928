#include <doctest/doctest.h>

#include "engine/precheck/structure_diff.h"

using namespace twintide;
using namespace twintide::precheck;

namespace {

Column column(const std::string& name, const std::string& type) {
  Column c;
  c.name = name;
  c.columnType = type;
  c.dataType = type.substr(0, type.find_first_of("( "));
  c.nullable = false;
  return c;
}

TableSchema orders() {
  TableSchema t;
  t.id = {"shop", "orders"};
  t.columns = {column("id", "bigint(20)"), column("name", "varchar(40)")};
  t.columns[1].charset = "utf8mb4";
  t.keys = {Key{"PRIMARY", {0}, true, false}};
  return t;
}

std::string first(const TableSchema& a, const TableSchema& b) {
  const auto all = diffStructures(a, b);
  return all.empty() ? "" : all.front().kind + ":" + all.front().name;
}

}  // namespace

TEST_CASE("what servers merely spell differently is no difference") {
  const TableSchema a = orders();
  TableSchema b = orders();
  b.columns[0].columnType = "BIGINT";
  CHECK(first(a, b) == "");
  TableSchema c = orders(), d = orders();
  c.columns[1].charset = "utf8";
  d.columns[1].charset = "utf8mb3";
  CHECK(first(c, d) == "");
  for (TableSchema* t : {&c, &d}) t->columns[1].hasDefault = true;
  c.columns[1].defaultValue = "CURRENT_TIMESTAMP(6)";
  d.columns[1].defaultValue = "current_timestamp(6)";
  CHECK(first(c, d) == "");
  c.columns[1].defaultValue = "CURRENT_TIMESTAMP";
  d.columns[1].defaultValue = "current_timestamp()";
  CHECK(first(c, d) == "");
}

TEST_CASE("enum values keep their case") {
  TableSchema a = orders(), b = orders();
  a.columns[1] = column("name", "enum('A','b')");
  b.columns[1] = column("name", "ENUM('A','b')");
  b.columns[1].dataType = "enum";
  CHECK(first(a, b) == "");
  b.columns[1].columnType = "enum('a','b')";
  CHECK(first(a, b) == "type:name");
}

TEST_CASE("each kind of difference is named, the worst first") {
  const TableSchema a = orders();
  TableSchema b = orders();
  b.columns[1].columnType = "varchar(20)";
  CHECK(first(a, b) == "type:name");
  b = orders();
  b.columns[1].nullable = true;
  CHECK(first(a, b) == "nullable:name");
  b = orders();
  b.columns[1].charset = "latin1";
  CHECK(first(a, b) == "charset:name");
  CHECK(diffStructures(a, b)[0].severity == Severity::Warning);
  TableSchema narrow = orders();
  narrow.columns[1].charset = "gbk";
  CHECK(diffStructures(b, narrow)[0].severity == Severity::Error);
  b = orders();
  b.columns.push_back(column("more", "int"));
  CHECK(first(a, b) == "column_missing_at_a:more");
  CHECK(first(b, a) == "column_missing_at_b:more");
  b = orders();
  b.keys[0].columns = {0, 1};
  CHECK(first(a, b) == "identity_key:");
  b = orders();
  b.columns[1].generated = true;
  CHECK(first(a, b) == "generated:name");
  b = orders();
  b.columns[1].hasDefault = true;
  b.columns[1].defaultValue = "x";
  b.columns.push_back(column("more", "int"));
  CHECK(first(a, b) == "column_missing_at_a:more");
  CHECK(diffStructures(a, b).size() == 2);
}

TEST_CASE("order, keys and defaults are warnings") {
  const TableSchema a = orders();
  TableSchema b = orders();
  std::swap(b.columns[0], b.columns[1]);
  b.keys[0].columns = {1};
  REQUIRE(diffStructures(a, b).size() == 1);
  CHECK(diffStructures(a, b)[0].kind == "column_order");
  CHECK(diffStructures(a, b)[0].severity == Severity::Warning);
  b = orders();
  b.keys.push_back(Key{"u_name", {1}, true, false});
  CHECK(first(a, b) == "unique_key:(name)");
  b.keys.back().unique = false;
  CHECK(first(a, b) == "index:(name)");
  CHECK(diffStructures(a, b)[0].severity == Severity::Warning);
}
