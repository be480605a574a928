#include <doctest/doctest.h>

#include "engine/base/clock.h"
#include "engine/link/link_counters.h"

using namespace twintide;
using link::LinkCounters;

TEST_CASE("lag is unknown until something was measured, and after the link ended") {
  LinkCounters c("p.fwd", Direction::Forward, 1'000'000);
  c.setState(LinkState::Running);
  CHECK(c.snapshot().lagUs == -1);
  c.caughtUpTo(systemClock().wallUs() - 5000);
  CHECK(c.snapshot().lagUs >= 5000);
  c.setState(LinkState::Stopped);
  CHECK(c.snapshot().lagUs == -1);
}

TEST_CASE("overdue heartbeats make the lag grow with the clock") {
  LinkCounters c("p.fwd", Direction::Forward, 1000);
  c.setState(LinkState::Running);
  const int64_t tenSecondsAgo = systemClock().wallUs() - 10'000'000;
  c.caughtUpTo(tenSecondsAgo);
  // Heartbeats come every millisecond here: ten seconds without one are ten seconds of lag.
  CHECK(c.snapshot().lagUs >= 10'000'000);
}

TEST_CASE("clock skew never makes a lag negative") {
  LinkCounters c("p.fwd", Direction::Forward, 1'000'000);
  c.setState(LinkState::Running);
  c.caughtUpTo(systemClock().wallUs() + 3'000'000);
  CHECK(c.snapshot().lagUs == 0);
}

TEST_CASE("rows are counted by table and the busiest comes first") {
  LinkCounters c("p.fwd", Direction::Forward, 1'000'000);
  auto change = [](const char* table, ChangeKind kind) {
    auto schema = std::make_shared<TableSchema>();
    schema->id = {"d", table};
    Change ch;
    ch.kind = kind;
    ch.layout = std::make_shared<RowLayout>(RowLayout{schema});
    return ch;
  };
  Transaction t;
  t.changes.push_back(change("quiet", ChangeKind::Insert));
  t.changes.push_back(change("busy", ChangeKind::Update));
  t.changes.push_back(change("busy", ChangeKind::Delete));
  c.addChanges(t);
  c.tick();
  const LinkSnapshot s = c.snapshot();
  REQUIRE(s.tables.size() == 2);
  CHECK(s.tables[0].table == "d.busy");
  CHECK(s.tables[0].updates == 1);
  CHECK(s.tables[0].deletes == 1);
  CHECK(c.rowsAppliedTo("d.quiet") == 1);
  CHECK(c.rowsAppliedTo("d.none") == 0);
  c.addChanges(t, {&t.changes[0], &t.changes[2]});
  CHECK(c.rowsAppliedTo("d.quiet") == 1);
  CHECK(c.rowsAppliedTo("d.busy") == 3);
}

TEST_CASE("a paused link draws a gap, not a zero") {
  LinkCounters c("p.fwd", Direction::Forward, 1'000'000);
  c.setState(LinkState::Paused);
  CHECK(c.tick().lagUs == -1);
}
