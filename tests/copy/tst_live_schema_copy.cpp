#include <doctest/doctest.h>

#include <algorithm>

#include "tests/copy/copy_bed.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

Error schemaError(Bed& bed, const copy::SchemaCopyOptions& options) {
  auto r = copy::copySchema(*bed.source, *bed.target, kBedFilter, options);
  REQUIRE_FALSE(r.has_value());
  return r.error();
}

size_t position(const std::vector<TableId>& list, const std::string& table) {
  return static_cast<size_t>(std::find(list.begin(), list.end(), TableId{"bed", table}) -
                             list.begin());
}

}  // namespace

TEST_CASE("a second run finds everything in place") {
  Bed bed(Flavour::OceanBase, 0, Flavour::OceanBase, 1, 10);
  const auto first = bed.copySchema();
  CHECK(first.databasesCreated == std::vector<std::string>{"bed"});
  CHECK(first.created.size() == 5);
  CHECK(position(first.created, "parent") < position(first.created, "child"));
  auto options = bed.schemaOptions();
  std::vector<int> steps;
  options.progress = [&](int done, int total, const TableId&) {
    CHECK(total == 5);
    steps.push_back(done);
  };
  const auto second = must(copy::copySchema(*bed.source, *bed.target, kBedFilter, options));
  CHECK(second.created.empty());
  CHECK(second.present.size() == 5);
  CHECK(second.databasesCreated.empty());
  CHECK(steps == std::vector<int>{0, 1, 2, 3, 4, 5});
}

TEST_CASE("the new table carries the link's comment, its counter and its foreign key") {
  Bed bed(Flavour::MariaDb, 0, Flavour::MariaDb, 1, 10);
  run(*bed.target, {"SET GLOBAL general_log=0", "SET GLOBAL log_output='TABLE'",
                    "TRUNCATE mysql.general_log", "SET GLOBAL general_log=1"});
  bed.copySchema();
  run(*bed.target, {"SET GLOBAL general_log=0"});
  CHECK(bed.count(*bed.target,
                  "mysql.general_log WHERE argument LIKE "
                  "'CREATE /* twintide:bed.fwd */ TABLE%'") == 5);
  const std::string sql =
      must(bed.target->query("SHOW CREATE TABLE bed.every_type")).text(0, "Create Table");
  CHECK(sql.find("AUTO_INCREMENT=70") != std::string::npos);
  CHECK(sql.find("COMMENT='every type; it''s'") != std::string::npos);
  auto child = must(db::readTable(*bed.target, TableId{"bed", "child"}));
  REQUIRE(child->foreignKeys.size() == 1);
  CHECK(child->foreignKeys[0].onDelete == "CASCADE");
}

TEST_CASE("sessions get their own variables back") {
  Bed bed(Flavour::MariaDb, 0, Flavour::MariaDb, 1, 10);
  run(*bed.target, {"SET SESSION sql_mode='ANSI_QUOTES'"});
  bed.copySchema();
  CHECK(must(bed.target->scalar("SELECT @@sql_mode")) == "ANSI_QUOTES");
  CHECK(must(bed.target->scalar("SELECT @@foreign_key_checks")) == "1");
}

TEST_CASE("a table that differs is told with its first difference") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    Bed bed(f, 0, f, 1, 10);
    bed.copySchema();
    run(*bed.target, {"ALTER TABLE bed.many ADD COLUMN extra INT"});
    const Error e = schemaError(bed, bed.schemaOptions());
    CHECK(e.code == ErrorCode::TableDiffers);
    CHECK(e.arg("table") == "bed.many");
    CHECK(e.arg("reason") == "column_extra");
    CHECK(e.arg("object") == "extra");
  }
}

TEST_CASE("filled tables: stop, merge, or ours") {
  Bed bed(Flavour::MariaDb, 0, Flavour::MariaDb, 1, 10);
  bed.copySchema();
  run(*bed.target, {"INSERT INTO bed.many VALUES (1,'x',1),(2,'y',2)"});
  auto options = bed.schemaOptions();
  const Error e = schemaError(bed, options);
  CHECK(e.code == ErrorCode::TargetNotEmpty);
  CHECK(e.arg("table") == "bed.many");
  CHECK(e.arg("rows") == "2");
  options.rowsFollow = false;
  CHECK(must(copy::copySchema(*bed.source, *bed.target, kBedFilter, options)).present.size() == 5);
  options.rowsFollow = true;
  options.nonEmptyTarget = NonEmptyTarget::Merge;
  CHECK(must(copy::copySchema(*bed.source, *bed.target, kBedFilter, options)).present.size() == 5);
  run(*bed.target, {"DELETE FROM bed.many"});
  must(bed.copier()->copy(bed.task("many"), {}));
  CHECK(must(copy::copySchema(*bed.source, *bed.target, kBedFilter, bed.schemaOptions()))
            .present.size() == 5);
}

TEST_CASE("stopped before the first table, nothing chosen") {
  Bed bed(Flavour::MariaDb, 0, Flavour::MariaDb, 1, 10);
  auto options = bed.schemaOptions();
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  CHECK(schemaError(bed, options).code == ErrorCode::Cancelled);
  auto none =
      copy::copySchema(*bed.source, *bed.target, ObjectFilter{{"nope.*"}, {}}, bed.schemaOptions());
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::NoTables);
}
