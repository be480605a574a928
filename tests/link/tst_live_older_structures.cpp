// Rows in the log that are older than their table's structure: a link that was away while DDL went
// on still understands them, without names of columns in the log.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

constexpr Flavour kBinlogs[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57};

std::string value(db::Session& side, const std::string& sql) {
  auto v = side.scalar(sql);
  return v ? *v : LivePair::text(v.error());
}

std::string columnsOf(db::Session& side) {
  return value(side,
               "SELECT GROUP_CONCAT(column_name ORDER BY ordinal_position) FROM "
               "information_schema.columns WHERE table_schema='app' AND table_name='t'");
}

}  // namespace

TEST_CASE("rows, DDL and rows again, all while the pair was stopped") {
  for (Flavour f : kBinlogs) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s VARCHAR(20))"});
    p.start();
    p.stop();
    test::run(*p.a, {"INSERT INTO app.t VALUES (1,1,'one')",
                     "ALTER TABLE app.t ADD COLUMN x BIGINT AFTER id",
                     "INSERT INTO app.t VALUES (2,20,2,'two')", "ALTER TABLE app.t DROP COLUMN n",
                     "UPDATE app.t SET x=10 WHERE id=1", "CREATE TABLE app.h (id INT PRIMARY KEY)",
                     "INSERT INTO app.h VALUES (1)", "DROP TABLE app.h"});
    p.start();
    test::rest(p);
    CHECK(p.firstDifference() == "");
    CHECK(value(*p.b, "SELECT GROUP_CONCAT(CONCAT(id,':',x,s) ORDER BY id) FROM app.t") ==
          "1:10one,2:20two");
    CHECK(p.conflicts.empty());
    p.stop();
  }
}

namespace {

// `key`: a further part of the table's definition.
void outgrown(Flavour f, const std::string& key) {
  CAPTURE(std::string(practice::toText(f)));
  CAPTURE(key);
  LivePair p(f);
  test::run(*p.a,
            {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s VARCHAR(20)" + key + ")"});
  p.start();
  // The reverse link reads the row and cannot write it before the forward link has altered B.
  auto holder = test::session(p.serverA);
  test::run(*holder,
            {"BEGIN", "SELECT * FROM twintide.marker WHERE link_id='live.rev' FOR UPDATE"});
  test::run(*p.b, {"INSERT INTO app.t VALUES (1,1,'one')"});
  test::run(*p.a, {"ALTER TABLE app.t ADD COLUMN x BIGINT AFTER id"});
  CHECK(test::eventually([&] { return columnsOf(*p.b) == "id,x,n,s"; }, 60));
  // It begins again from the log.
  const char* const waiting =
      "SELECT MAX(id) FROM information_schema.processlist WHERE info LIKE "
      "'UPDATE%twintide.marker%' AND id<>CONNECTION_ID()";
  std::string victim;
  CHECK(test::eventually(
      [&] {
        victim = value(*p.a, waiting);
        return !victim.empty() && victim.find_first_not_of("0123456789") == std::string::npos;
      },
      60));
  test::run(*p.a, {"KILL " + victim});
  test::run(*holder, {"COMMIT"});
  test::rest(p);
  CHECK(p.firstDifference() == "");
  CHECK(value(*p.a, "SELECT GROUP_CONCAT(CONCAT(id,n,s)) FROM app.t") == "11one");
  p.stop();
}

}  // namespace

TEST_CASE("rows of the other side that its own table has outgrown meanwhile") {
  for (Flavour f : kBinlogs) outgrown(f, "");
}

TEST_CASE("the same where the log shows hidden columns of an index over an expression") {
  outgrown(Flavour::MySql80, ", KEY low ((LOWER(s)))");
}
