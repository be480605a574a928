#include <doctest/doctest.h>

#include "engine/copy/key_cursor.h"

using namespace twintide;
using namespace twintide::copy;

namespace {

Column column(const std::string& name, const std::string& type, const std::string& charset = "") {
  Column c;
  c.name = name;
  c.dataType = type;
  c.charset = charset;
  c.nullable = false;
  return c;
}

TableSchema keyed(std::vector<Column> columns) {
  TableSchema t;
  t.id = {"d", "t"};
  Key key{"PRIMARY", {}, true, false};
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) key.columns.push_back(i);
  t.columns = std::move(columns);
  t.keys.push_back(key);
  return t;
}

db::FieldView view(const std::string& s) {
  return {s.data(), s.size()};
}

}  // namespace

TEST_CASE("a cursor at the start has no predicate and no stored text") {
  KeyCursor c(keyed({column("id", "int")}));
  CHECK(c.atStart());
  CHECK(c.where().empty());
  CHECK(c.store().empty());
  CHECK(c.orderBy() == " ORDER BY `id`");
  CHECK(c.selectTail() == ",`id`");
}

TEST_CASE("the predicate of a composite key is written out") {
  KeyCursor c(keyed({column("a", "int"), column("b", "varchar", "utf8mb4"), column("e", "enum")}));
  const std::string other = "x", one = "7", two = "it's", three = "2";
  c.set({view(other), view(one), view(two), view(three)});
  CHECK(c.where() ==
        " WHERE `a`>=7 AND ((`a`>7) OR (`a`=7 AND `b`>'it\\'s') OR "
        "(`a`=7 AND `b`='it\\'s' AND `e`+0>2))");
}

TEST_CASE("each kind of key value survives storing") {
  const TableSchema t = keyed({column("n", "decimal"), column("f", "double"),
                               column("s", "varchar", "utf8mb4"), column("b", "varbinary")});
  KeyCursor c(t);
  const std::string n = "-1.50", f = "0.1", s = "é\"\\\n", b("\x00\xff'", 3);
  c.set({view(n), view(f), view(s), view(b)});
  KeyCursor again(t);
  REQUIRE(again.load(c.store()).has_value());
  CHECK(again.where() == c.where());
  CHECK(again.where().find("`f`+0e0>=") == std::string::npos);
  CHECK(again.where().find("`f`+0e0>0.1e0") != std::string::npos);
  CHECK(again.where().find("`b`>x'00ff27'") != std::string::npos);
}

TEST_CASE("a stored text that is not ours is refused, never put into SQL") {
  KeyCursor c(keyed({column("id", "int")}));
  for (const char* bad : {"[\"n1 OR 1=1\"]", "[\"t1\"]", "[]", "[1]", "{}", "x", "[\"n1\",\"n2\"]",
                          "[\"\"]", "[\"n\"]"}) {
    CAPTURE(std::string(bad));
    CHECK_FALSE(c.load(bad).has_value());
    CHECK(c.atStart());
  }
  KeyCursor binary(keyed({column("b", "binary")}));
  CHECK_FALSE(binary.load("[\"x0g\"]").has_value());
  CHECK_FALSE(binary.load("[\"x0\"]").has_value());
}
