#include <doctest/doctest.h>

#include "engine/apply/planner.h"
#include "tests/support/rows.h"

using namespace twintide;
using namespace twintide::apply;
using test::add;

namespace {

struct World {
  std::shared_ptr<const RowLayout> layout = test::layout(
      {"d", "t"}, {test::intColumn("id"), test::intColumn("n"), test::textColumn("s")});
  db::ServerTraits traits = db::detectServer("10.11.19-MariaDB", "");
  std::shared_ptr<const TargetTable> table;
  Group group;

  explicit World(bool secondUnique = false) {
    auto schema = std::make_shared<TableSchema>(*layout->schema);
    if (secondUnique) schema->keys.push_back(Key{"u", {1}, true, false});
    table = *bindTable(layout, schema, traits);
  }
  std::string plan(const PlanLimits& limits = {}) {
    auto plan = planGroup(
        group, [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(table); },
        traits, limits);
    REQUIRE(plan);
    std::string all;
    for (const Packet& p : plan->packets) all += p.sql();
    return all;
  }
};

size_t count(const std::string& text, const std::string& part) {
  size_t n = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
  return n;
}

}  // namespace

TEST_CASE("a chain of changes to one key becomes its net effect") {
  World w;
  Transaction t;
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'a"});
  add(t, ChangeKind::Update, w.layout, {"1", "1", "'a"}, {"1", "2", "'b"});
  add(t, ChangeKind::Insert, w.layout, {}, {"2", "1", "'x"});
  add(t, ChangeKind::Delete, w.layout, {"2", "1", "'x"}, {});
  add(t, ChangeKind::Delete, w.layout, {"3", "1", "'y"}, {});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(count(sql, "INSERT") == 1);
  CHECK(sql.find("(1,2,'b')") != std::string::npos);
  CHECK(count(sql, "DELETE") == 1);
  CHECK(count(sql, "UPDATE") == 0);
  CHECK(sql.find("'x'") == std::string::npos);
}

TEST_CASE("a delete followed by an insert of the same key keeps the guard on the old image") {
  World w;
  Transaction t;
  add(t, ChangeKind::Delete, w.layout, {"1", "5", "'old"}, {});
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "6", "'new"});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(count(sql, "UPDATE") == 1);
  CHECK(sql.find("'old'") != std::string::npos);
  CHECK(sql.find("'new'") != std::string::npos);
}

TEST_CASE("a changed key is a delete and an insert") {
  World w;
  Transaction t;
  add(t, ChangeKind::Update, w.layout, {"1", "5", "'a"}, {"2", "5", "'a"});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(sql.find("DELETE") < sql.find("INSERT"));
  CHECK(count(sql, "UPDATE") == 0);
}

TEST_CASE("a table with a second unique key keeps the source's order") {
  World w(true);
  Transaction t;
  add(t, ChangeKind::Update, w.layout, {"1", "10", "'a"}, {"1", "NULL", "'a"});
  add(t, ChangeKind::Update, w.layout, {"2", "20", "'b"}, {"2", "10", "'b"});
  add(t, ChangeKind::Insert, w.layout, {}, {"3", "20", "'c"});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(count(sql, "UPDATE `d`.`t` SET `n`=") == 2);
  CHECK(sql.find("`n`=NULL") < sql.find("`n`=10"));
  CHECK(sql.find("`n`=10") < sql.find("INSERT"));
}

TEST_CASE("updates of the same columns merge, and each statement states how many rows it meets") {
  World w;
  Transaction t;
  for (int i = 0; i < 7; ++i) {
    const std::string id = std::to_string(i);
    add(t, ChangeKind::Update, w.layout, {id, "1", "'a"}, {id, "2", "'a"});
  }
  w.group.add(std::move(t));
  PlanLimits limits;
  limits.rowsPerStatement = 5;
  const std::string sql = w.plan(limits);
  CHECK(count(sql, "STRAIGHT_JOIN") == 2);
  CHECK(count(sql, "ROW_COUNT()<>5") == 1);
  CHECK(count(sql, "ROW_COUNT()<>2") == 1);
}

