#include <doctest/doctest.h>

#include "engine/model/pair_spec.h"
#include "engine/model/table_schema.h"

using namespace twintide;

TEST_CASE("object filter: include minus exclude, wildcards in both parts") {
  ObjectFilter f;
  f.include = {"shop.*", "log_?.event[0-9]"};
  f.exclude = {"shop.tmp_*"};
  CHECK(f.matches("shop", "orders"));
  CHECK(!f.matches("shop", "tmp_1"));
  CHECK(f.matches("log_a", "event7"));
  CHECK(!f.matches("log_ab", "event7"));
  CHECK(!f.matches("log_a", "eventx"));
  CHECK(f.touchesDatabase("shop"));
  CHECK(!f.touchesDatabase("other"));
}

TEST_CASE("a pattern without a table part means every table of the database") {
  ObjectFilter f;
  f.include = {"shop"};
  CHECK(f.matches("shop", "anything"));
  CHECK(!f.matches("shopping", "anything"));
}

TEST_CASE("the row identity is the primary key, else a unique key without NULLs or prefixes") {
  TableSchema t;
  t.columns.resize(3);
  for (Column& c : t.columns) c.nullable = false;
  t.columns[1].nullable = true;
  t.keys = {Key{"nullable", {1}, true, false}, Key{"prefix", {0}, true, true},
            Key{"plain", {0}, false, false}};
  CHECK(t.identityKey() == -1);
  t.keys.push_back(Key{"good", {2}, true, false});
  CHECK(t.identityKey() == 3);
  t.keys.push_back(Key{"PRIMARY", {0}, true, false});
  CHECK(t.identityKey() == 4);
}

TEST_CASE("the structure hash sees types, nullability, defaults and keys, not row counts") {
  TableSchema a;
  a.columns.resize(1);
  a.columns[0].name = "id";
  a.columns[0].columnType = "int(11)";
  TableSchema b = a;
  b.rowEstimate = 1000;
  CHECK(a.structureHash() == b.structureHash());
  b.columns[0].columnType = "bigint(20)";
  CHECK(a.structureHash() != b.structureHash());
  b = a;
  b.keys.push_back(Key{"k", {0}, false, false});
  CHECK(a.structureHash() != b.structureHash());
}

TEST_CASE("forward and reverse of a pair differ by data only") {
  PairSpec p;
  p.name = "orders";
  p.sourceA = "a";
  p.sourceB = "b";
  CHECK(p.from(Direction::Forward) == p.to(Direction::Reverse));
  CHECK(p.linkId(Direction::Forward) == "orders.fwd");
  CHECK(p.linkId(Direction::Reverse) == "orders.rev");
  CHECK(!reverseDefaults().ddl);
  CHECK(forwardDefaults().ddl);
}
