// The statements of the stream: transaction control, DDL, and what must not be there.
#include "engine/capture/binlog/charset_convert.h"
#include "engine/capture/binlog/event_processor.h"
#include "engine/capture/binlog/inflate.h"
#include "engine/db/errors.h"

namespace twintide::capture {
namespace {

constexpr size_t kMaxStatement = size_t{1} << 30;
// EXECUTE_LOAD_QUERY: file id, two offsets, duplicate handling (Execute_load_query_event).
constexpr size_t kLoadQueryExtra = 13;

// MySQL 8.0.21+ logs CREATE TABLE … SELECT as a CREATE with this tail, then the rows.
std::string_view withoutStartTransaction(std::string_view sql) {
  constexpr std::string_view kTail = "START TRANSACTION";
  std::string_view s = sql;
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s.ends_with(kTail) ? s.substr(0, s.size() - kTail.size()) : sql;
}

}  // namespace

Status EventProcessor::query(const Event& event) {
  const bool load = event.type == EventType::ExecuteLoadQuery;
  auto info = parseQuery(event, load ? kLoadQueryExtra : 0);
  if (!info) return fail(info.error());
  std::string inflated;
  if (event.type == EventType::QueryCompressed) {
    auto text = inflateRecord(info->sql, kMaxStatement);
    if (!text) return corrupt("bad compressed statement");
    inflated = std::move(*text);
    info->sql = inflated;
  }
  if (m_skipStatement) {
    endGroup();
    return {};
  }
  const ClassifiedQuery what = classify(info->sql);
  if (what.kind < QueryClass::RowStatement) return control(event, what);
  return otherStatement(event, *info, what.kind);
}

Status EventProcessor::control(const Event& event, const ClassifiedQuery& what) {
  switch (what.kind) {
    case QueryClass::Begin:
    case QueryClass::XaStart:
      if (m_group == Group::None) begin(Group::Open);
      m_group = Group::Open;
      return {};
    case QueryClass::XaEnd:  // MariaDB keeps XA START inside its GTID event
      m_xaId = what.argument;
      return {};
    case QueryClass::Commit:
      if (m_group != Group::Open) return corrupt("commit outside a transaction");
      return commit(event);
    case QueryClass::Rollback:
      endGroup();
      return {};
    case QueryClass::Savepoint:
      TWINTIDE_TRY(settle());
      m_assembler.savepoint(what.argument);
      return {};
    case QueryClass::RollbackTo:
      TWINTIDE_TRY(settle());
      return m_assembler.rollbackTo(what.argument);
    case QueryClass::XaCommit:
      // Its rows were read at prepare time; those of an unknown one may concern us.
      if (m_harmlessXa.erase(std::string(what.argument)) == 0) {
        return fail(ErrorCode::BinlogUnsupported,
                    {{"event", "XA commit"}, {"reason", "XA transactions are not replicated"}});
      }
      endGroup();
      return {};
    case QueryClass::XaRollback:
      m_harmlessXa.erase(std::string(what.argument));
      endGroup();
      return {};
    default:
      return {};
  }
}

Status EventProcessor::otherStatement(const Event& event, const QueryInfo& query, QueryClass kind) {
  if (kind == QueryClass::RowStatement && mayTouch(query, m_filter.objects())) {
    return fail(ErrorCode::BinlogUnsupported, {{"event", "statement"},
                                               {"reason", "binlog_format"},
                                               {"sql", db::redactSql(query.sql, 200)}});
  }
  if (kind == QueryClass::Other) TWINTIDE_TRY(ddl(event, query));
  if (m_group != Group::Open) endGroup();
  return {};
}

DdlStatement EventProcessor::statement(const QueryInfo& query) const {
  DdlStatement s;
  s.sql = m_group == Group::Open ? withoutStartTransaction(query.sql) : query.sql;
  if (query.clientCollation != 0) {
    auto utf8 = toUtf8(s.sql, m_lookup.charset(query.clientCollation));
    if (utf8) s.sql = std::move(*utf8);
  }
  s.defaultDatabase = query.database;
  s.ansiQuotes = query.ansiQuotes();
  s.noBackslashEscapes = query.noBackslashEscapes();
  return s;
}

// A DDL inside a group (CREATE TABLE … SELECT) is delivered at once, with the position before the
// group: a restart between it and its rows repeats it, which appliers recognise by structure.
Status EventProcessor::ddl(const Event& event, const QueryInfo& query) {
  TWINTIDE_TRY(m_lookup.ddlSeen(query.sql));
  Transaction done;
  const CommitInfo info = commitInfo(event);
  done.commitUs = m_lastCommitUs = info.commitUs;
  done.commitUsExact = info.exact;
  done.bytes = event.size;
  if (auto origin = m_filter.ddlOrigin(query.sql)) {
    MarkerSeen marker;
    marker.linkId = std::move(*origin);
    done.markers.push_back(std::move(marker));
  } else if (m_filter.wantsDdl()) {
    done.ddl = statement(query);
  }
  if (m_group != Group::Open) {
    endGroup();
    moveBoundary();
  }
  if (!done.foreign() && !done.ddl) return {};
  done.position = m_boundary.text();
  std::list<Ready> made;
  made.push_back({std::move(done), {}});
  deliver(made);
  return {};
}

}  // namespace twintide::capture
