// Tables that foreign keys tie together within a group: parents come before the children that need
// them and go after those that need them no longer.
#include <doctest/doctest.h>

#include "engine/apply/plan_order.h"
#include "engine/apply/planner.h"
#include "tests/support/rows.h"

using namespace twintide;
using namespace twintide::apply;
using test::add;

namespace {

struct Family {
  db::ServerTraits traits = db::detectServer("10.11.19-MariaDB", "");
  std::map<const RowLayout*, std::shared_ptr<const TargetTable>> tables;
  Group group;
  Transaction t;

  std::shared_ptr<const RowLayout> table(const char* name, const std::vector<const char*>& parents,
                                         bool secondUnique = false) {
    auto layout = test::layout({"d", name}, {test::intColumn("id"), test::intColumn("p")});
    auto schema = std::make_shared<TableSchema>(*layout->schema);
    for (const char* parent : parents)
      schema->foreignKeys.push_back({"fk", {"d", parent}, "RESTRICT", "RESTRICT"});
    if (secondUnique) schema->keys.push_back(Key{"u", {1}, true, false});
    tables[layout.get()] = *bindTable(layout, schema, traits);
    return layout;
  }
  // What has to come late is behind a '|'; nothing does when the group runs beside no other.
  std::string plan(KeysBefore before = {}) {
    group.add(std::move(t));
    auto plan = planGroup(
        group,
        [&](const auto& layout) {
          return Result<std::shared_ptr<const TargetTable>>(tables.at(layout.get()));
        },
        traits, {}, before);
    REQUIRE(plan);
    const std::string late = told(plan->late);
    return told(*plan) + (late.empty() ? "" : "|" + late);
  }
  // "INSERT d.p 2;DELETE d.c 1;…": the statements in order with their tables and row counts.
  static std::string told(const Packets& packets) {
    std::string all, out;
    for (const Packet& p : packets.packets) all += p.sql();
    for (size_t at = 0; at < all.size();) {
      const size_t end = all.find(';', at);
      const std::string statement = all.substr(at, end - at);
      at = end + 1;
      const size_t name = statement.find("`d`.`") + 5;
      out += statement.substr(0, 6) + ' ' +
             statement.substr(name, statement.find('`', name) - name) + ' ';
      if (statement.starts_with("INSERT")) {
        // A plain INSERT goes without an expectation.
        size_t rows = 1;
        for (size_t row = 0; (row = statement.find("),(", row)) != std::string::npos; ++row) ++rows;
        out += std::to_string(rows) + ';';
        continue;
      }
      const size_t count = all.find("<>", at) + 2;
      out += all.substr(count, all.find(')', count) - count) + ';';
      at = all.find(';', at) + 1;
    }
    return out;
  }
};

}  // namespace

TEST_CASE("parents come first and go last, whatever the source's order") {
  Family f;
  const auto p = f.table("p", {}), c = f.table("c", {"p"});
  add(f.t, ChangeKind::Delete, c, {"1", "1"}, {});
  add(f.t, ChangeKind::Delete, p, {"1", "0"}, {});
  for (const char* id : {"2", "3"}) {
    add(f.t, ChangeKind::Insert, p, {}, {id, "0"});
    add(f.t, ChangeKind::Insert, c, {}, {id, id});
  }
  add(f.t, ChangeKind::Update, c, {"9", "8"}, {"9", "2"});
  add(f.t, ChangeKind::Delete, p, {"8", "0"}, {});
  CHECK(f.plan() == "INSERT p 2;UPDATE c 1;INSERT c 2;DELETE c 1;DELETE p 2;");
}

TEST_CASE("a child that comes before its parent in the group waits for it") {
  Family f;
  const auto p = f.table("p", {}), c = f.table("c", {"p"}), g = f.table("g", {"c"});
  add(f.t, ChangeKind::Delete, g, {"1", "1"}, {});
  add(f.t, ChangeKind::Delete, c, {"1", "1"}, {});
  add(f.t, ChangeKind::Insert, p, {}, {"2", "0"});
  add(f.t, ChangeKind::Insert, c, {}, {"2", "2"});
  add(f.t, ChangeKind::Insert, g, {}, {"2", "2"});
  CHECK(f.plan() == "INSERT p 1;INSERT c 1;INSERT g 1;DELETE g 1;DELETE c 1;");
}

