// The echo test against real logs, with a clock of its own.
#include <doctest/doctest.h>

#include "engine/db/twintide_schema.h"
#include "engine/link/echo_test.h"
#include "engine/link/source_factory.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;

namespace {

constexpr int64_t kHour = 3'600'000'000;

struct ManualClock final : Clock {
  int64_t wallUs() const override { return now; }
  int64_t steadyUs() const override { return now; }
  int64_t now = kHour;
};

struct Bed {
  explicit Bed(practice::ServerProcess& at) : admin(test::session(at)) {
    test::run(*admin, {"DROP DATABASE IF EXISTS twintide"});
    test::freshDatabase(*admin, "app");
    REQUIRE(db::ensureSchema(*admin));
    test::run(*admin, {"CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY)"});
    context.pair.name = "echo";
    context.pair.objects.include = {"app.*"};
    context.from.source = at.dataSource("a", {"a", "", 1});
    context.to.source.region = {"b", "", 2};
    auto made = link::makeChangeSource(context);
    REQUIRE(made);
    source = std::move(*made);
    auto point = source->prepare();
    REQUIRE(point);
    start = point->start;
  }
  // Looks at all that comes, an hour between two things; the first error, or how many came before
  // the canary was seen.
  Result<int> follow(link::EchoTest& echo) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    for (int came = 0; std::chrono::steady_clock::now() < deadline;) {
      Transaction t;
      capture::IdleNote idle;
      auto got = source->next(t, idle, std::chrono::milliseconds(200));
      if (!got) return fail(got.error());
      if (*got == capture::Fetched::Idle) t.position = idle.position;
      clock.now += kHour;
      TWINTIDE_TRY(echo.look(t));
      if (echo.passed()) return came;
      if (*got == capture::Fetched::Got) ++came;
    }
    return fail(ErrorCode::TimedOut);
  }

  std::unique_ptr<db::Session> admin;
  link::LinkContext context;
  std::unique_ptr<capture::ChangeSource> source;
  std::string start;
  ManualClock clock;
};

}  // namespace

TEST_CASE("a canary behind a backlog is waited for, however long that takes") {
  for (Flavour f : {Flavour::MariaDb, Flavour::OceanBase, Flavour::MySql80, Flavour::MySql57}) {
    CAPTURE(std::string(practice::toText(f)));
    Bed bed(test::server(f));
    constexpr int kBacklog = 10;
    for (int i = 0; i < kBacklog; ++i)
      test::run(*bed.admin, {"INSERT INTO app.t VALUES (" + std::to_string(i) + ")"});
    REQUIRE(bed.source->open(bed.start));
    link::EchoTest echo(bed.context, bed.clock);
    REQUIRE(echo.begin(*bed.source));
    auto came = bed.follow(echo);
    if (!came) FAIL(std::string(name(came.error().code)));
    CHECK(*came >= kBacklog);
  }
}

TEST_CASE("a canary that the log does not hold is missed once the stream is past it") {
  practice::ServerOptions options;
  options.flavour = Flavour::MariaDb;
  options.dataDir = test::scratchDir("echo-ignored");
  options.serverId = 7;
  options.settings = {{"binlog-ignore-db", "twintide"}};
  auto hiding = practice::ServerProcess::start(options);
  REQUIRE(hiding);
  for (const char* later : {"", "INSERT INTO app.t VALUES (1)"}) {
    Bed bed(**hiding);
    REQUIRE(bed.source->open(bed.start));
    link::EchoTest echo(bed.context, bed.clock);
    REQUIRE(echo.begin(*bed.source));
    if (*later) test::run(*bed.admin, {later});
    auto came = bed.follow(echo);
    REQUIRE_FALSE(came);
    CHECK(came.error().code == ErrorCode::EchoTestFailed);
    CHECK(came.error().arg("reason") == "not_seen");
    CHECK(came.error().retryable);
  }
}
