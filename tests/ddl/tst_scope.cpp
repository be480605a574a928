#include <doctest/doctest.h>

#include "engine/ddl/scope.h"

using namespace twintide;
using namespace twintide::ddl;

namespace {

const ObjectFilter kFilter{{"dd.*", "s.in*"}, {"dd.no*"}};

Scoped scoped(const std::string& sql) {
  auto s = parse(sql, {false, false, "dd"});
  REQUIRE_MESSAGE(s.has_value(), sql);
  auto r = withinFilter(sql, *s, kFilter);
  REQUIRE(r.has_value());
  return *r;
}

}  // namespace

TEST_CASE("inside, outside and in part") {
  CHECK(scoped("CREATE TABLE t (a INT)").extent == Extent::Whole);
  CHECK(scoped("CREATE TABLE no1 (a INT)").extent == Extent::Outside);
  CHECK(scoped("ALTER TABLE s.other ADD c INT").extent == Extent::Outside);
  CHECK(scoped("CREATE DATABASE s").extent == Extent::Whole);
  CHECK(scoped("CREATE DATABASE zz").extent == Extent::Outside);
  CHECK(scoped("DROP TABLE no1, s.x").extent == Extent::Outside);
  CHECK(scoped("DROP TABLE a, b").extent == Extent::Whole);

  const Scoped part = scoped("DROP TABLE IF EXISTS no1, `a`, s.x, s.in2 CASCADE");
  CHECK(part.extent == Extent::Part);
  CHECK(part.sql == "DROP TABLE IF EXISTS `a`, s.in2 CASCADE");
  REQUIRE(part.statement.names.size() == 2);
  CHECK(part.statement.names[1].id() == TableId{"s", "in2"});

  const Scoped renamed = scoped("RENAME TABLE no1 TO no2, a TO b, s.x TO s.y");
  CHECK(renamed.extent == Extent::Part);
  CHECK(renamed.sql == "RENAME TABLE a TO b");
}

TEST_CASE("a table that would enter or leave the chosen ones is refused") {
  CHECK(scoped("RENAME TABLE a TO no1").reason == "rename_crosses");
  CHECK(scoped("RENAME TABLE s.x TO s.in1").reason == "rename_crosses");
  CHECK(scoped("ALTER TABLE a RENAME TO s.x").reason == "rename_crosses");
  CHECK(scoped("ALTER TABLE a EXCHANGE PARTITION p WITH TABLE s.x").reason == "exchange_crosses");
  CHECK(scoped("CREATE TABLE a LIKE s.x").reason == "like_outside");
  CHECK(scoped("CREATE TABLE a LIKE b").extent == Extent::Whole);
}

TEST_CASE("a swap through a name outside is judged by its net effect") {
  CHECK(scoped("RENAME TABLE a TO no_tmp, b TO a, no_tmp TO b").extent == Extent::Whole);
  // An online schema change tool: the new table was never replicated.
  CHECK(scoped("RENAME TABLE a TO s._a_old, s._a_new TO a").extent == Extent::Crosses);
}
