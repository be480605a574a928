#include "engine/copy/chunk_writer.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "engine/db/errors.h"
#include "engine/db/sql_text.h"

namespace twintide::copy {
namespace {

constexpr int kAttempts = 6;
constexpr std::string_view kBegin = "BEGIN;";

// Longer each time; ends at once when stopped.
void pauseBeforeRetry(int attempt, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, std::chrono::milliseconds(50 << attempt), [] { return false; });
}

std::string insertHead(const TableSchema& table, const std::vector<CopyColumn>& columns) {
  std::string out = "INSERT INTO " + db::quoteTable(table.id) + " (";
  for (size_t i = 0; i < columns.size(); ++i)
    out += (i ? "," : "") + db::quoteName(table.columns[columns[i].index].name);
  return out + ") VALUES ";
}

// Unlike INSERT IGNORE it passes over taken keys only, and still refuses values that do not fit.
std::string keepExistingTail(const TableSchema& table) {
  const Key& key = table.keys[table.identityKey()];
  const std::string name = db::quoteName(table.columns[key.columns[0]].name);
  return " ON DUPLICATE KEY UPDATE " + name + '=' + name;
}

// Progress and marker travel in the same packet.
size_t packetLimit(size_t wanted, int64_t maxAllowedPacket) {
  constexpr int64_t kRest = 64 << 10;
  if (maxAllowedPacket <= 2 * kRest) return wanted;
  return std::min(wanted, static_cast<size_t>(maxAllowedPacket - kRest));
}

}  // namespace

ChunkWriter::ChunkWriter(db::DataConnection& target, const CopyTask& task,
                         std::vector<CopyColumn> columns)
    : m_target(target),
      m_task(task),
      m_columns(std::move(columns)),
      m_head(insertHead(*task.table, m_columns)),
      m_limit(packetLimit(task.chunkBytes, target.traits().maxAllowedPacket)) {
  if (task.keepExisting) m_tail = keepExistingTail(*task.table);
  m_sql = kBegin;
}

void ChunkWriter::add(const std::vector<db::FieldView>& row) {
  const size_t before = m_sql.size();
  m_sql += m_rows == 0 ? m_head : std::string(",");
  m_sql += '(';
  for (size_t i = 0; i < m_columns.size(); ++i) {
    if (i) m_sql += ',';
    appendLiteral(m_sql, m_columns[i].kind, row[i]);
  }
  m_sql += ')';
  m_largest = std::max(m_largest, m_sql.size() - before);
  ++m_rows;
}

// The next row is assumed to be as large as the largest so far.
bool ChunkWriter::full() const {
  return m_rows >= m_task.chunkRows || (m_rows > 0 && m_sql.size() + m_largest > m_limit);
}

Error ChunkWriter::refused(Error error, size_t statement) const {
  error.with("table", m_task.table->id.text());
  const bool ofRows = m_rows > 0 && statement == 1;
  if (!ofRows || error.retryable || error.code != ErrorCode::ServerError) return error;
  if (error.serverErrno == 1146) error.code = ErrorCode::TargetTableMissing;
  if (error.serverErrno == 1054) error.code = ErrorCode::TargetColumnMissing;
  if (db::refusesValue(error.serverErrno)) error.code = ErrorCode::TargetValueRefused;
  return error;
}

Status ChunkWriter::tryCommit(const Progress& progress) {
  const int64_t sent = static_cast<int64_t>(m_sql.size());
  const size_t rowsEnd = m_sql.size();
  if (m_rows > 0) m_sql += m_tail + ';';
  const size_t markerAt = m_rows > 0 ? 3 : 2;
  m_sql += progressSql(m_task.linkId, m_task.table->id, progress);
  if (m_task.markerSql) m_sql += ';' + m_task.markerSql();
  if (m_task.throttle) m_task.throttle(m_rows, sent);
  auto outcome = m_target.executePacket(m_sql);
  m_sql.resize(rowsEnd);
  if (!outcome) return fail(refused(outcome.error(), 0));
  if (outcome->failed) {
    TWINTIDE_TRY(m_target.execute("ROLLBACK"));
    return fail(refused(outcome->error, outcome->done.size()));
  }
  const bool fenced =
      m_task.markerSql && (outcome->done.size() <= markerAt || outcome->done[markerAt].rows != 1);
  if (fenced) {
    TWINTIDE_TRY(m_target.execute("ROLLBACK"));
    return fail(ErrorCode::FencedOut,
                {{"link", m_task.linkId}, {"table", m_task.table->id.text()}});
  }
  auto committed = m_target.execute("COMMIT");
  if (!committed) return fail(refused(committed.error(), 0));
  if (m_task.progress) m_task.progress({progress.rows, m_rows, sent});
  m_sql = kBegin;
  m_rows = 0;
  return {};
}

Status ChunkWriter::commit(const Progress& progress, std::stop_token stop) {
  for (int attempt = 0;; ++attempt) {
    Status done = tryCommit(progress);
    if (done) return done;
    const bool lost = done.error().code == ErrorCode::ConnectionLost;
    if (lost || !done.error().retryable || attempt + 1 >= kAttempts || stop.stop_requested())
      return done;
    pauseBeforeRetry(attempt, stop);
  }
}

}  // namespace twintide::copy
