#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "engine/base/clock.h"
#include "engine/base/thread_pool.h"
#include "engine/store/history.h"
#include "tests/store/small_disk.h"
#include "tests/store/temp_dir.h"

using namespace twintide;
using namespace twintide::store;

namespace {

constexpr int64_t kSecond = 1'000'000;

std::unique_ptr<History> opened(const std::string& file, HistoryLimits limits = {}) {
  auto h = History::open(file, false, limits);
  REQUIRE_MESSAGE(h, h.error().arg("reason"));
  return std::move(*h);
}

Event event(const std::string& pair, const std::string& code) {
  Event e;
  e.atUs = systemClock().wallUs();
  e.level = EventLevel::Warning;
  e.pair = pair;
  e.linkId = pair + ".fwd";
  e.code = code;
  e.args = {{"state", "running"}, {"odd", std::string("\xff\x00x", 3)}};
  return e;
}

// 0 when a full disk is told and what was there stays readable.
int fillsTheDisk(const std::string& file) {
  auto h = History::open(file, false);
  if (!h || !(*h)->addEvent(event("a", "kept"))) return 1;
  Result<int64_t> r = 0;
  for (int i = 0; i < 5'000 && r; ++i) r = (*h)->addEvent(event("a", std::string(500, 'x')));
  if (r || r.error().code != ErrorCode::WorkspaceDiskFull) return 2;
  const auto all = (*h)->events("a", 0, 10'000);
  return all && !all->empty() && all->back().code == "kept" ? 0 : 3;
}

}  // namespace

TEST_CASE("events are paged newest first, per pair or all") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  for (int i = 0; i < 5; ++i) {
    REQUIRE(h->addEvent(event("a", "c" + std::to_string(i))));
    REQUIRE(h->addEvent(event("b", "other")));
  }
  auto page = h->events("a", 0, 2);
  REQUIRE(page);
  REQUIRE(page->size() == 2);
  CHECK((*page)[0].code == "c4");
  CHECK((*page)[0].level == EventLevel::Warning);
  CHECK((*page)[0].args.at("state") == "running");
  page = h->events("a", (*page)[1].id, 10);
  REQUIRE(page->size() == 3);
  CHECK((*page)[0].code == "c2");
  CHECK(h->events("", 0, 100)->size() == 10);
  CHECK(h->events("nobody", 0, 100)->empty());
}

TEST_CASE("conflicts keep both images, NULL and bytes that are no text") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  Conflict c;
  c.atUs = systemClock().wallUs();
  c.linkId = "orders.rev";
  c.table = {"shop", "stock"};
  c.kind = ConflictKind::UpdateConcurrent;
  c.key = "id=7";
  c.expected = {{"id", "7", false}, {"note", "", true}};
  c.incoming = {{"id", "7", false}, {"blob", std::string("\x00\xff\x80", 3), false}};
  c.local = {{"name", "北京", false}};
  c.policy = PolicyKind::UseMax;
  c.winner = ConflictWinner::Incoming;
  REQUIRE(h->addConflicts({c, c}));
  const auto found = h->conflicts("orders", 0, 10);
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  const Conflict& f = (*found)[0];
  CHECK(f.id > (*found)[1].id);
  CHECK(f.kind == c.kind);
  CHECK(f.table == c.table);
  CHECK(f.expected[1].isNull);
  CHECK(f.incoming[1].value == c.incoming[1].value);
  CHECK(f.local[0].value == "北京");
  CHECK(f.policy == c.policy);
  CHECK(f.winner == c.winner);
  CHECK(*h->countConflicts("orders.rev", 0) == 2);
  CHECK(*h->countConflicts("orders.rev", c.atUs + 1) == 0);
  CHECK(*h->countConflicts("orders.fwd", 0) == 0);
}

