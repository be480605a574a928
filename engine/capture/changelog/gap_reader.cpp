#include "engine/capture/changelog/gap_reader.h"

#include "engine/capture/changelog/ddl_class.h"
#include "engine/capture/changelog/log_tables.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

// Gone, renamed or of another structure since the moment it is to be read at: the statement that
// did it is about to be seen in the stream.
bool changedMeanwhile(const Error& e) {
  return e.code == ErrorCode::TargetTableMissing || e.code == ErrorCode::TargetColumnMissing ||
         snapshotUnreadable(e) || e.arg("reason") == "value";
}

}  // namespace

Status GapReader::reload(db::Session& session, OpenTransactions& open) {
  auto tables = gapsOf(session, m_linkId);
  if (!tables) return fail(tables.error());
  m_waitingTables = std::move(*tables);
  m_waiting = !m_waitingTables.empty();
  if (!m_waiting) return {};
  auto readable = open.readable(session);
  if (!readable) return fail(readable.error());
  if (*readable) return m_old.begin(open, session);
  return {};
}

Result<bool> GapReader::ready(db::Session& session, OpenTransactions& open) {
  auto readable = open.readable(session);
  if (!readable) return fail(readable.error());
  if (*readable) return m_old.over(open, session);
  for (const TableId& table : m_waitingTables) TWINTIDE_TRY(waitByRename(session, table));
  return true;
}

void GapReader::at(uint64_t scn) {
  m_tables = std::move(m_waitingTables);
  m_waitingTables.clear();
  m_waiting = false;
  m_scn = scn;
  m_table = 0;
  m_delivered.clear();
  m_pages.reset();
}

Result<bool> GapReader::next(Transaction& out, db::DataConnection& connection,
                             const LayoutBook& book) {
  for (; m_table < m_tables.size(); ++m_table, m_pages.reset()) {
    if (!m_pages) {
      const Layout* layout = book.current(m_tables[m_table]);
      if (layout) m_pages.emplace(connection, layout->rows, m_scn, m_maxBytes);
    }
    if (m_pages) {
      auto more = m_pages->next(out);
      if (!more && changedMeanwhile(more.error())) continue;
      if (!more) return fail(more.error());
      if (*more) return true;
    }
    m_delivered.push_back(m_tables[m_table]);
  }
  return false;
}

Status waitByRename(db::Session& session, const TableId& table) {
  constexpr unsigned kNoSuchTable = 1146;
  const std::string name = db::quoteTable(table);
  auto done = session.execute(std::string("ALTER ") + kOwnComment + " TABLE " + name +
                              " RENAME TO " + name);
  if (done || done.error().serverErrno == kNoSuchTable) return {};
  return fail(ErrorCode::ChangeLogUnavailable, {{"reason", "open_transactions_unknown"},
                                                {"table", table.text()},
                                                {"server", done.error().arg("server")},
                                                {"grant", "SELECT ON oceanbase.*"}});
}

}  // namespace twintide::capture
