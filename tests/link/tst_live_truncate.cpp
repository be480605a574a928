// Tables that are emptied at A (TRUNCATE, DROP and CREATE) while B's changes of their rows are on
// their way: both sides end equal.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;
using test::rest;
using test::rowsAt;

namespace {

constexpr const char* kTable =
    "CREATE TABLE app.c (id INT NOT NULL PRIMARY KEY, v VARCHAR(20), s VARCHAR(40)) "
    "DEFAULT CHARACTER SET utf8mb4";
constexpr const char* kRows =
    "INSERT INTO app.c VALUES (1,'one','s'),(2,'two',NULL),(3,'three','s'),(4,'four','行')";

// Rows that a link says it has to settle anew; "" when it says nothing, "unchecked" when there are
// too many.
std::string settledRows(LivePair& p, Direction direction) {
  std::lock_guard lock(p.mutex);
  for (const Event& e : p.events) {
    if (e.linkId != p.spec.linkId(direction)) continue;
    if (e.code == "table_emptied_settled") return e.args.at("rows");
    if (e.code == "table_emptied_unchecked") return "unchecked";
  }
  return "";
}

void checkSame(LivePair& p) {
  rest(p);
  INFO(test::rowsOf(p) << p.told());
  CHECK(p.firstDifference() == "");
  CHECK(p.pair->snapshot()->forward.looped + p.pair->snapshot()->reverse.looped == 0);
}

// B changes rows before it hears of what empties the table at A.
void provoke(LivePair& p, const std::vector<std::string>& atB, const std::vector<std::string>& atA,
             const std::string& table = kTable) {
  test::run(*p.a, {table, kRows});
  p.start();
  p.settle();
  p.stop();
  test::run(*p.b, atB);
  test::run(*p.a, atA);
  p.start();
  checkSame(p);
}

// From here on every change arrives again.
void goOn(LivePair& p) {
  test::run(*p.b, {"INSERT INTO app.c VALUES (90,'later b',NULL)"});
  test::run(*p.a, {"INSERT INTO app.c VALUES (91,'later a',NULL)"});
  checkSame(p);
  CHECK(rowsAt(*p.a).ends_with("90:later b,91:later a"));
  p.stop();
}

// 1 is deleted although A has made the very same row again; 2 is changed; 7 and 8 are new at B.
const std::vector<std::string> kAtB = {
    "DELETE FROM app.c WHERE id=1", "UPDATE app.c SET v='b' WHERE id=2",
    "INSERT INTO app.c VALUES (7,'seven','b'),(8,'eight','b')", "UPDATE app.c SET id=9 WHERE id=8"};
const std::vector<std::string> kAgain = {"INSERT INTO app.c VALUES (1,'one','s'),(3,'three','s')",
                                         "INSERT INTO app.c VALUES (10,'ten','a')"};

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

constexpr const char* kNumbers =
    "(SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION "
    "ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

// Rows 100 … 100 + 10^digits - 1.
std::string manyRows(int digits) {
  std::string value = "100", from;
  int scale = 1;
  for (int i = 0; i < digits; ++i, scale *= 10) {
    const std::string name = "d" + std::to_string(i);
    value += '+' + name + ".n*" + std::to_string(scale);
    from += (i ? " CROSS JOIN " : "") + std::string(kNumbers) + ' ' + name;
  }
  return "INSERT INTO app.c SELECT " + value + ",'many','a' FROM " + from;
}

// Both sides write, and A empties the table at some moment of it.
void writeAndEmpty(LivePair& p, unsigned seed) {
  constexpr int kEach = 60;  // OceanBase may let a DDL wait as long as somebody writes
  const int before = 1 + static_cast<int>(seed % 20);
  test::Written a, b;
  NamedThread atA = test::startWriter(p.serverA, seed, kEach, a);
  NamedThread atB = test::startWriter(p.serverB, seed + 1, kEach, b);
  CHECK(test::eventually([&] { return b.committed >= before || b.ended; }, 120));
  test::run(*p.a, {"TRUNCATE TABLE app.c"});
  atA.join();
  atB.join();
  CHECK(a.error == "");
  CHECK(b.error == "");
}

void writeWhileEmptying(Flavour flavour, const char* winner) {
  CAPTURE(std::string(practice::toText(flavour)));
  constexpr unsigned kTimes = 5;
  const unsigned seed = test::seedFor(practice::toText(flavour));
  LivePair p(flavour);
  p.spec.conflicts.winnerRegion = winner;
  test::run(*p.a, {test::kCollisionTable});
  p.start();
  for (unsigned i = 0; i < kTimes; ++i) writeAndEmpty(p, seed + 2 * i);
  checkSame(p);
  CHECK(p.pair->snapshot()->forward.ddlApplied == kTimes);
  MESSAGE(p.conflicts.size() << " conflicts");
  p.stop();
}

constexpr const char* kOfAllTypes =
    "CREATE TABLE app.c (k VARBINARY(8) NOT NULL, n BIGINT UNSIGNED NOT NULL, d DECIMAL(20,5), "
    "f DOUBLE, g FLOAT, t DATETIME(6), ts TIMESTAMP(3) NULL, j JSON, b BIT(12), e ENUM('x','y'), "
    "x BLOB, s VARCHAR(40), c CHAR(5), PRIMARY KEY (k,n)) DEFAULT CHARACTER SET utf8mb4";
constexpr const char* kSomeOfAll =
    "INSERT INTO app.c VALUES (x'00ff10',18446744073709551615,-1.50000,1.5e300,0.1,"
    "'2024-02-29 01:02:03.000004','2024-03-01 00:00:00.500','{\"a\":[1,2]}',b'101','y',x'00',"
    "'行 \\n',' c'),('',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL),"
    "('a',1,0,-1e-5,-1.5,NULL,NULL,NULL,b'0',NULL,'','',''),"
    "('a',2,1,1e-300,1e-40,NULL,NULL,'1',NULL,NULL,NULL,NULL,NULL),"
    "('a',3,1,0.1,3.4e38,NULL,NULL,'\"行\"',NULL,NULL,NULL,NULL,NULL),"
    "('a',4,1,1e15,16777217,NULL,NULL,'null',NULL,NULL,NULL,NULL,NULL)";

// Both servers tell the same row with the same text.
void findEqual(Flavour atA, Flavour atB) {
  CAPTURE(std::string(practice::toText(atA)));
  CAPTURE(std::string(practice::toText(atB)));
  LivePair p(atA, atB);
  test::run(*p.a, {kOfAllTypes});
  p.start();
  p.stop();
  test::run(*p.a, {"TRUNCATE TABLE app.c", kSomeOfAll});
  p.start();
  rest(p);
  auto rows = p.b->scalar("SELECT COUNT(*) FROM app.c");
  REQUIRE(rows);
  CHECK(*rows == "6");
  CHECK(p.pair->snapshot()->forward.ddlApplied == 1);
  INFO(p.told());
  CHECK(settledRows(p, Direction::Forward) == "");
  CHECK(settledRows(p, Direction::Reverse) == "");
  p.stop();
}

}  // namespace

