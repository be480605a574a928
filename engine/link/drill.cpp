#include "engine/link/drill.h"

#include "engine/apply/marker.h"
#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "engine/db/errors.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/verify/table_digest.h"

namespace twintide::link {
namespace {

constexpr int kRowsAStep = 2;
constexpr int kShownWaits = 3;
constexpr size_t kShownSql = 200;
constexpr const char* kFirstTable = "twintide_drill";
constexpr const char* kSecondTable = "twintide_drill_new";

Result<int64_t> markerGroup(db::Session& at, const std::string& linkId) {
  auto text = at.scalar("SELECT group_no FROM twintide.marker WHERE stream=0 AND link_id=" +
                        db::quoteText(linkId));
  if (!text) return fail(text.error());
  return std::strtoll(text->c_str(), nullptr, 10);
}

// Statements that wait for a lock at a server, such as DDL behind a transaction left open.
std::string waitingAt(db::Session& at) {
  auto rows = at.query(
      "SELECT state, info FROM information_schema.processlist WHERE state LIKE 'Waiting for%lock' "
      "AND info IS NOT NULL LIMIT " +
      std::to_string(kShownWaits));
  if (!rows) return std::string(name(rows.error().code));
  std::string out;
  for (const auto& r : rows->rows) {
    out += (out.empty() ? "" : ", ") + r[0].value_or("") + " (" +
           db::redactSql(r[1].value_or(""), kShownSql) + ')';
  }
  return out;
}

}  // namespace

Drill::Drill(PairRunner& pair, std::stop_token stop, Progress progress,
             std::chrono::seconds stepLimit)
    : m_pair(pair), m_stop(stop), m_progress(std::move(progress)), m_stepLimit(stepLimit) {
  const PairSetup& setup = pair.setup();
  m_report.pair = setup.pair.name;
  m_report.regionA = setup.a.source.region;
  m_report.regionB = setup.b.source.region;
  for (int i = 0; i <= static_cast<int>(DrillStepId::BothEqual); ++i)
    m_report.steps.push_back(DrillStep{static_cast<DrillStepId>(i)});
}

Result<DrillReport> Drill::run() {
  m_report.startedUs = systemClock().wallUs();
  TWINTIDE_TRY(begin());
  runSteps();
  m_step = nullptr;
  // The tables go whatever happened; a failure to drop them shows in the next drill.
  if (Status dropped = dropTables(); !dropped && m_report.passed()) return fail(dropped.error());
  m_report.tookUs = systemClock().wallUs() - m_report.startedUs;
  if (m_progress) m_progress(m_report);
  return m_report;
}

Status Drill::begin() {
  const PairSpec& pair = m_pair.setup().pair;
  auto refuse = [&](const char* reason) {
    return fail(ErrorCode::DrillFailed,
                {{"step", "begin"}, {"reason", reason}, {"name", pair.name}});
  };
  if (!m_pair.active()) return fail(ErrorCode::PairNotRunning, {{"name", pair.name}});
  if (!pair.forward.types.ddl) return refuse("ddl_not_replicated");
  if (!pair.forward.types.insertRows || !pair.reverse.types.insertRows)
    return refuse("inserts_off");
  auto a = db::Session::open(m_pair.setup().a.params());
  if (!a) return fail(a.error());
  m_a = std::move(*a);
  auto b = db::Session::open(m_pair.setup().b.params());
  if (!b) return fail(b.error());
  m_b = std::move(*b);
  TWINTIDE_TRY(chooseDatabase());
  TWINTIDE_TRY(settled(systemClock().wallUs()));
  TWINTIDE_TRY(dropTables());
  TWINTIDE_TRY(createFirstTable());
  // The step times are those of rows, not of capture getting used to a table made a moment ago.
  TWINTIDE_TRY(settled(systemClock().wallUs()));
  m_before = counted();
  return {};
}

Status Drill::chooseDatabase() {
  auto databases = db::listDatabases(*m_a);
  if (!databases) return fail(databases.error());
  const ObjectFilter& filter = m_pair.setup().pair.objects;
  for (const std::string& name : *databases) {
    if (!filter.matches(name, kFirstTable) || !filter.matches(name, kSecondTable)) continue;
    m_first = {name, kFirstTable};
    m_second = {name, kSecondTable};
    return {};
  }
  return fail(ErrorCode::DrillFailed, {{"step", "begin"}, {"reason", "no_database_for_tables"}});
}

Status Drill::dropTables() {
  for (const TableId* t : {&m_second, &m_first}) {
    TWINTIDE_TRY(m_a->execute("DROP TABLE IF EXISTS " + db::quoteTable(*t)));
    TWINTIDE_TRY(waitFor("drop", [&]() -> Result<bool> {
      auto there = db::tableExists(*m_b, *t);
      if (!there) return fail(there.error());
      return !*there;
    }));
  }
  return {};
}

Status Drill::createFirstTable() {
  TWINTIDE_TRY(m_a->execute("CREATE TABLE " + db::quoteTable(m_first) +
                            " (id INT NOT NULL PRIMARY KEY, written_at VARCHAR(64) NOT NULL)"));
  return waitFor("create", [&] { return db::tableExists(*m_b, m_first); });
}

void Drill::runSteps() {
  const std::function<Status()> steps[] = {
      [&] { return insertAt(*m_a, *m_b, m_first, 1); },
      [&] { return insertAt(*m_b, *m_a, m_first, 101); },
      [&] { return createTable(); },
      [&] { return insertAt(*m_b, *m_a, m_second, 201); },
      [&] { return alterTable(); },
      [&] { return nothingLooped(); },
      [&] { return bothEqual(); },
  };
  for (size_t i = 0; i < m_report.steps.size(); ++i) {
    m_step = &m_report.steps[i];
    show(*m_step, DrillStepState::Running);
    Status done = steps[i]();
    if (done) {
      show(*m_step, DrillStepState::Passed);
      continue;
    }
    m_step->error = done.error();
    const bool cancelled = m_stop.stop_requested();
    show(*m_step, cancelled ? DrillStepState::Cancelled : DrillStepState::Failed);
    return;
  }
}

void Drill::show(DrillStep& step, DrillStepState state) {
  step.state = state;
  if (m_progress) m_progress(m_report);
}

Status Drill::insertAt(db::Session& at, db::Session& seenAt, const TableId& table, int firstId) {
  std::string sql = "INSERT INTO " + db::quoteTable(table) + " (id,written_at) VALUES ";
  const bool atA = &at == m_a.get();
  const Region& region = atA ? m_report.regionA : m_report.regionB;
  for (int i = 0; i < kRowsAStep; ++i) {
    sql += (i ? ",(" : "(") + std::to_string(firstId + i) + ',' + db::quoteText(region.id) + ')';
  }
  m_step->args = {{"rows", std::to_string(kRowsAStep)}, {"table", table.text()}};
  // A table that another session has just made may take OceanBase a moment to show everywhere.
  TWINTIDE_TRY(waitFor("insert", [&]() -> Result<bool> {
    auto done = at.execute(sql);
    if (done) return true;
    if (done.error().code != ErrorCode::TargetTableMissing) return fail(done.error());
    return false;
  }));
  (atA ? m_writtenAtA : m_writtenAtB) += kRowsAStep;
  return waitFor("rows", [&]() -> Result<bool> {
    auto n =
        seenAt.scalar("SELECT COUNT(*) FROM " + db::quoteTable(table) + " WHERE id BETWEEN " +
                      std::to_string(firstId) + " AND " + std::to_string(firstId + kRowsAStep - 1));
    if (!n && n.error().code == ErrorCode::TargetTableMissing) return false;
    if (!n) return fail(n.error());
    return *n == std::to_string(kRowsAStep);
  });
}

Status Drill::createTable() {
  m_step->args = {{"table", m_second.text()}};
  TWINTIDE_TRY(m_a->execute("CREATE TABLE " + db::quoteTable(m_second) +
                            " (id INT NOT NULL PRIMARY KEY, written_at VARCHAR(64) NOT NULL)"));
  return waitFor("create", [&] { return db::tableExists(*m_b, m_second); });
}

Status Drill::alterTable() {
  m_step->args = {{"table", m_second.text()}, {"column", "added"}};
  TWINTIDE_TRY(m_a->execute("ALTER TABLE " + db::quoteTable(m_second) +
                            " ADD COLUMN added INT NOT NULL DEFAULT 7"));
  return waitFor("alter", [&]() -> Result<bool> {
    auto schema = db::readTable(*m_b, m_second);
    if (!schema && schema.error().code == ErrorCode::TargetTableMissing) return false;
    if (!schema) return fail(schema.error());
    return (*schema)->columnIndex("added") >= 0;
  });
}

// A loop would show as rows applied a second time. Two full heartbeats of both links after the
// last write prove that whatever could come back has come.
Status Drill::nothingLooped() {
  TWINTIDE_TRY(settled(systemClock().wallUs()));
  TWINTIDE_TRY(settled(systemClock().wallUs()));
  const Counts now = counted();
  const int64_t forward = now.forward - m_before.forward, reverse = now.reverse - m_before.reverse;
  const auto s = m_pair.snapshot();
  auto atB = markerGroup(*m_b, s->forward.linkId);
  if (!atB) return fail(atB.error());
  auto atA = markerGroup(*m_a, s->reverse.linkId);
  if (!atA) return fail(atA.error());
  m_step->args = {
      {"written_a", std::to_string(m_writtenAtA)}, {"applied_b", std::to_string(forward)},
      {"written_b", std::to_string(m_writtenAtB)}, {"applied_a", std::to_string(reverse)},
      {"marker_b", std::to_string(*atB)},          {"marker_a", std::to_string(*atA)}};
  const bool once = forward == m_writtenAtA && reverse == m_writtenAtB;
  const bool markers = *atB >= s->forward.groupNo && *atA >= s->reverse.groupNo;
  if (once && markers && s->forward.looped == 0 && s->reverse.looped == 0) return {};
  auto args = m_step->args;
  args["step"] = toText(m_step->id);
  args["reason"] = "applied_more_or_less_than_once";
  return fail(ErrorCode::DrillFailed, std::move(args));
}

Status Drill::bothEqual() {
  auto tables = db::readTables(*m_a, m_pair.setup().pair.objects);
  if (!tables) return fail(tables.error());
  std::string different;
  TWINTIDE_TRY(waitFor("equal", [&]() -> Result<bool> {
    different.clear();
    for (const auto& table : *tables) {
      auto found = verify::compare(*m_a, *m_b, *table);
      if (!found) return fail(found.error());
      if (!found->equal) different = table->id.text();
    }
    return different.empty();
  }));
  m_step->args = {{"tables", std::to_string(tables->size())}};
  return {};
}

// Until both links have applied everything that was committed by then.
Status Drill::settled(int64_t sinceUs) {
  return waitFor("settle", [&]() -> Result<bool> {
    const auto s = m_pair.snapshot();
    for (const LinkSnapshot* l : {&s->forward, &s->reverse}) {
      if (!isActive(l->state)) return fail(ErrorCode::PairNotRunning, {{"name", s->pair}});
      if (l->lagUs < 0 || l->lagMeasuredUs - l->lagUs < sinceUs) return false;
    }
    return true;
  });
}

Status Drill::waitFor(const char* what, const Condition& condition) {
  const int64_t began = systemClock().steadyUs();
  for (;;) {
    auto met = condition();
    if (!met) return fail(met.error());
    const int64_t took = systemClock().steadyUs() - began;
    if (*met) {
      if (m_step) m_step->tookUs = took;
      return {};
    }
    if (took > std::chrono::microseconds(m_stepLimit).count()) return notSeen(what);
    if (!pauseFor(m_stop, std::chrono::milliseconds(1)))
      return fail(ErrorCode::Cancelled, {{"what", "drill"}});
  }
}

// With what the links and the servers are about: a lock that an application holds is no fault of
// the link.
tl::unexpected<Error> Drill::notSeen(const char* what) {
  Error e(ErrorCode::DrillFailed, {{"step", m_step ? toText(m_step->id) : "begin"},
                                   {"reason", "not_seen_in_time"},
                                   {"what", what},
                                   {"seconds", std::to_string(m_stepLimit.count())}});
  const auto s = m_pair.snapshot();
  e.with("forward", toText(s->forward.state)).with("reverse", toText(s->reverse.state));
  std::string waits;
  for (db::Session* at : {m_a.get(), m_b.get()}) {
    const std::string seen = waitingAt(*at);
    if (!seen.empty()) waits += (waits.empty() ? "" : "; ") + at->params().sourceName + ": " + seen;
  }
  if (!waits.empty()) e.with("waits", waits);
  return fail(std::move(e));
}

Drill::Counts Drill::counted() const {
  Counts c;
  for (const TableId* t : {&m_first, &m_second}) {
    c.forward += m_pair.rowsAppliedTo(Direction::Forward, *t);
    c.reverse += m_pair.rowsAppliedTo(Direction::Reverse, *t);
  }
  return c;
}

}  // namespace twintide::link
