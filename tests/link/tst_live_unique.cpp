// Unique keys over more than plain columns: both sides take the same value, and end equal without a
// row of anybody else's gone.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

// Both sides write while the pair does not run; then it does.
struct Apart {
  Apart(Flavour f, const std::string& table, const std::string& rows) : p(f) {
    test::run(*p.a, {table, rows});
    p.start();
    p.stop();
  }
  void meet() {
    p.start();
    test::rest(p);
    INFO(test::lastConflicts(p));
    CHECK(p.firstDifference() == "");
    CHECK(!p.conflicts.empty());
  }
  std::string at(db::Session& side, const std::string& sql) {
    auto v = side.scalar(sql);
    REQUIRE(v);
    return *v;
  }
  LivePair p;
};

constexpr Flavour kAll[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57,
                            Flavour::OceanBase};

}  // namespace

TEST_CASE("one active row of a name: the history of that name stays") {
  for (Flavour f : kAll) {
    CAPTURE(std::string(practice::toText(f)));
    Apart w(f,
            "CREATE TABLE app.m (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), gone DATETIME, "
            "active INT GENERATED ALWAYS AS (IF(gone IS NULL,1,NULL)) VIRTUAL, "
            "UNIQUE KEY one (name,active)) DEFAULT CHARACTER SET utf8mb4",
            "INSERT INTO app.m (id,name,gone) VALUES (1,'x','2020-01-01'),(2,'x','2020-01-02')");
    test::run(*w.p.a, {"INSERT INTO app.m (id,name) VALUES (10,'x')"});
    test::run(*w.p.b, {"INSERT INTO app.m (id,name) VALUES (20,'x')",
                       "INSERT INTO app.m (id,name,gone) VALUES (21,'x','2020-01-03')"});
    w.meet();
    const char* const ids = "SELECT GROUP_CONCAT(id ORDER BY id) FROM app.m";
    CHECK(w.at(*w.p.a, ids) == "1,2,10,21");
    CHECK(w.at(*w.p.b, ids) == "1,2,10,21");
    w.p.stop();
  }
}

TEST_CASE("a unique key over the beginning of a column is settled like any other") {
  for (Flavour f : {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57}) {
    CAPTURE(std::string(practice::toText(f)));
    Apart w(f,
            "CREATE TABLE app.m (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), "
            "UNIQUE KEY one (name(3))) DEFAULT CHARACTER SET utf8mb4",
            "INSERT INTO app.m VALUES (1,'other')");
    test::run(*w.p.a, {"INSERT INTO app.m VALUES (10,'same at a')"});
    test::run(*w.p.b, {"INSERT INTO app.m VALUES (20,'SAMe at b')"});
    w.meet();
    CHECK(w.at(*w.p.b, "SELECT GROUP_CONCAT(id ORDER BY id) FROM app.m") == "1,10");
    w.p.stop();
  }
}

TEST_CASE("where nobody can tell who holds a unique value the link stops and says so") {
  Apart w(Flavour::MySql80,
          "CREATE TABLE app.m (id INT NOT NULL PRIMARY KEY, name VARCHAR(40), "
          "UNIQUE KEY one ((LOWER(name)))) DEFAULT CHARACTER SET utf8mb4",
          "INSERT INTO app.m VALUES (1,'other')");
  test::run(*w.p.a, {"INSERT INTO app.m VALUES (10,'same')"});
  test::run(*w.p.b, {"INSERT INTO app.m VALUES (20,'SAME')"});
  w.p.pair = std::make_unique<link::PairRunner>(w.p.setup());
  // The start may see the end of the link already.
  if (Status started = w.p.pair->start({}); !started)
    CHECK(started.error().code == ErrorCode::UniqueValueTaken);
  std::optional<Error> error;
  const bool stopped = test::eventually(
      [&] {
        error = w.p.pair->snapshot()->forward.error;
        return w.p.pair->snapshot()->forward.state == LinkState::Failed;
      },
      120);
  REQUIRE(stopped);
  REQUIRE(error);
  CHECK(error->code == ErrorCode::UniqueValueTaken);
  CHECK(error->arg("table") == "app.m");
  CHECK(error->arg("key") == "id=10");
  CHECK(error->arg("server") != "");
  test::run(*w.p.b, {"DELETE FROM app.m WHERE id=20"});
  w.p.pair.reset();
  w.meet();
  w.p.stop();
}
