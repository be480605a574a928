#include "engine/copy/row_copy.h"

#include "engine/copy/chunk_writer.h"
#include "engine/copy/key_cursor.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::copy {
namespace {

class TableCopy {
 public:
  TableCopy(db::DataConnection& source, db::DataConnection& target, const CopyTask& task,
            std::stop_token stop)
      : m_source(source),
        m_target(target),
        m_task(task),
        m_stop(stop),
        m_cursor(*task.table),
        m_columns(copyColumns(*task.table, source.traits().oceanBase())),
        m_writer(target, task, m_columns) {}

  Result<CopyOutcome> run() {
    auto progress = readProgress(m_target, m_task.linkId, m_task.table->id);
    if (!progress) return fail(progress.error());
    m_progress = *progress;
    const int64_t before = m_progress.rows;
    if (m_progress.done) return CopyOutcome{before, 0};
    TWINTIDE_TRY(m_cursor.load(m_progress.lastKey));
    for (bool more = true; more;) {
      auto page = copyPage();
      if (!page) return fail(page.error());
      more = *page == m_task.chunkRows;
    }
    m_progress.done = true;
    TWINTIDE_TRY(m_writer.commit(m_progress, m_stop));
    return CopyOutcome{m_progress.rows, m_progress.rows - before};
  }

 private:
  std::string pageSql() const {
    std::string sql = "SELECT ";
    for (size_t i = 0; i < m_columns.size(); ++i) sql += (i ? "," : "") + m_columns[i].expression;
    return sql + m_cursor.selectTail() + " FROM " + db::quoteTable(m_task.table->id) +
           m_task.asOfSnapshot + m_cursor.where() + m_cursor.orderBy() + " LIMIT " +
           std::to_string(m_task.chunkRows);
  }

  // Rows of the next page; committed whenever a chunk is full.
  Result<int64_t> copyPage() {
    if (m_stop.stop_requested()) return fail(ErrorCode::Cancelled);
    int64_t read = 0;
    Status written;
    const Status streamed = m_source.stream(pageSql(), [&](const std::vector<db::FieldView>& row) {
      ++read;
      m_writer.add(row);
      m_cursor.set(row);
      if (m_writer.full()) written = flush();
      return written.has_value();
    });
    if (!written) return fail(written.error());
    if (!streamed) return fail(streamed.error());
    if (m_writer.rows() > 0) TWINTIDE_TRY(flush());
    return read;
  }

  Status flush() {
    if (m_stop.stop_requested()) return fail(ErrorCode::Cancelled);
    Progress next = m_progress;
    next.lastKey = m_cursor.store();
    next.rows += m_writer.rows();
    TWINTIDE_TRY(m_writer.commit(next, m_stop));
    m_progress = next;
    return {};
  }

  db::DataConnection& m_source;
  db::DataConnection& m_target;
  const CopyTask& m_task;
  std::stop_token m_stop;
  KeyCursor m_cursor;
  std::vector<CopyColumn> m_columns;
  ChunkWriter m_writer;
  Progress m_progress;
};

// OceanBase: 4138 snapshot discarded (beyond undo_retention), 1412 the table is younger than it.
bool snapshotGone(const CopyTask& task, const Error& error) {
  return !task.asOfSnapshot.empty() && (error.serverErrno == 4138 || error.serverErrno == 1412);
}

}  // namespace

Result<std::unique_ptr<RowCopier>> RowCopier::open(const db::ConnectParams& source,
                                                   const db::ConnectParams& target,
                                                   const std::string& linkId) {
  std::unique_ptr<RowCopier> copier(new RowCopier);
  auto from = db::DataConnection::open(source, {false, true, false});
  if (!from) return fail(from.error());
  auto to = db::DataConnection::open(target, {true, true, true});
  if (!to) return fail(to.error());
  copier->m_source = std::move(*from);
  copier->m_target = std::move(*to);
  // PAD_CHAR_TO_FULL_LENGTH, ANSI_QUOTES or NO_BACKSLASH_ESCAPES would change what we read or send.
  TWINTIDE_TRY(copier->m_source->execute("SET SESSION sql_mode=''"));
  // A target that is slow with one chunk must not make the source give up its open result.
  TWINTIDE_TRY(copier->m_source->execute("SET SESSION net_write_timeout=600"));
  TWINTIDE_TRY(copier->m_target->execute(std::string("SET ") + db::kApplierVariable + '=' +
                                         db::quoteText(linkId)));
  return copier;
}

Result<CopyOutcome> RowCopier::copy(const CopyTask& task, std::stop_token stop) {
  const std::string name = task.table->id.text();
  if (task.table->identityKey() < 0) return fail(ErrorCode::TableWithoutKey, {{"table", name}});
  auto outcome = TableCopy(*m_source, *m_target, task, stop).run();
  if (outcome) return outcome;
  Error error = outcome.error();
  if (snapshotGone(task, error)) error.code = ErrorCode::SnapshotTooOld;
  if (error.code == ErrorCode::SnapshotTooOld) error.with("scn", task.asOfSnapshot);
  return fail(std::move(error).with("table", name));
}

void RowCopier::interrupt() {
  m_source->interrupt();
  m_target->interrupt();
}

}  // namespace twintide::copy
