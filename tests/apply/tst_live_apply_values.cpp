// Values at the edge of what a server compares, stores or changes by itself.
#include "tests/apply/live_target.h"

using namespace twintide;
using practice::Flavour;
using test::add;
using test::kAllFlavours;
using test::LiveTarget;

namespace {

Column decimalColumn(const std::string& name) {
  Column c;
  c.name = name;
  c.dataType = "decimal";
  c.columnType = "decimal(38,18)";
  return c;
}

}  // namespace

TEST_CASE("decimals are compared digit by digit, merged or not") {
  const std::string was = "12345678901234.000000000000000001",
                    meanwhile = "12345678901234.000000000000000002";
  const auto layout =
      test::layout({"app", "d"}, {test::intColumn("id"), decimalColumn("d"), test::intColumn("n")});
  for (Flavour f : kAllFlavours) {
    for (int rows : {1, 2, 5}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(rows);
      LiveTarget w(f, "cn-b");
      test::run(*w.session,
                {"CREATE TABLE app.d (id INT NOT NULL PRIMARY KEY, d DECIMAL(38,18), n INT)"});
      Transaction t = w.transaction();
      for (int i = 1; i <= rows; ++i) {
        const std::string id = std::to_string(i);
        test::run(*w.session,
                  {"INSERT INTO app.d VALUES (" + id + ',' + (i == 1 ? meanwhile : was) + ",0)"});
        add(t, ChangeKind::Update, layout, {id, was, "0"}, {id, was, "1"});
      }
      const auto outcome = w.apply(std::move(t));
      REQUIRE(outcome.conflicts.size() == 1);
      CHECK(outcome.conflicts[0].kind == ConflictKind::UpdateDiffering);
      CHECK(outcome.conflicts[0].key == "id=1");
    }
  }
}

TEST_CASE("columns that change by themselves stay as the source has them") {
  Column at = test::textColumn("at");
  at.dataType = "datetime";
  at.columnType = "datetime";
  at.charset = at.collation = "";
  const auto layout = test::layout({"app", "u"}, {test::intColumn("id"), test::intColumn("n"), at});
  for (Flavour f : kAllFlavours) {
    for (int rows : {1, 2, 5}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(rows);
      LiveTarget w(f);
      test::run(*w.session, {"CREATE TABLE app.u (id INT NOT NULL PRIMARY KEY, n INT, at DATETIME "
                             "DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)"});
      Transaction t = w.transaction();
      const std::string moment = "'2020-01-02 03:04:05";
      for (int i = 1; i <= rows; ++i)
        add(t, ChangeKind::Insert, layout, {}, {std::to_string(i), "0", moment});
      w.apply(std::move(t));
      t = w.transaction();
      for (int i = 1; i <= rows; ++i) {
        const std::string id = std::to_string(i);
        add(t, ChangeKind::Update, layout, {id, "0", moment}, {id, "1", moment});
      }
      const auto outcome = w.apply(std::move(t));
      CHECK(!outcome.rowByRow);
      auto same =
          w.session->scalar("SELECT COUNT(*) FROM app.u WHERE n=1 AND at='2020-01-02 03:04:05'");
      REQUIRE(same);
      CHECK(*same == std::to_string(rows));
    }
  }
}

TEST_CASE("a key that changes in its letters' case alone is still the row") {
  const auto layout = test::layout({"app", "k"}, {test::textColumn("k"), test::intColumn("n")});
  for (Flavour f : kAllFlavours) {
    for (bool overlap : {true, false}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(overlap);
      LiveTarget w(f);
      test::run(*w.session, {"CREATE TABLE app.k (k VARCHAR(100) NOT NULL PRIMARY KEY, n INT) "
                             "DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                             "INSERT INTO app.k VALUES ('ABC',2)"});
      w.applier->setTolerant(overlap);
      Transaction t = w.transaction();
      add(t, ChangeKind::Update, layout, {"'abc", "1"}, {"'ABC", "2"});
      w.apply(std::move(t));
      auto row = w.session->scalar("SELECT GROUP_CONCAT(CONCAT(k,n)) FROM app.k");
      REQUIRE(row);
      CHECK(*row == "ABC2");
    }
  }
}

TEST_CASE("a delta that leaves the column's range is told with table and key") {
  for (Flavour f : kAllFlavours) {
    CAPTURE(std::string(practice::toText(f)));
    LiveTarget w(f, "cn-b");
    test::run(*w.session, {"ALTER TABLE app.t MODIFY n INT UNSIGNED NOT NULL",
                           "INSERT INTO app.t VALUES (1,2,'a')"});
    w.options.policy.kind = PolicyKind::Delta;
    w.options.policy.column = "n";
    w.open();
    Transaction t = w.transaction();
    add(t, ChangeKind::Update, w.layout, {"1", "10", "'a"}, {"1", "5", "'a"});
    apply::Group g;
    g.add(std::move(t));
    auto done = w.applier->apply(g);
    INFO(w.rows());
    REQUIRE(!done);
    CHECK(done.error().code == ErrorCode::TargetValueRefused);
    CHECK(done.error().arg("table") == "app.t");
    CHECK(done.error().arg("key") == "id=1");
    CHECK(w.rows() == "1:2:a");
  }
}
