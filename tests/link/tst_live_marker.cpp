// Markers where there is nothing to apply: the source may purge its log, and the change log what it
// keeps, only up to them.
#include "tests/link/live_pair.h"

using namespace twintide;
using practice::Flavour;
using test::eventually;
using test::LivePair;

namespace {

const Flavour kPairs[] = {Flavour::MariaDb, Flavour::OceanBase, Flavour::MySql80, Flavour::MySql57};

struct Quiet : LivePair {
  explicit Quiet(Flavour flavour) : LivePair(flavour) {
    test::run(*a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT)",
                   "INSERT INTO app.t VALUES (1,1)"});
  }
  std::string of(db::Session& at, const std::string& column, Direction direction) {
    auto value = at.scalar("SELECT " + column + " FROM twintide.marker WHERE stream=0 AND " +
                           "link_id='" + spec.linkId(direction) + "'");
    return value ? *value : "";
  }
  std::string position(Direction d) {
    return of(d == Direction::Forward ? *b : *a, "source_position", d);
  }
  int64_t groups(Direction d) {
    return std::stoll(of(d == Direction::Forward ? *b : *a, "group_no", d));
  }
};

}  // namespace

TEST_CASE("after a clean stop a link goes on behind what it had nothing to do with") {
  for (Flavour f : kPairs) {
    CAPTURE(std::string(practice::toText(f)));
    Quiet p(f);
    p.start();
    p.settle();
    const std::string forward = p.position(Direction::Forward);
    const std::string reverse = p.position(Direction::Reverse);
    p.stop();
    CHECK(p.position(Direction::Forward) != forward);
    CHECK(p.position(Direction::Reverse) != reverse);
    p.start();
    test::run(*p.a, {"UPDATE app.t SET n=2"});
    p.settle();
    CHECK(p.firstDifference() == "");
    p.stop();
  }
}

TEST_CASE("the markers of a quiet pair move, at their pace") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase}) {
    CAPTURE(std::string(practice::toText(f)));
    Quiet p(f);
    p.markerRest = std::chrono::milliseconds(1000);
    p.start();
    constexpr int kMoves = 4;
    const int64_t began = systemClock().steadyUs();
    const int64_t forward = p.groups(Direction::Forward), reverse = p.groups(Direction::Reverse);
    CHECK(eventually([&] {
      return p.groups(Direction::Forward) >= forward + kMoves &&
             p.groups(Direction::Reverse) >= reverse + kMoves;
    }));
    // Each moves for itself once a second; one that answered the other would be faster.
    const int64_t most = (systemClock().steadyUs() - began) / 1'000'000 + 2;
    CHECK(p.groups(Direction::Forward) - forward <= most);
    CHECK(p.groups(Direction::Reverse) - reverse <= most);
    if (f == Flavour::OceanBase) {
      const std::string reader = "SELECT COUNT(*) FROM twintide.change_log_reader WHERE scn>";
      const auto scn = p.a->scalar("SELECT MAX(scn) FROM twintide.change_log_reader");
      REQUIRE(scn);
      CHECK(eventually([&] { return p.a->scalar(reader + *scn).value_or("0") != "0"; }));
    }
    p.stop();
  }
}

TEST_CASE("a marker moves while the other side's rows come back without a pause") {
  Quiet p(Flavour::MariaDb);
  p.markerRest = std::chrono::milliseconds(2000);
  p.start();
  const int64_t before = p.groups(Direction::Forward);
  int n = 0;
  CHECK(eventually([&] {
    test::run(*p.b, {"UPDATE app.t SET n=" + std::to_string(++n)});
    return p.groups(Direction::Forward) > before;
  }));
  p.stop();
}
