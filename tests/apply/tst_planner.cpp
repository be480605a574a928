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
    for (const auto& p : plan->packets) all += p;
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