TEST_CASE("a TRUNCATE that meets changes of the other side") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase}) {
    for (const std::string winner : {"cn-a", "cn-b"}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(winner);
      LivePair p(f);
      p.spec.conflicts.winnerRegion = winner;
      provoke(p, kAtB, joined({"TRUNCATE TABLE app.c"}, kAgain));
      if (winner == "cn-a") {
        // B has 1, which it had deleted, and neither 7 nor 9, which it had made.
        CHECK(settledRows(p, Direction::Forward) == "3");
        CHECK(rowsAt(*p.a) == "3:three,7:seven,9:eight,10:ten");
      }
      goOn(p);
    }
  }
}

TEST_CASE("a partition that is emptied meets changes of the other side") {
  const std::string partitioned = std::string(kTable) +
                                  " PARTITION BY RANGE (id) (PARTITION few VALUES LESS THAN (5), "
                                  "PARTITION many VALUES LESS THAN MAXVALUE)";
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80}) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    provoke(p, kAtB, joined({"ALTER TABLE app.c TRUNCATE PARTITION few"}, kAgain), partitioned);
    CHECK(settledRows(p, Direction::Forward) == "1");
    CHECK(rowsAt(*p.a) == "3:three,7:seven,9:eight,10:ten");
    goOn(p);
  }
}

TEST_CASE("a table that is dropped and made anew meets changes of the other side") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::OceanBase}) {
    for (const char* winner : {"cn-a", "cn-b"}) {
      CAPTURE(std::string(practice::toText(f)));
      CAPTURE(winner);
      LivePair p(f);
      p.spec.conflicts.winnerRegion = winner;
      provoke(p, kAtB, joined({"DROP TABLE app.c", kTable}, kAgain));
      goOn(p);
    }
  }
}

TEST_CASE("a table that is full again travels as a list of several pieces") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    LivePair p(f);
    provoke(p, kAtB, joined({"TRUNCATE TABLE app.c", manyRows(4)}, kAgain));
    CHECK(settledRows(p, Direction::Forward) == "3");
    CHECK(rowsAt(*p.b).starts_with("3:three,7:seven,9:eight,10:ten,100:many,101:many,"));
    p.stop();
  }
}

TEST_CASE("a table with too many rows is left to a verification, and that is said") {
  LivePair p(Flavour::MariaDb);
  provoke(p, {"UPDATE app.c SET v='b' WHERE id=2"},
          joined({"TRUNCATE TABLE app.c", manyRows(5)}, kAgain));
  CHECK(settledRows(p, Direction::Reverse) == "unchecked");
  p.stop();
}

TEST_CASE("rows that both sides have are found equal between different servers") {
  findEqual(Flavour::MariaDb, Flavour::MariaDb);
  findEqual(Flavour::OceanBase, Flavour::OceanBase);
  findEqual(Flavour::MySql80, Flavour::MariaDb);
  findEqual(Flavour::MySql80, Flavour::OceanBase);
  findEqual(Flavour::MySql57, Flavour::MySql80);
}

TEST_CASE("random writes on both sides while A empties the table now and then end equal") {
  writeWhileEmptying(Flavour::MariaDb, "cn-a");
  writeWhileEmptying(Flavour::MariaDb, "cn-b");
  writeWhileEmptying(Flavour::OceanBase, "cn-a");
  writeWhileEmptying(Flavour::OceanBase, "cn-b");
}