TEST_CASE("a drill and a precheck come back as they were") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  DrillReport d;
  d.pair = "p";
  d.regionA = {"cn-a", "甲", 1};
  d.startedUs = systemClock().wallUs();
  d.steps = {{DrillStepId::AlterTable,
              DrillStepState::Failed,
              12'000,
              {{"table", "t"}},
              Error(ErrorCode::TimedOut, {{"what", "alter"}})}};
  REQUIRE(h->addDrill(d));
  const auto drills = h->drills("p", 5);
  REQUIRE(drills->size() == 1);
  CHECK((*drills)[0].regionA == d.regionA);
  CHECK((*drills)[0].steps[0].id == DrillStepId::AlterTable);
  CHECK((*drills)[0].steps[0].state == DrillStepState::Failed);
  CHECK((*drills)[0].steps[0].error->code == ErrorCode::TimedOut);
  PrecheckReport r;
  r.pair = "p";
  r.startedUs = d.startedUs;
  Finding f;
  f.check = "clock";
  f.reason = "skew";
  f.severity = Severity::Error;
  f.state = FindingState::CouldNotRun;
  f.side = Side::B;
  f.args = {{"skew_us", "5"}};
  f.remedySql = {"SET GLOBAL x=1"};
  f.skippable = false;
  r.findings = {f};
  REQUIRE(h->addPrecheck(r));
  const auto reports = h->prechecks("p", 5);
  REQUIRE(reports->size() == 1);
  CHECK((*reports)[0].findings == r.findings);
}

