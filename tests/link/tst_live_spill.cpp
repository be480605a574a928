// Transactions too large for memory: kept on disk while they are read, applied in pieces as one
// transaction, with what was rolled back in them left out and conflicts decided as ever.
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

constexpr int kRows = 20'000;  // some 10 MB in memory

struct Spilling : LivePair {
  explicit Spilling(Flavour flavour) : LivePair(flavour) {
    test::run(*a, {"CREATE TABLE app.big (id INT NOT NULL PRIMARY KEY, v VARCHAR(200), b BLOB)",
                   "CREATE TABLE app.n (n INT NOT NULL PRIMARY KEY)"});
    spillAboveBytes = 256 * 1024;
    std::string numbers = "INSERT INTO app.n VALUES (0)";
    for (int i = 1; i < 200; ++i) numbers += ",(" + std::to_string(i) + ")";
    test::run(*a, {numbers});
  }
  static std::string fill() {
    return "INSERT INTO app.big SELECT x.n*200+y.n, REPEAT(CHAR(65+x.n%26),100), "
           "IF(y.n%3,UNHEX('00FF27'),NULL) FROM app.n x JOIN app.n y WHERE x.n*200+y.n<" +
           std::to_string(kRows);
  }
  std::string count(db::Session& at) { return *at.scalar("SELECT COUNT(*) FROM app.big"); }
  int64_t looped() {
    const auto s = pair->snapshot();
    return s->forward.looped + s->reverse.looped;
  }
};

void whole(Flavour flavour) {
  CAPTURE(std::string(practice::toText(flavour)));
  Spilling p(flavour);
  p.start();
  test::run(*p.a, {"BEGIN", Spilling::fill(), "UPDATE app.big SET v=CONCAT(v,'!') WHERE id%2=0",
                   "DELETE FROM app.big WHERE id%5=0", "COMMIT"});
  p.settle();
  CHECK(p.count(*p.b) == std::to_string(kRows - kRows / 5));
  CHECK(p.firstDifference() == "");
  CHECK(p.looped() == 0);
  CHECK(p.pair->rowsAppliedTo(Direction::Forward, {"app", "big"}) == kRows + kRows / 2 + kRows / 5);
  p.stop();
}

}  // namespace

TEST_CASE("a spilled transaction arrives whole") {
  whole(Flavour::MariaDb);
  whole(Flavour::MySql80);
  whole(Flavour::MySql57);
  whole(Flavour::OceanBase);
}

TEST_CASE("what INSERT IGNORE left out of a spilled transaction of OceanBase does not arrive") {
  Spilling p(Flavour::OceanBase);
  test::run(*p.a, {"INSERT INTO app.big VALUES (3,'old',NULL),(19999,'old',NULL)"});
  p.start();
  std::string ignoring = Spilling::fill();
  ignoring.insert(6, " IGNORE");
  test::run(*p.a, {"BEGIN", ignoring, "UPDATE app.big SET v='new' WHERE id=3",
                   "DELETE FROM app.big WHERE id=4",
                   "INSERT IGNORE INTO app.big VALUES (4,'z',NULL)", "COMMIT"});
  p.settle();
  CHECK(p.count(*p.b) == std::to_string(kRows));
  CHECK(p.firstDifference() == "");
  CHECK(p.conflicts.empty());
  p.stop();
}

TEST_CASE("rows of a spilled transaction that have to be read again arrive") {
  Spilling p(Flavour::OceanBase);
  p.start();
  p.stop();
  test::run(*p.a, {"BEGIN", Spilling::fill(), "COMMIT", "ALTER TABLE app.big ADD COLUMN n INT"});
  p.start();
  p.settle();
  p.settle();
  CHECK(p.count(*p.b) == std::to_string(kRows));
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("what a savepoint took back inside a spilled transaction does not arrive") {
  Spilling p(Flavour::MariaDb);
  // A table without transactions keeps what was rolled back in the log, savepoint and all.
  test::run(*p.a, {"CREATE TABLE app.m (id INT NOT NULL PRIMARY KEY) ENGINE=MyISAM"});
  p.start();
  test::run(*p.a,
            {"BEGIN", Spilling::fill(), "SAVEPOINT s", "INSERT INTO app.m VALUES (1)",
             "DELETE FROM app.big", "ROLLBACK TO s", "DELETE FROM app.big WHERE id<10", "COMMIT"});
  p.settle();
  CHECK(p.count(*p.b) == std::to_string(kRows - 10));
  CHECK(p.firstDifference() == "");
  p.stop();
}

TEST_CASE("a conflict inside a spilled transaction is decided and the rest arrives") {
  Spilling p(Flavour::MariaDb);
  p.start();
  p.stop();
  test::run(*p.b, {"INSERT INTO app.big VALUES (7,'from B',NULL)"});
  test::run(*p.a, {"BEGIN", Spilling::fill(), "COMMIT"});
  p.start();
  p.settle();
  p.settle();
  CHECK(p.firstDifference() == "");
  CHECK(p.count(*p.b) == std::to_string(kRows));
  CHECK(p.conflicts.size() > 0);
  p.stop();
}

TEST_CASE("a link asked to stop in the middle of a spilled transaction takes all of it later") {
  Spilling p(Flavour::MariaDb);
  p.start();
  // B holds a row of it locked, so that the transaction is under way when the link stops.
  test::run(*p.b, {"BEGIN", "INSERT INTO app.big VALUES (19999,'held',NULL)"});
  test::run(*p.a, {"BEGIN", Spilling::fill(), "COMMIT"});
  CHECK(test::eventually([&] {
    auto waiting = p.b->scalar(
        "SELECT COUNT(*) FROM information_schema.processlist WHERE command='Query' AND "
        "id<>CONNECTION_ID() AND info LIKE 'INSERT INTO%big%'");
    return waiting && *waiting != "0";
  }));
  NamedThread stopping("stop", [&](std::stop_token) { p.stop(); });
  CHECK(test::eventually([&] { return p.pair->snapshot()->forward.state == LinkState::Stopping; }));
  test::run(*p.b, {"ROLLBACK"});
  stopping.join();
  p.start();
  p.settle();
  CHECK(p.count(*p.b) == std::to_string(kRows));
  CHECK(p.firstDifference() == "");
  p.stop();
}
