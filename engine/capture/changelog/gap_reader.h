// Purpose: rows that were written before their table had triggers: waits until nobody can write
// such a row any more, then reads the table as of that moment. Owner: the capture thread of a
// change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/open_transactions.h"
#include "engine/capture/changelog/table_read.h"
#include "engine/db/session.h"

namespace twintide::capture {

class GapReader {
 public:
  GapReader(std::string linkId, uint64_t maxBytes)
      : m_linkId(std::move(linkId)), m_maxBytes(maxBytes) {}

  // The list of tables at the server has grown; starts waiting anew for all of them.
  Status reload(db::Session& session, OpenTransactions& open);
  // True once everything older than the triggers is over; then at() is to be called with the SCN at
  // which the tables are to be read.
  Result<bool> ready(db::Session& session, OpenTransactions& open);
  bool waiting() const { return m_waiting; }
  void at(uint64_t scn);

  // A piece of what is to be read at the SCN given; false when that is all.
  Result<bool> next(Transaction& out, db::DataConnection& connection, const LayoutBook& book);
  // Tables read by the next() calls since at(); the others changed meanwhile and must wait anew.
  const std::vector<TableId>& delivered() const { return m_delivered; }
  bool someLeft() const { return m_delivered.size() < m_tables.size(); }

 private:
  const std::string m_linkId;
  const uint64_t m_maxBytes;
  std::vector<TableId> m_waitingTables, m_tables, m_delivered;
  bool m_waiting = false;
  OldTransactions m_old;
  uint64_t m_scn = 0;
  size_t m_table = 0;
  std::optional<TablePages> m_pages;
};

// Where the lists of transactions cannot be read: renames a table to its own name, which waits
// until no transaction has rows of it open (tried on seekdb 1.4; other writers are not held up
// meanwhile, so under steady writing it may not come to an end before the session's read timeout).
Status waitByRename(db::Session& session, const TableId& table);

}  // namespace twintide::capture
