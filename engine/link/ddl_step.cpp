#include "engine/link/ddl_step.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/base/clock.h"
#include "engine/base/kill_point.h"
#include "engine/base/log.h"
#include "engine/db/errors.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/ddl/probe.h"
#include "engine/ddl/rewrite.h"
#include "engine/ddl/scope.h"

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
  uint64_t before = 0;
};

Status DdlStep::apply(const Transaction& t, apply::Applier& applier, db::Session& from,
                      db::Session& to) {
  Work work{t, applier, from, to, {}, {}, {}, applier.marker().groupNo + 1, 0};
  auto wanted = decide(t, work);
  if (!wanted) return fail(wanted.error());
  if (!*wanted) return {};
  return journalAndRun(work);
}

// False: not for this link, said in an event where a person would wonder.
Result<bool> DdlStep::decide(const Transaction& t, Work& work) {
  const DdlStatement& d = *t.ddl;
  work.sql = d.sql;
  if (!m_context.types().ddl) {
    raise(work, "ddl_not_replicated", EventLevel::Warning);
    return false;
  }
  auto parsed = ddl::parse(d.sql, {d.ansiQuotes, d.noBackslashEscapes, d.defaultDatabase});
  if (!parsed) return fail(parsed.error());
  auto refuse = [&](ErrorCode code, const std::string& reason) {
    return fail(code, {{"sql", db::redactSql(d.sql, kShownSql)},
                       {"reason", reason},
                       {"link", m_context.linkId()}});
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

// The journal tells a restart whether the statement was under way when we ended.
Status DdlStep::journalAndRun(Work& work) {
  auto done = doneBefore(work);
  if (!done) return fail(done.error());
  if (!*done) {
    auto before = structureNow(work);
    if (!before) return fail(before.error());
    work.before = *before;
    TWINTIDE_TRY(work.applier.execute(
        "REPLACE INTO twintide.ddl_journal VALUES (" + db::quoteText(m_context.linkId()) + ',' +
        std::to_string(work.number) + ',' + db::quoteText(work.t.position) + ",'started'," +
        db::quoteText(work.sql) + ',' + std::to_string(work.before) + ",0," +
        std::to_string(systemClock().wallUs()) + ')'));
    killPoint("ddl.after_journal");
    TWINTIDE_TRY(runOnce(work));
    killPoint("ddl.after_statement");
  }
  return finish(work);
}

// True when a journal row of this position exists and the target has changed since it was written.
Result<bool> DdlStep::doneBefore(Work& work) {
  auto rows = work.to.query("SELECT before_hash FROM twintide.ddl_journal WHERE link_id=" +
                            db::quoteText(m_context.linkId()) +
                            " AND ddl_no=" + std::to_string(work.number) +
                            " AND source_position=" + db::quoteText(work.t.position));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return false;
  auto now = structureNow(work);
  if (!now) return fail(now.error());
  return *now != std::strtoull(rows->text(0, "before_hash").c_str(), nullptr, 10);
}

// One number for the structures of all tables the statement names.
Result<uint64_t> DdlStep::structureNow(Work& work) {
  uint64_t hash = 17;
  for (const ddl::NameRef& n : work.statement.names) {
    uint64_t part = 0;
    if (!n.table.empty()) {
      auto table = db::readTable(work.to, n.id());
      if (!table && table.error().code != ErrorCode::TargetTableMissing) return fail(table.error());
      if (table) part = (*table)->structureHash();
    }
    hash = hash * 1099511628211ULL + part;
  }
  return hash;
}

Status DdlStep::runOnce(Work& work) {
  if (!work.rewritten.prelude.empty()) TWINTIDE_TRY(work.applier.execute(work.rewritten.prelude));
  if (work.rewritten.sql.empty()) return {};
  Status done = work.applier.execute(work.rewritten.sql);
  if (done) return {};
  const Error& e = done.error();
  if (e.retryable) return done;
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
  return fail(ErrorCode::DdlFailed, {{"sql", db::redactSql(work.sql, kShownSql)},
                                     {"server", e.arg("server")},
                                     {"errno", e.arg("errno")},
                                     {"link", m_context.linkId()}});
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
  auto after = structureNow(work);
  if (!after) return fail(after.error());
  killPoint("ddl.before_marker");
  TWINTIDE_TRY(work.applier.commitWith(
      "UPDATE twintide.ddl_journal SET phase='done',after_hash=" + std::to_string(*after) +
          " WHERE link_id=" + db::quoteText(m_context.linkId()) +
          " AND ddl_no=" + std::to_string(work.number),
      work.t.position, work.t.commitUs));
  work.applier.forgetTables();
  const auto& marker = work.applier.marker();
  m_counters.setMarker(marker.epoch, marker.groupNo, marker.position);
  m_counters.appliedDdl();
  raise(work, "ddl_applied", EventLevel::Info);
  return {};
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
