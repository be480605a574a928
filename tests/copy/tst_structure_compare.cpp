#include <doctest/doctest.h>

#include "engine/copy/structure_compare.h"

using namespace twintide;
using namespace twintide::copy;

namespace {

Column column(const std::string& name, const std::string& dataType, const std::string& type) {
  Column c;
  c.name = name;
  c.dataType = dataType;
  c.columnType = type;
  return c;
}

TableSchema base() {
  TableSchema t;
  t.id = {"d", "t"};
  t.columns = {column("id", "int", "int(11)"), column("s", "varchar", "varchar(20)")};
  t.columns[0].nullable = false;
  t.columns[1].charset = "utf8mb4";
  t.keys = {{"PRIMARY", {0}, true, false}, {"us", {1}, true, false}};
  return t;
}

std::string reason(const TableSchema& a, const TableSchema& b, bool sameKind = true) {
  auto d = firstDifference(a, b, sameKind);
  return d ? d->reason + " " + d->object : "";
}

}  // namespace

TEST_CASE("spelling is no difference") {
  TableSchema other = base();
  other.columns[0].columnType = "int";  // MySQL 8.0.19 prints no width
  other.columns[0].name = "ID";
  other.keys[1].name = "another";
  CHECK(reason(base(), other) == "");
  TableSchema json = base(), text = base();
  json.columns[1] = column("s", "json", "json");
  text.columns[1] = column("s", "longtext", "longtext");
  CHECK(reason(json, text, false) == "");
}

TEST_CASE("each difference is told as a fact") {
  TableSchema t = base();
  t.columns.pop_back();
  t.keys.pop_back();
  CHECK(reason(base(), t) == "column_missing s");
  CHECK(reason(t, base()) == "column_extra s");
  t = base();
  t.columns[1].columnType = "varchar(10)";
  CHECK(reason(base(), t) == "column_type s");
  t = base();
  t.columns[1].nullable = false;
  CHECK(reason(base(), t) == "column_null s");
  t = base();
  t.columns[1].charset = "latin1";
  CHECK(reason(base(), t) == "column_charset s");
  CHECK(reason(base(), t, false) == "");
  t = base();
  t.columns[1].hasDefault = true;
  t.columns[1].defaultValue = "x";
  CHECK(reason(base(), t) == "column_default s");
  t = base();
  t.columns[0].autoIncrement = true;
  CHECK(reason(base(), t) == "column_auto_increment id");
  t = base();
  t.columns[1].generated = true;
  CHECK(reason(base(), t) == "column_generated s");
  t = base();
  t.keys.erase(t.keys.begin());
  CHECK(reason(base(), t) == "identity_key id");
  t = base();
  t.keys.pop_back();
  CHECK(reason(base(), t) == "unique_key_missing s");
  CHECK(reason(t, base()) == "unique_key_extra s");
  t = base();
  std::swap(t.columns[0], t.columns[1]);
  t.keys = {{"PRIMARY", {1}, true, false}, {"us", {0}, true, false}};
  CHECK(reason(base(), t) == "column_order id");
}

TEST_CASE("keys that only speed up are noted, not refused") {
  TableSchema t = base();
  t.keys.push_back({"k", {1, 0}, false, false});
  CHECK(reason(base(), t) == "");
  const auto notes = keyNotes(base(), t);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].code == "key_only_at_target");
  CHECK(notes[0].to == "s,id");
}
