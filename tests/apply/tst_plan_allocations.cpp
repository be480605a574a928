// Planning a group asks for memory a fixed, small number of times, however many rows it has, and
// writes each statement where it is sent from.
#include <doctest/doctest.h>

#include "engine/apply/planner.h"
#include "tests/support/allocations.h"
#include "tests/support/rows.h"

using namespace twintide;
using namespace twintide::apply;
using test::add;

namespace {

struct Bed {
  std::shared_ptr<const RowLayout> layout =
      test::layout({"d", "t"}, {test::intColumn("id"), test::intColumn("a_number_of_something"),
                                test::textColumn("a_text_of_something")});
  db::ServerTraits traits = db::detectServer("10.11.19-MariaDB", "");
  std::shared_ptr<const TargetTable> table;
  size_t bytes = 0;

  explicit Bed(bool merged) {
    auto schema = std::make_shared<TableSchema>(*layout->schema);
    if (!merged) schema->keys.push_back(Key{"u", {1}, true, false});
    table = *bindTable(layout, schema, traits);
  }
  // How often memory is asked for while a group of so many changes is planned.
  size_t count(ChangeKind kind, int rows) {
    Group group;
    Transaction t;
    for (int i = 0; i < rows; ++i) {
      const std::vector<std::string> row = {std::to_string(i), "1", "'the text of this row"};
      std::vector<std::string> other = row;
      other[1] = "2";
      add(t, kind, layout, kind == ChangeKind::Insert ? std::vector<std::string>() : row,
          kind == ChangeKind::Delete ? std::vector<std::string>() : other);
    }
    group.add(std::move(t));
    const TableLookup lookup = [&](const auto&) {
      return Result<std::shared_ptr<const TargetTable>>(table);
    };
    const size_t before = test::allocations;
    auto plan = planGroup(group, lookup, traits);
    const size_t asked = test::allocations - before;
    REQUIRE(plan);
    REQUIRE(plan->packets.size() == 1);
    bytes = plan->packets[0].sql().size();
    return asked;
  }
};

}  // namespace

TEST_CASE("rows cost no allocations of their own, merged or in source order") {
  for (const bool merged : {true, false}) {
    for (const ChangeKind kind : {ChangeKind::Insert, ChangeKind::Update, ChangeKind::Delete}) {
      CAPTURE(merged);
      CAPTURE(static_cast<int>(kind));
      Bed bed(merged);
      const size_t one = bed.count(kind, 1);
      const size_t small = bed.bytes;
      const size_t many = bed.count(kind, 2000);
      CHECK(bed.bytes > 500 * small / 10);
      CHECK(one <= 40);
      // Lists and the packet double a few times.
      CHECK(many <= one + 80);
    }
  }
}

TEST_CASE("the marker goes before a packet that is there already, and fits its room or not") {
  for (const size_t room : {0, 5, 6, 100}) {
    CAPTURE(room);
    Packet p(room);
    p.text() += "UPDATE;";
    CHECK(p.size() == 7);
    const char* at = p.sql().data();
    p.prepend("BEGIN;");
    CHECK((room < 6 || p.sql().data() == at - 6));
    p.text() += "COMMIT";
    CHECK(p.sql() == "BEGIN;UPDATE;COMMIT");
  }
}
