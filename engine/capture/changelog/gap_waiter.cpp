#include "engine/capture/changelog/gap_waiter.h"

#include "engine/capture/changelog/ddl_class.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

constexpr size_t kShownTransactions = 10;
constexpr unsigned kNoSuchTable = 1146;

}  // namespace

GapWaiter::~GapWaiter() {
  {
    std::lock_guard lock(m_mutex);
    m_ending = true;
    if (m_connection) m_connection->interrupt();
  }
  m_thread.join();
}

Status GapWaiter::start(db::Session& session, std::vector<TableId> tables,
                        std::chrono::seconds limit, std::chrono::seconds renameAfter) {
  m_tables = std::move(tables);
  m_limit = limit;
  m_renameAfter = renameAfter;
  m_started = Clock::now();
  auto readable = m_open.readable(session);
  if (!readable) return fail(readable.error());
  m_readable = *readable;
  return m_readable ? m_old.begin(m_open, session) : Status();
}

Result<bool> GapWaiter::over(db::Session& session) {
  if (m_tables.empty()) return true;
  if (m_readable) {
    auto over = m_old.over(m_open, session);
    if (!over || *over) return over;
  }
  const bool renaming = m_thread.joinable();
  if (renaming) {
    auto over = renamed();
    if (!over || *over) return over;
  }
  const auto waited = Clock::now() - m_started;
  if (waited >= m_limit) return fail(timedOut());
  if (!renaming && (!m_readable || waited >= m_renameAfter))
    m_thread = NamedThread("gap-wait", [this](std::stop_token) { rename(); });
  return false;
}

void GapWaiter::rename() {
  db::ConnectParams params = m_params;
  params.readTimeout = m_limit;
  db::DataOptions options;
  options.writerSession = false;
  auto connection = db::DataConnection::open(params, options);
  Status result = connection ? Status() : fail(connection.error());
  if (connection) {
    std::lock_guard lock(m_mutex);
    if (m_ending) return;
    m_connection = std::move(*connection);
  }
  for (size_t i = 0; result && i < m_tables.size(); ++i) {
    const std::string name = db::quoteTable(m_tables[i]);
    auto done = m_connection->execute(std::string("ALTER ") + kOwnComment + " TABLE " + name +
                                      " RENAME TO " + name);
    if (!done && done.error().serverErrno != kNoSuchTable) result = fail(done.error());
  }
  std::lock_guard lock(m_mutex);
  m_result = std::move(result);
  m_renamed = true;
}

Result<bool> GapWaiter::renamed() {
  if (!m_renamed) return false;
  std::lock_guard lock(m_mutex);
  if (m_result) return true;
  if (m_readable) return false;  // the lists will tell
  const Error& e = m_result.error();
  return fail(ErrorCode::ChangeLogUnavailable, {{"reason", "open_transactions_unknown"},
                                                {"table", m_tables.front().text()},
                                                {"server", e.arg("server")},
                                                {"grant", "SELECT ON oceanbase.*"}});
}

Error GapWaiter::timedOut() const {
  std::string shown;
  size_t n = 0;
  for (const std::string& id : m_old.left()) {
    if (n++ == kShownTransactions) break;
    shown += (shown.empty() ? "" : " ") + id;
  }
  Error e(ErrorCode::TimedOut, {{"what", "open_transactions"},
                                {"transactions", shown},
                                {"seconds", std::to_string(m_limit.count())}});
  e.retryable = true;
  return e;
}

}  // namespace twintide::capture
