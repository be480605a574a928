#include "engine/link/ddl_step.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/kill_point.h"
#include "engine/base/log.h"
#include "engine/db/errors.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/ddl/rewrite.h"
#include "engine/ddl/scope.h"
#include "engine/ddl/split.h"
#include "engine/ddl/touched_columns.h"
#include "engine/link/ddl_choice.h"
#include "engine/link/table_history.h"

namespace twintide::link {
namespace {

constexpr size_t kShownSql = 500;

ddl::Dialect dialectOf(const db::ServerTraits& t) {
  return {t.kind, t.number, t.isSeekdb};
}

// "Exists already" and "is gone already": what the statement wanted is so (MySQL error list).
bool meansDoneAlready(unsigned errnum, ddl::Verb verb) {
  constexpr std::array<unsigned, 5> kDone = {1060, 1061, 1007, 1008, 1091};
  constexpr unsigned kUnknownTable = 1051, kNoSuchTable = 1146;
  if (verb == ddl::Verb::Drop && (errnum == kUnknownTable || errnum == kNoSuchTable)) return true;
  return std::find(kDone.begin(), kDone.end(), errnum) != kDone.end();
}

constexpr unsigned kTableExists = 1050;
constexpr unsigned kNotSupported = 1235;  // OceanBase: this mixture of actions in one ALTER

// Journal phases beside "started" and "done". An ALTER that is run action by action: "split:2" =
// the third is under way. The target refused the statement, or its third action: "failed",
// "failed:2"; it is run again whatever was mended meanwhile.
constexpr std::string_view kStarted = "started";
constexpr std::string_view kSplit = "split:";
constexpr std::string_view kFailed = "failed";
constexpr std::string_view kFailedAction = "failed:";

// To be tried again though it has surely not been run: no lock was to be had.
bool isPlainRefusal(const Error& e) {
  constexpr unsigned kLockWait = 1205, kDeadlock = 1213;
  return e.serverErrno == kLockWait || e.serverErrno == kDeadlock;
}

size_t actionOf(const std::string& phase) {
  return std::strtoul(phase.c_str() + phase.find(':') + 1, nullptr, 10);
}

}  // namespace

struct DdlStep::Work {
  const Transaction& t;
  apply::Applier& applier;
  db::Session& from;
  db::Session& to;
  std::string sql;  // the part inside the pair, as the source wrote it
  ddl::Statement statement;
  ddl::Rewritten rewritten;
  int64_t number = 0;
  uint64_t before = 0;  // hash of the structures before it ran
};

struct DdlStep::Journalled {
  std::string phase;
  uint64_t before = 0;  // hash of the structures when it was written
};

Status DdlStep::apply(const Transaction& t, apply::Applier& applier, db::Session& from,
                      db::Session& to) {
  Work work{t, applier, from, to, t.ddl->sql, {}, {}, applier.marker().groupNo + 1};
  Status done = decideAndRun(work);
  if (done || done.error().retryable) return done;
  // What a person needs to decide about it, and what that decision is bound to.
  Error e = std::move(done.error());
  e.with("position", t.position).with("link", m_context.linkId());
  if (e.arg("sql").empty()) e.with("sql", db::redactSql(work.sql, kShownSql));
  return fail(std::move(e));
}

Status DdlStep::decideAndRun(Work& work) {
  auto skip = skipChosen(work.to, m_context.linkId(), work.t.position);
  if (!skip) return fail(skip.error());
  if (*skip) return pass(work);
  auto wanted = decide(work.t, work);
  if (!wanted) return fail(wanted.error());
  if (!*wanted) return {};
  return journalAndRun(work);
}

// False: not for this link, said in an event where a person would wonder.
Result<bool> DdlStep::decide(const Transaction& t, Work& work) {
  const DdlStatement& d = *t.ddl;
  if (!m_context.types().ddl) {
    raise(work, "ddl_not_replicated", EventLevel::Warning);
    return false;
  }
  auto parsed = ddl::parse(d.sql, {d.ansiQuotes, d.noBackslashEscapes, d.defaultDatabase});
  if (!parsed) return fail(parsed.error());
  auto refuse = [&](ErrorCode code, const std::string& reason) {
    return fail(code, {{"sql", db::redactSql(d.sql, kShownSql)}, {"reason", reason}});
  };
  if (parsed->cls == ddl::Class::Ignore) {
    raise(work, "ddl_ignored", EventLevel::Info);
    return false;
  }
  auto scoped = ddl::withinFilter(d.sql, *parsed, m_context.pair.objects);
  if (!scoped) return fail(scoped.error());
  if (scoped->extent == ddl::Extent::Outside && !parsed->names.empty()) return false;
  if (parsed->cls == ddl::Class::Ask) return refuse(ErrorCode::DdlUnknown, parsed->reason);
  if (parsed->cls == ddl::Class::Refuse) return refuse(ErrorCode::DdlRefused, parsed->reason);
  if (scoped->extent == ddl::Extent::Crosses) return refuse(ErrorCode::DdlRefused, scoped->reason);
  if (scoped->extent == ddl::Extent::Outside) return false;
  work.sql = scoped->extent == ddl::Extent::Part ? scoped->sql : d.sql;
  work.statement = scoped->extent == ddl::Extent::Part ? scoped->statement : *parsed;
  ddl::RewriteOptions options;
  options.from = dialectOf(work.from.traits());
  options.to = dialectOf(work.to.traits());
  options.linkId = m_context.linkId();
  auto rewritten = ddl::rewrite(work.sql, work.statement, options);
  if (!rewritten) return fail(rewritten.error());
  work.rewritten = std::move(*rewritten);
  return true;
}

// The person's choice is used up in the transaction that moves the marker behind the statement.
Status DdlStep::pass(Work& work) {
  TWINTIDE_TRY(work.applier.commitWith(markSkippedSql(m_context.linkId(), work.t.position),
                                       work.t.position, work.t.commitUs));
  const auto& marker = work.applier.marker();
  m_counters.setMarker(marker.epoch, marker.groupNo, marker.position);
  raise(work, "ddl_skipped", EventLevel::Warning);
  return {};
}

// The journal tells a restart whether the statement was under way when we ended.
Status DdlStep::journalAndRun(Work& work) {
  auto row = journalled(work);
  if (!row) return fail(row.error());
  // A session that is gone may have left the statement running.
  if (*row) TWINTIDE_TRY(work.applier.awaitEarlierDdl(ddl::originComment(m_context.linkId())));
  auto now = structuresOf(work.to, work.statement);
  if (!now) return fail(now.error());
  work.before = *row ? (*row)->before : now->hash;
  const bool changedSince = *row && now->hash != work.before;
  if (!changedSince) TWINTIDE_TRY(recordStructures(work, *now));
  const std::string phase = *row ? (*row)->phase : "";
  if (phase.starts_with(kSplit) || phase.starts_with(kFailedAction)) {
    const bool done = phase.starts_with(kSplit) && changedSince;
    TWINTIDE_TRY(announce(work));
    TWINTIDE_TRY(runSplit(work, actionOf(phase) + (done ? 1 : 0)));
    return finish(work);
  }
  Result<bool> due = !changedSince || phase == kFailed;
  if (phase == kStarted) due = stillDue(work, changedSince);
  if (!due) return fail(due.error());
  if (*due) {
    TWINTIDE_TRY(work.applier.execute(
        "REPLACE INTO twintide.ddl_journal VALUES (" + db::quoteText(m_context.linkId()) + ',' +
        std::to_string(work.number) + ',' + db::quoteText(work.t.position) + ",'started'," +
        db::quoteText(work.sql) + ',' + std::to_string(now->hash) + ",0," +
        std::to_string(systemClock().wallUs()) + ')'));
    killPoint("ddl.after_journal");
    TWINTIDE_TRY(announce(work));
    TWINTIDE_TRY(runOnce(work));
    killPoint("ddl.after_statement");
  }
  return finish(work);
}

// Whether a statement that was under way when a session ended has to be run. A person decides where
// that cannot be seen: to try again is to run it.
Result<bool> DdlStep::stillDue(Work& work, bool changed) {
  if (work.rewritten.sql.empty()) return !changed;
  auto fate = fateOf(work.to, work.rewritten.sql, changed);
  if (!fate) return fail(fate.error());
  if (*fate != Fate::Untold) return *fate == Fate::NotDone;
  TWINTIDE_TRY(setPhase(work, std::string(kFailed)));
  return fail(ErrorCode::DdlFailed,
              {{"sql", db::redactSql(work.sql, kShownSql)}, {"reason", "may_have_run"}});
}

Status DdlStep::setPhase(Work& work, const std::string& phase) {
  return work.applier.execute("UPDATE twintide.ddl_journal SET phase=" + db::quoteText(phase) +
                              rowOf(work));
}

Result<std::optional<DdlStep::Journalled>> DdlStep::journalled(Work& work) {
  auto rows = work.to.query("SELECT phase,before_hash FROM twintide.ddl_journal" + rowOf(work) +
                            " AND source_position=" + db::quoteText(work.t.position));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<Journalled>();
  return std::optional<Journalled>(
      {rows->text(0, "phase"), std::strtoull(rows->text(0, "before_hash").c_str(), nullptr, 10)});
}

// Before they change: rows of theirs may still wait for the opposite link to read them.
Status DdlStep::recordStructures(Work& work, const Structures& now) {
  for (const auto& table : now.tables)
    TWINTIDE_TRY(recordStructure(work.applier, *table, m_context.linkId()));
  return {};
}

// The opposite link may be capturing the columns that the statement takes away.
Status DdlStep::announce(Work& work) {
  auto touched = ddl::touchedColumns(work.sql, work.statement);
  if (!touched) return fail(touched.error());
  if (touched->empty()) return {};
  return m_context.targetTableChanging(work.statement.names.front().id(), *touched);
}

Status DdlStep::runOnce(Work& work) {
  if (!work.rewritten.prelude.empty()) {
    if (Status before = work.applier.executeDdl(work.rewritten.prelude); !before)
      TWINTIDE_TRY(judge(work, before.error(), std::string(kFailed)));
  }
  if (work.rewritten.sql.empty()) return {};
  Status done = work.applier.executeDdl(work.rewritten.sql);
  if (done) return {};
  const bool mixture = done.error().serverErrno == kNotSupported &&
                       work.to.traits().kind == ServerKind::OceanBase &&
                       !ddl::singleActions(work.rewritten.sql).empty();
  return mixture ? runSplit(work, 0) : judge(work, done.error(), std::string(kFailed));
}

// Each action is journalled before it runs, so that a restart goes on behind those that are done.
Status DdlStep::runSplit(Work& work, size_t first) {
  const std::vector<std::string> actions = ddl::singleActions(work.rewritten.sql);
  for (size_t i = first; i < actions.size(); ++i) {
    auto now = structuresOf(work.to, work.statement);
    if (!now) return fail(now.error());
    const std::string number = std::to_string(i);
    TWINTIDE_TRY(work.applier.execute(
        "UPDATE twintide.ddl_journal SET phase=" + db::quoteText(std::string(kSplit) + number) +
        ",before_hash=" + std::to_string(now->hash) + rowOf(work)));
    if (Status done = work.applier.executeDdl(actions[i]); !done)
      TWINTIDE_TRY(judge(work, done.error(), std::string(kFailedAction) + number));
  }
  return {};
}

std::string DdlStep::rowOf(const Work& work) const {
  return " WHERE link_id=" + db::quoteText(m_context.linkId()) +
         " AND ddl_no=" + std::to_string(work.number);
}

// What the target's refusal means: done already, or a failure that ends the link.
Status DdlStep::judge(Work& work, const Error& e, const std::string& phase) {
  if (isPlainRefusal(e)) TWINTIDE_TRY(setPhase(work, phase));
  if (e.retryable) return fail(e);
  bool doneAlready = meansDoneAlready(e.serverErrno, work.statement.verb);
  if (e.serverErrno == kTableExists) {
    auto same = sameAtBothEnds(work);
    if (!same) return fail(same.error());
    doneAlready = *same;
  }
  if (doneAlready) {
    raise(work, "ddl_done_already", EventLevel::Warning);
    return {};
  }
  TWINTIDE_TRY(setPhase(work, phase));
  return fail(ErrorCode::DdlFailed, {{"sql", db::redactSql(work.sql, kShownSql)},
                                     {"server", e.arg("server")},
                                     {"errno", e.arg("errno")}});
}

// A table that was there before us counts as created only when it looks like the source's.
Result<bool> DdlStep::sameAtBothEnds(Work& work) {
  for (const ddl::NameRef& n : work.statement.names) {
    if (n.role != ddl::NameRole::Target || n.table.empty()) continue;
    auto source = db::readTable(work.from, n.id());
    if (!source) return fail(source.error());
    auto target = db::readTable(work.to, n.id());
    if (!target) return fail(target.error());
    if ((*source)->structureHash() != (*target)->structureHash()) return false;
  }
  return true;
}

Status DdlStep::finish(Work& work) {
  for (const ddl::NameRef& n : work.statement.names) {
    const bool ours = n.role == ddl::NameRole::Target || n.role == ddl::NameRole::RenamedTo;
    if (!ours || n.table.empty()) continue;
    // Before the marker moves: a crash in between makes the tables ready again.
    TWINTIDE_TRY(m_context.targetTableChanged(n.id()));
  }
  auto after = structuresOf(work.to, work.statement);
  if (!after) return fail(after.error());
  killPoint("ddl.before_marker");
  std::string sql =
      "UPDATE twintide.ddl_journal SET phase='done',after_hash=" + std::to_string(after->hash) +
      rowOf(work);
  if (empties(work, after->hash)) sql += tellEmptiedSql(work);
  TWINTIDE_TRY(work.applier.commitWith(sql, work.t.position, work.t.commitUs));
  work.applier.forgetTables();
  const auto& marker = work.applier.marker();
  m_counters.setMarker(marker.epoch, marker.groupNo, marker.position);
  m_counters.appliedDdl();
  raise(work, "ddl_applied", EventLevel::Info);
  return {};
}

// Rows went without being logged, so that changes to them on their way back would go astray. A
// CREATE that met its table already has taken nothing.
bool DdlStep::empties(const Work& work, uint64_t after) const {
  const ddl::Statement& s = work.statement;
  if (s.object != ddl::ObjectKind::Table) return false;
  if (s.verb == ddl::Verb::Create) return after != work.before || s.has(ddl::ClauseKind::OrReplace);
  return s.verb == ddl::Verb::Truncate || s.has(ddl::ClauseKind::PartitionRows);
}

// In the log behind the statement, for the opposite link; the row itself need not stay.
std::string DdlStep::tellEmptiedSql(const Work& work) const {
  std::string sql;
  const std::string carrier = db::quoteText(m_context.oppositeLinkId());
  for (const ddl::NameRef& n : work.statement.names) {
    if (n.role != ddl::NameRole::Target || n.table.empty()) continue;
    const std::string table = db::quoteText(n.database) + ',' + db::quoteText(n.table);
    sql +=
        ";INSERT INTO twintide.correction "
        "(link_id,kind,answered,db_name,table_name,row_key) VALUES (" +
        carrier + ",'T',0," + table + ",'')";
  }
  if (!sql.empty())
    sql += ";DELETE FROM twintide.correction WHERE kind='T' AND row_after IS NULL AND link_id=" +
           carrier;
  return sql;
}

void DdlStep::raise(const Work& work, const std::string& code, EventLevel level) {
  Event event;
  event.atUs = systemClock().wallUs();
  event.level = level;
  event.pair = m_context.pair.name;
  event.linkId = m_context.linkId();
  event.code = code;
  event.args["sql"] = db::redactSql(work.sql, kShownSql);
  m_context.sinks.event(event);
}

}  // namespace twintide::link
