#include "engine/capture/changelog/open_transactions.h"

#include <algorithm>
#include <iterator>

namespace twintide::capture {
namespace {

struct View {
  const char* writers;
  const char* statements;
};

// seekdb 1.4 has the first pair (tried); OceanBase 4.x documents the second.
constexpr View kViews[] = {
    {"SELECT DISTINCT tx_id FROM oceanbase.`V$OB_TRANSACTION_WRITE_STATE`",
     "SELECT CONCAT(id,'/',trace_id) FROM oceanbase.`V$OB_PROCESSLIST` WHERE state='ACTIVE' AND "
     "trace_id IS NOT NULL AND id<>CONNECTION_ID()"},
    {"SELECT DISTINCT tx_id FROM oceanbase.`GV$OB_TRANSACTION_PARTICIPANTS`",
     "SELECT CONCAT(id,'/',trace_id) FROM oceanbase.`GV$OB_PROCESSLIST` WHERE state='ACTIVE' AND "
     "trace_id IS NOT NULL AND id<>CONNECTION_ID()"},
};

Result<std::set<std::string>> idsOf(db::Session& session, const std::string& sql) {
  auto rows = session.query(sql);
  if (!rows) return fail(rows.error());
  std::set<std::string> out;
  for (const auto& r : rows->rows) out.insert(r[0].value_or(""));
  return out;
}

void keepCommon(std::set<std::string>& ids, const std::set<std::string>& present) {
  std::erase_if(ids, [&](const std::string& id) { return !present.contains(id); });
}

}  // namespace

Result<bool> OpenTransactions::readable(db::Session& session) {
  if (m_readable) return *m_readable;
  for (const View& view : kViews) {
    auto writersSeen = session.query(view.writers, 1);
    if (!writersSeen && writersSeen.error().code == ErrorCode::ConnectionLost)
      return fail(writersSeen.error());
    auto statementsSeen = session.query(view.statements, 1);
    if (!writersSeen || !statementsSeen) continue;
    m_writersSql = view.writers;
    m_statementsSql = view.statements;
    m_readable = true;
    return true;
  }
  m_readable = false;
  return false;
}

Result<std::set<std::string>> OpenTransactions::writers(db::Session& session) {
  return idsOf(session, m_writersSql);
}

Result<std::set<std::string>> OpenTransactions::statements(db::Session& session) {
  return idsOf(session, m_statementsSql);
}

Status OldTransactions::begin(OpenTransactions& open, db::Session& session) {
  auto running = open.statements(session);
  if (!running) return fail(running.error());
  m_statements = std::move(*running);
  m_statementsOver = false;
  m_writers.clear();
  return {};
}

Result<bool> OldTransactions::over(OpenTransactions& open, db::Session& session) {
  if (!m_statementsOver) {
    auto running = open.statements(session);
    if (!running) return fail(running.error());
    keepCommon(m_statements, *running);
    if (!m_statements.empty()) return false;
    auto writers = open.writers(session);
    if (!writers) return fail(writers.error());
    m_writers = std::move(*writers);
    m_statementsOver = true;
    return m_writers.empty();
  }
  auto writers = open.writers(session);
  if (!writers) return fail(writers.error());
  keepCommon(m_writers, *writers);
  return m_writers.empty();
}

}  // namespace twintide::capture