TEST_CASE("a single row above the packet limit is refused by name") {
  World w;
  w.traits.maxAllowedPacket = 64 * 1024;
  Transaction t;
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'" + std::string(100000, 'z')});
  w.group.add(std::move(t));
  auto plan = planGroup(
      w.group, [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(w.table); },
      w.traits);
  REQUIRE(!plan);
  CHECK(plan.error().code == ErrorCode::PacketTooLarge);
  CHECK(plan.error().arg("table") == "d.t");
}

TEST_CASE("text is escaped and other charsets go through an introducer") {
  World w;
  Transaction t;
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "1", "'it's \\ a\0b"});
  w.group.add(std::move(t));
  CHECK(w.plan().find("'it\\'s \\\\ a") != std::string::npos);
}

TEST_CASE("an update is not merged where the join could not compare every column") {
  World w;
  auto schema = std::make_shared<TableSchema>(*w.layout->schema);
  schema->columns[2].dataType = schema->columns[2].columnType = "json";
  w.traits = db::detectServer("8.0.33", "");
  w.table = *bindTable(w.layout, schema, w.traits);
  Transaction t;
  for (const char* id : {"1", "2"})
    add(t, ChangeKind::Update, w.layout, {id, "1", "'[1]"}, {id, "2", "'[1]"});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(count(sql, "STRAIGHT_JOIN") == 0);
  CHECK(count(sql, "`s`<=>CAST('[1]' AS JSON)") == 2);
}

TEST_CASE("rows of one statement stand in the order of their keys") {
  World w;
  Transaction t;
  for (const char* id : {"10", "9", "100"}) {
    add(t, ChangeKind::Update, w.layout, {id, "1", "'a"}, {id, "2", "'a"});
  }
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(sql.find("SELECT 9 AS k0") < sql.find("(10,"));
  CHECK(sql.find("(10,") < sql.find("(100,"));
}

TEST_CASE("a key of several columns has its net effect too") {
  World w;
  w.layout = test::layout({"d", "t"},
                          {test::intColumn("a"), test::textColumn("b"), test::intColumn("n")}, 2);
  w.table = *bindTable(w.layout, w.layout->schema, w.traits);
  Transaction t;
  // "1","23" and "12","3" must not be taken for one key.
  add(t, ChangeKind::Insert, w.layout, {}, {"1", "'23", "7"});
  add(t, ChangeKind::Insert, w.layout, {}, {"12", "'3", "8"});
  add(t, ChangeKind::Update, w.layout, {"1", "'23", "7"}, {"1", "'23", "9"});
  add(t, ChangeKind::Update, w.layout, {"12", "'3", "8"}, {"13", "'3", "8"});
  w.group.add(std::move(t));
  const std::string sql = w.plan();
  CHECK(count(sql, "INSERT") == 1);
  CHECK(sql.find("VALUES (1,'23',9),(13,'3',8)") != std::string::npos);
  CHECK(count(sql, "ROW_COUNT()") == 0);
}

TEST_CASE("beside another group, rows that it writes as well come late") {
  for (const bool secondUnique : {false, true}) {
    CAPTURE(secondUnique);
    World w(secondUnique);
    Transaction t;
    add(t, ChangeKind::Update, w.layout, {"1", "5", "'a"}, {"1", "6", "'a"});
    add(t, ChangeKind::Update, w.layout, {"2", "5", "'a"}, {"2", "6", "'a"});
    add(t, ChangeKind::Delete, w.layout, {"3", "5", "'a"}, {});
    add(t, ChangeKind::Insert, w.layout, {}, {"4", "5", "'a"});
    w.group.add(std::move(t));
    KeySet other, own;
    const uint64_t table = KeySet::tableOf(w.table->schema->id);
    own.add(table, "2");
    own.add(table, "4");
    const KeySet* before[] = {&other, &own};
    auto plan = planGroup(
        w.group, [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(w.table); },
        w.traits, {}, before);
    REQUIRE(plan);
    for (const char* key : {"1", "2", "3", "4"}) CHECK(plan->keys.has(table, key));
    REQUIRE(plan->late.packets.size() == 1);
    const std::string late(plan->late.packets[0].sql());
    CHECK(count(late, "INSERT") == 1);
    if (secondUnique) {
      // In the order of the source, all of it.
      CHECK(plan->packets.empty());
      CHECK(count(late, "UPDATE") == 2);
      continue;
    }
    CHECK(count(late, "UPDATE") == 1);
    CHECK(!plan->keys.has(table, "another"));
    REQUIRE(plan->packets.size() == 1);
    const std::string now(plan->packets[0].sql());
    CHECK(count(now, "UPDATE") == 1);
    CHECK(count(now, "DELETE") == 1);
    CHECK(count(now, "INSERT") == 0);
    const size_t answers = plan->answers[0].count + plan->late.answers[0].count;
    plan->joinLate();
    CHECK(plan->late.packets.empty());
    REQUIRE(plan->packets.size() == 1);
    CHECK(plan->packets[0].sql() == now + late);
    REQUIRE(plan->answers.size() == 1);
    CHECK(plan->answers[0].count == answers);
  }
}