TEST_CASE("each table is bounded: the oldest rows go") {
  test::TempDir dir;
  HistoryLimits limits;
  limits.events = 50;
  auto h = opened(dir / "h.sqlite", limits);
  for (int i = 0; i < 600; ++i) REQUIRE(h->addEvent(event("a", std::to_string(i))));
  const auto left = h->events("a", 0, 10'000);
  CHECK(left->size() <= 50 + 256);
  CHECK((*left)[0].code == "599");
  // Too old goes as well.
  HistoryLimits days;
  days.reportDays = 1;
  auto old = opened(dir / "old.sqlite", days);
  Event ancient = event("a", "ancient");
  ancient.atUs -= 3 * 86'400 * kSecond;
  REQUIRE(old->addEvent(ancient));
  for (int i = 0; i < 300; ++i) REQUIRE(old->addEvent(event("a", "new")));
  CHECK(old->events("a", 0, 10'000)->back().code == "new");
}

TEST_CASE("what is older than its days goes from every table, even when nothing new came") {
  test::TempDir dir;
  const int64_t now = systemClock().wallUs();
  const auto daysAgo = [&](int days) { return now - days * 86'400 * kSecond; };
  HistoryLimits limits;
  limits.reportDays = 3650;
  limits.daysOfMinutes = 365;
  {
    auto h = opened(dir / "h.sqlite", limits);
    for (const int age : {12, 3}) {
      Conflict c;
      c.linkId = "p.fwd";
      c.atUs = daysAgo(age);
      REQUIRE(h->addConflicts({c}));
      DrillReport drill;
      drill.pair = "p";
      drill.startedUs = daysAgo(age);
      REQUIRE(h->addDrill(drill));
      PrecheckReport report;
      report.pair = "p";
      report.startedUs = daysAgo(age);
      REQUIRE(h->addPrecheck(report));
      REQUIRE(h->addSamples({{"p.fwd", MetricSample{daysAgo(age), 5'000, 1, 1}}}));
    }
  }
  const auto left = [&](int reportDays, int metricDays) {
    limits.reportDays = reportDays;
    limits.daysOfMinutes = metricDays;
    auto h = opened(dir / "h.sqlite", limits);
    REQUIRE(h->addEvent(event("p", "wakes the trimming")));
    REQUIRE(h->addSamples({{"p.fwd", MetricSample{now, 5'000, 1, 1}}}));
    size_t metrics = 0;
    const auto points = h->metrics("p.fwd", daysAgo(30), daysAgo(1), 100'000);
    REQUIRE(points);
    for (const MetricSample& s : *points) metrics += s.lagUs >= 0;
    return std::vector<size_t>{h->conflicts("p", 0, 10)->size(), h->drills("p", 10)->size(),
                               h->prechecks("p", 10)->size(), metrics};
  };
  CHECK(left(15, 15) == std::vector<size_t>{2, 2, 2, 2});
  CHECK(left(7, 7) == std::vector<size_t>{1, 1, 1, 1});
  CHECK(left(2, 2) == std::vector<size_t>{0, 0, 0, 0});
}

TEST_CASE("metrics: worst lag, mean rate, holes told, never more points than asked") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  const int64_t start = 1'700'000'000 * kSecond;
  for (int i = 0; i < 120; ++i) {
    if (i >= 40 && i < 60) continue;  // the program was away
    MetricSample s{start + i * kSecond, i == 30 ? 900'000 : 5'000, 100.0 + i % 2, 10};
    REQUIRE(h->addSamples({{"p.fwd", s}, {"p.rev", s}}));
  }
  const auto fine = h->metrics("p.fwd", start, start + 120 * kSecond, 1000);
  REQUIRE(fine);
  int gaps = 0;
  for (size_t i = 0; i < fine->size(); ++i) {
    gaps += (*fine)[i].lagUs == -1;
    if (i > 0) CHECK((*fine)[i].atUs > (*fine)[i - 1].atUs);
  }
  CHECK(gaps == 1);
  CHECK(fine->size() == 101);
  const auto coarse = h->metrics("p.fwd", start, start + 120 * kSecond, 12);
  CHECK(coarse->size() <= 12);
  int64_t worst = 0;
  for (const auto& p : *coarse) worst = std::max(worst, p.lagUs);
  CHECK(worst == 900'000);
  // A day is read from the coarser points, which are there from the first second on.
  const auto day = h->metrics("p.fwd", start - 80'000 * kSecond, start + 120 * kSecond, 5'000);
  CHECK_FALSE(day->empty());
  CHECK(day->size() < 20);
  CHECK((*day)[0].rowsPerSecond == doctest::Approx(100.5).epsilon(0.01));
}

TEST_CASE("seconds are kept for a while only; their summary stays") {
  test::TempDir dir;
  HistoryLimits limits;
  limits.secondsOfMetrics = 60;
  auto h = opened(dir / "h.sqlite", limits);
  const int64_t start = 1'700'000'000 * kSecond;
  for (int i = 0; i < 600; ++i)
    REQUIRE(h->addSamples({{"p.fwd", {start + i * kSecond, 1'000, 1, 1}}}));
  CHECK(h->metrics("p.fwd", start, start + 50 * kSecond, 100)->empty());
  CHECK(h->metrics("p.fwd", start, start + 600 * kSecond, 100)->size() >= 60);
}

TEST_CASE("a reader in another program sees what is written, and writes nothing") {
  test::TempDir dir;
  const std::string file = dir / "h.sqlite";
  auto none = History::open(file, true);
  REQUIRE(none);
  CHECK((*none)->events("", 0, 10)->empty());
  CHECK((*none)->metrics("x", 0, 1, 10)->empty());
  auto h = opened(file);
  REQUIRE(h->addEvent(event("a", "x")));
  auto reader = History::open(file, true);
  REQUIRE(reader);
  CHECK((*reader)->events("a", 0, 10)->size() == 1);
  CHECK((*reader)->addEvent(event("a", "y")).error().code == ErrorCode::WorkspaceNotWritable);
}

TEST_CASE("the history is for its owner's eyes only") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  REQUIRE(h->addEvent(event("a", "x")));
  for (const char* name : {"h.sqlite", "h.sqlite-wal", "h.sqlite-shm"}) {
    const auto mode = std::filesystem::status(dir / name).permissions();
    CHECK_MESSAGE((mode & std::filesystem::perms(077)) == std::filesystem::perms::none, name);
  }
}

TEST_CASE("broken, newer, locked and full are told apart") {
  test::TempDir dir;
  SUBCASE("not a database") {
    test::writeText(dir / "h.sqlite", std::string(8192, 'x'));
    const auto h = History::open(dir / "h.sqlite", false);
    REQUIRE_FALSE(h);
    CHECK(h.error().code == ErrorCode::HistoryBroken);
    CHECK(h.error().arg("file") == dir / "h.sqlite");
  }
  SUBCASE("made by a newer version") {
    opened(dir / "h.sqlite").reset();
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open((dir / "h.sqlite").c_str(), &db) == SQLITE_OK);
    REQUIRE(sqlite3_exec(db, "INSERT INTO migrations(version) VALUES(99)", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    sqlite3_close(db);
    for (bool readOnly : {false, true}) {
      const auto h = History::open(dir / "h.sqlite", readOnly);
      REQUIRE_FALSE(h);
      CHECK(h.error().code == ErrorCode::SchemaVersionNewer);
      CHECK(h.error().arg("found") == "99");
    }
  }
  SUBCASE("disk full") {
    const pid_t pid = ::fork();
    if (pid == 0) {
      if (!test::mountSmallDisk(dir.path, 256)) ::_exit(77);
      ::_exit(fillsTheDisk(dir / "h.sqlite"));
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77)
      MESSAGE("SKIPPED: this machine permits no mount, so no disk could be filled");
    else
      CHECK(WEXITSTATUS(status) == 0);
  }
}

TEST_CASE("several threads write and read at once") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  std::atomic<int> failures = 0;
  {
    std::vector<NamedThread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back("writer", [&](std::stop_token) {
        for (int i = 0; i < 50; ++i) failures += !h->addEvent(event("a", "x"));
      });
      threads.emplace_back("reader", [&](std::stop_token) {
        for (int i = 0; i < 50; ++i) failures += !h->events("a", 0, 10);
      });
    }
  }
  CHECK(failures == 0);
  CHECK(h->events("a", 0, 10'000)->size() == 200);
}

TEST_CASE("quarantined rows wait until they are resolved, all of one key at once") {
  test::TempDir dir;
  auto h = opened(dir / "h.sqlite");
  auto conflict = [](const char* link, const char* key, PolicyKind policy) {
    Conflict c;
    c.atUs = systemClock().wallUs();
    c.linkId = link;
    c.table = {"app", "t"};
    c.key = key;
    c.policy = policy;
    c.winner = ConflictWinner::Nobody;
    return c;
  };
  REQUIRE(h->addConflicts({conflict("p.fwd", "id=1", PolicyKind::Quarantine),
                           conflict("p.rev", "id=1", PolicyKind::Quarantine),
                           conflict("p.fwd", "id=2", PolicyKind::Quarantine),
                           conflict("p.fwd", "id=1", PolicyKind::RegionPriority),
                           conflict("q.fwd", "id=1", PolicyKind::Quarantine)}));
  auto waiting = h->waitingConflicts("p", 10);
  REQUIRE(waiting);
  REQUIRE(waiting->size() == 3);
  auto first = h->waitingConflict("p", (*waiting)[0].id);
  REQUIRE(first);
  CHECK(h->waitingConflict("q", first->id).error().code == ErrorCode::ConflictNotWaiting);
  REQUIRE(h->resolveConflicts("p", *first, Side::A, 7));
  waiting = h->waitingConflicts("p", 10);
  REQUIRE(waiting);
  REQUIRE(waiting->size() == 1);
  CHECK((*waiting)[0].key == "id=2");
  CHECK(h->waitingConflict("p", first->id).error().code == ErrorCode::ConflictNotWaiting);
  auto all = h->conflicts("p", 0, 10);
  REQUIRE(all);
  REQUIRE(all->size() == 4);
  CHECK((*all)[3].winner == ConflictWinner::Incoming);
  CHECK((*all)[3].resolvedUs == 7);
  CHECK((*all)[2].winner == ConflictWinner::Local);
  CHECK((*all)[0].resolvedUs == 0);
  CHECK(h->waitingConflicts("q", 10)->size() == 1);
}