TEST_CASE("tables with a second unique key, or with keys in a circle, keep the source's order") {
  for (bool circle : {false, true}) {
    CAPTURE(circle);
    Family f;
    const auto p = f.table("p", circle ? std::vector{"c"} : std::vector<const char*>{}, !circle);
    const auto c = f.table("c", {"p"});
    add(f.t, ChangeKind::Delete, c, {"1", "1"}, {});
    add(f.t, ChangeKind::Delete, p, {"1", "0"}, {});
    add(f.t, ChangeKind::Insert, p, {}, {"2", "0"});
    add(f.t, ChangeKind::Insert, c, {}, {"2", "2"});
    add(f.t, ChangeKind::Insert, c, {}, {"3", "2"});
    CHECK(f.plan() == "DELETE c 1;DELETE p 1;INSERT p 1;INSERT c 2;");
  }
}

TEST_CASE("a table that points to itself keeps the source's order") {
  Family f;
  const auto s = f.table("s", {"s"});
  add(f.t, ChangeKind::Delete, s, {"9", "8"}, {});
  add(f.t, ChangeKind::Delete, s, {"8", "NULL"}, {});
  add(f.t, ChangeKind::Insert, s, {}, {"2", "NULL"});
  add(f.t, ChangeKind::Insert, s, {}, {"1", "2"});
  CHECK(f.plan() == "DELETE s 1;DELETE s 1;INSERT s 2;");
}

TEST_CASE("a child without its parent in the group, and a parent without children, are merged") {
  for (const char* parent : {"p", "elsewhere"}) {
    Family f;
    const auto c = f.table("c", {parent}), q = f.table("q", {});
    add(f.t, ChangeKind::Insert, c, {}, {"1", "1"});
    add(f.t, ChangeKind::Insert, q, {}, {"1", "1"});
    add(f.t, ChangeKind::Delete, c, {"2", "1"}, {});
    add(f.t, ChangeKind::Update, c, {"1", "1"}, {"1", "5"});
    CHECK(f.plan() == "DELETE c 1;INSERT c 1;INSERT q 1;");
  }
}

TEST_CASE("what foreign keys tie together stands together, and nothing else does") {
  Family f;
  std::vector<std::shared_ptr<const TargetTable>> all;
  for (const auto& layout : {f.table("c", {"p"}), f.table("alone", {}), f.table("g", {"c"}),
                             f.table("p", {}), f.table("x", {"elsewhere"})})
    all.push_back(f.tables.at(layout.get()));
  const auto tied = tiedTables(all);
  REQUIRE(tied.size() == 3);
  CHECK(tied[0].tables == std::vector<size_t>{3, 0, 2});
  CHECK(tied[0].parentsFirst);
  CHECK(tied[1].tables == std::vector<size_t>{1});
  CHECK(tied[2].tables == std::vector<size_t>{4});
}

TEST_CASE("beside another group, tables that a key ties to any other come late") {
  Family f;
  const auto p = f.table("p", {}), c = f.table("c", {"p"}), q = f.table("q", {}),
             child = f.table("r", {"elsewhere"});
  add(f.t, ChangeKind::Insert, c, {}, {"1", "1"});
  add(f.t, ChangeKind::Insert, p, {}, {"1", "0"});
  add(f.t, ChangeKind::Insert, q, {}, {"1", "0"});
  add(f.t, ChangeKind::Insert, child, {}, {"1", "0"});
  const KeySet other;
  const KeySet* before[] = {&other};
  CHECK(f.plan(before) == "INSERT q 1;|INSERT p 1;INSERT c 1;INSERT r 1;");
}

TEST_CASE("a group with children keeps rows of their parents out of the way") {
  Family children, parents;
  const auto c = children.table("c", {"p"}), p = parents.table("p", {});
  add(children.t, ChangeKind::Insert, c, {}, {"1", "7"});
  children.group.add(std::move(children.t));
  auto first = planGroup(
      children.group,
      [&](const auto& layout) {
        return Result<std::shared_ptr<const TargetTable>>(children.tables.at(layout.get()));
      },
      children.traits);
  REQUIRE(first);
  const KeySet* before[] = {&first->keys};
  add(parents.t, ChangeKind::Delete, p, {"9", "0"}, {});
  CHECK(parents.plan(before) == "|DELETE p 1;");
}