TEST_CASE("in source order, a table comes early where no row of it is another group's") {
  World w(true);
  Transaction t;
  add(t, ChangeKind::Update, w.layout, {"1", "5", "'a"}, {"2", "5", "'a"});
  add(t, ChangeKind::Update, w.layout, {"3", "5", ""}, {"", "6", ""});
  w.group.add(std::move(t));
  const uint64_t table = KeySet::tableOf(w.table->schema->id);
  for (const char* others : {"1", "2", "3", "4"}) {
    CAPTURE(others);
    KeySet other;
    other.add(table, others);
    const KeySet* before[] = {&other};
    auto plan = planGroup(
        w.group, [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(w.table); },
        w.traits, {}, before);
    REQUIRE(plan);
    const bool apart = std::string(others) == "4";
    CHECK(plan->packets.empty() == !apart);
    CHECK(plan->late.packets.empty() == apart);
    for (const char* key : {"1", "2", "3"}) CHECK(plan->keys.has(table, key));
    CHECK(!plan->keys.has(table, "4"));
  }
}

TEST_CASE("in source order, a table comes late where it needs a unique value of another group") {
  for (const char* value : {"5", "6", "7", "NULL"}) {
    CAPTURE(value);
    World other(true), w(true);
    auto planOf = [](World& of, KeysBefore before) {
      return planGroup(
          of.group,
          [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(of.table); },
          of.traits, {}, before);
    };
    Transaction a, b;
    add(a, ChangeKind::Update, other.layout, {"9", "5", "'a"}, {"9", "6", "'a"});
    other.group.add(std::move(a));
    add(b, ChangeKind::Insert, w.layout, {}, {"1", value, "'a"});
    w.group.add(std::move(b));
    const auto first = planOf(other, {});
    REQUIRE(first);
    const KeySet* before[] = {&first->keys};
    const auto second = planOf(w, before);
    REQUIRE(second);
    const bool late = std::string(value) == "5" || std::string(value) == "6";
    CHECK(second->packets.empty() == late);
    CHECK(second->late.packets.empty() == !late);
  }
}

TEST_CASE("what an UPDATE leaves out of a key stays as it was") {
  World w(true);
  w.layout = test::layout({"d", "t"}, {test::intColumn("id"), test::intColumn("n")}, 2);
  auto schema = std::make_shared<TableSchema>(*w.layout->schema);
  schema->keys.push_back(Key{"u", {1}, true, false});
  w.table = *bindTable(w.layout, schema, w.traits);
  Transaction t, other;
  add(t, ChangeKind::Update, w.layout, {"1", "1"}, {"", "2"});
  add(other, ChangeKind::Insert, w.layout, {}, {"1", "2"});
  w.group.add(std::move(t));
  auto lookup = [&](const auto&) { return Result<std::shared_ptr<const TargetTable>>(w.table); };
  const auto first = planGroup(w.group, lookup, w.traits);
  REQUIRE(first);
  const KeySet* before[] = {&first->keys};
  Group group;
  group.add(std::move(other));
  const auto second = planGroup(group, lookup, w.traits, {}, before);
  REQUIRE(second);
  CHECK(second->packets.empty());
}
