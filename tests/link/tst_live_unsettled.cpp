// More rows to agree on at once than memory should hold: the link stops before it takes them, and
// goes on once it may.
#include "tests/link/random_writer.h"

using namespace twintide;
using practice::Flavour;
using test::LivePair;

namespace {

constexpr int kRows = 200;
constexpr int kFew = 60;
constexpr int kEnough = 100'000;

// Both sides write all of the table's rows while the pair does not run.
struct Apart {
  Apart() : p(Flavour::MariaDb) {
    p.spec.options.groupRows = 10;
    p.spec.options.unsettledRows = kFew;
    std::string rows = "INSERT INTO app.t VALUES (0,0,'')";
    for (int i = 1; i < kRows; ++i) rows += ",(" + std::to_string(i) + ",0,'')";
    test::run(*p.a, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT, s LONGTEXT)", rows});
    p.start();
    p.stop();
  }
  // Runs until the link has given up.
  Error failed(Direction direction) {
    p.pair = std::make_unique<link::PairRunner>(p.setup());
    // The start may see the end of a link already.
    if (Status started = p.pair->start({}); !started)
      CHECK(started.error().code == ErrorCode::TooManyUnsettled);
    std::optional<Error> error;
    const bool ended = test::eventually(
        [&] {
          const auto s = p.pair->snapshot();
          const LinkSnapshot& link = direction == Direction::Forward ? s->forward : s->reverse;
          error = link.error;
          return link.state == LinkState::Failed;
        },
        120);
    REQUIRE_MESSAGE(ended, p.describe());
    REQUIRE(error);
    p.pair.reset();
    return *error;
  }
  void goOn() {
    p.spec.options.unsettledRows = kEnough;
    p.start();
    test::rest(p);
    CHECK(p.firstDifference() == "");
    CHECK(at(*p.a, kOpen) == "0");
    p.stop();
  }
  std::string at(db::Session& side, const std::string& sql) {
    auto v = side.scalar(sql);
    REQUIRE(v);
    return *v;
  }
  void checkTold(const Error& e) {
    INFO(LivePair::text(e));
    CHECK(e.code == ErrorCode::TooManyUnsettled);
    CHECK_FALSE(e.retryable);
    CHECK(e.arg("table") == "app.t");
    CHECK(e.arg("limit") == std::to_string(p.spec.options.unsettledRows));
    CHECK(std::atoi(e.arg("rows").c_str()) > p.spec.options.unsettledRows);
  }

  static constexpr const char* kOpen = "SELECT COUNT(*) FROM twintide.correction WHERE kind='S'";
  LivePair p;
};

}  // namespace

TEST_CASE("many small transactions leave too many rows to agree on") {
  Apart w;
  for (int i = 0; i < kRows; ++i) {
    const std::string where = " WHERE id=" + std::to_string(i);
    test::run(*w.p.a, {"UPDATE app.t SET n=1" + where});
    test::run(*w.p.b, {"UPDATE app.t SET n=2" + where});
  }
  w.checkTold(w.failed(Direction::Reverse));
  const int open = std::atoi(w.at(*w.p.a, Apart::kOpen).c_str());
  CHECK(open > kFew / 2);
  CHECK(open <= kFew);
  CHECK(w.at(*w.p.a, "SELECT COUNT(*) FROM app.t WHERE n=2") == "0");
  // What has been sent does not lessen by itself: the answers stand behind what is held up.
  w.checkTold(w.failed(Direction::Reverse));
  w.goOn();
  CHECK(w.at(*w.p.b, "SELECT COUNT(*) FROM app.t WHERE n=1") == std::to_string(kRows));
}

TEST_CASE("the same UPDATE of many rows at both sides is not taken in part") {
  for (const uint64_t spillAbove : {link::kSpillAboveBytes, uint64_t{8} << 10}) {
    CAPTURE(spillAbove);
    Apart w;
    w.p.spillAboveBytes = spillAbove;
    for (db::Session* side : {w.p.a.get(), w.p.b.get()}) test::run(*side, {"UPDATE app.t SET n=7"});
    test::run(*w.p.a, {"BEGIN", "UPDATE app.t SET n=8", "INSERT INTO app.t VALUES (1000,1,'')",
                       "UPDATE app.t SET n=7", "COMMIT"});
    w.checkTold(w.failed(Direction::Forward));
    CHECK(w.at(*w.p.b, "SELECT COUNT(*) FROM app.t WHERE id=1000") == "0");
    CHECK(w.at(*w.p.b, "SELECT COUNT(*) FROM twintide.correction") == "0");
    w.goOn();
    CHECK(w.at(*w.p.b, "SELECT COUNT(*) FROM app.t WHERE n=7") == std::to_string(kRows + 1));
  }
}

TEST_CASE("a state of a long row counts as several rows") {
  Apart w;
  w.p.spec.options.unsettledRows = 300;
  for (db::Session* side : {w.p.a.get(), w.p.b.get()})
    test::run(*side, {"UPDATE app.t SET n=7, s=REPEAT('x',1000)"});
  w.checkTold(w.failed(Direction::Reverse));
  w.goOn();
}

TEST_CASE("a row that is written again and again at both sides counts once") {
  Apart w;
  for (int i = 1; i < 2 * kFew; ++i) {
    test::run(*w.p.a, {"UPDATE app.t SET n=" + std::to_string(i) + " WHERE id=1"});
    test::run(*w.p.b, {"UPDATE app.t SET n=" + std::to_string(1000 + i) + " WHERE id=1"});
  }
  w.p.start();
  test::rest(w.p);
  CHECK(w.p.firstDifference() == "");
  CHECK(w.at(*w.p.a, Apart::kOpen) == "0");
  w.p.stop();
}
