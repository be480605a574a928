// OceanBase refuses some ALTERs of several actions (1235): the link runs the actions one by one.
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

std::string columns(db::Session& s) {
  auto names = s.scalar(
      "SELECT GROUP_CONCAT(column_name ORDER BY ordinal_position) FROM information_schema.columns "
      "WHERE table_schema='app' AND table_name='t'");
  REQUIRE(names);
  return *names;
}

}  // namespace

TEST_CASE("a mixture that OceanBase refuses arrives action by action, journalled once") {
  // From MariaDB, which takes the mixture, to OceanBase, which does not.
  LivePair p(Flavour::MariaDb, Flavour::OceanBase);
  test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, a INT, b INT, KEY kb (b))",
                   "INSERT INTO app.t VALUES (1,1,1)"});
  const std::string mixture =
      "ALTER TABLE app.t DROP INDEX kb, DROP COLUMN b, ADD COLUMN c VARCHAR(10)";
  test::run(*p.b, {"CREATE DATABASE IF NOT EXISTS probe",
                   "CREATE TABLE IF NOT EXISTS probe.t (id INT NOT NULL PRIMARY KEY, a INT, b INT, "
                   "KEY kb (b))"});
  auto refused = p.b->execute("ALTER TABLE probe.t DROP INDEX kb, DROP COLUMN b, ADD COLUMN c INT");
  REQUIRE_FALSE(refused);  // else this test says nothing
  CHECK(refused.error().serverErrno == 1235);
  test::run(*p.b, {"DROP DATABASE probe"});
  p.start();
  test::run(*p.a, {mixture, "INSERT INTO app.t VALUES (2,2,'two')"});
  p.settle();
  CHECK(columns(*p.b) == "id,a,c");
  CHECK(*p.b->scalar("SELECT c FROM app.t WHERE id=2") == "two");
  CHECK(*p.b->scalar("SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal") == "done");
  CHECK(p.pair->snapshot()->forward.ddlApplied == 1);
  p.stop();
}
