// Purpose: reads rows of a user table as they were at a commit SCN.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/data_connection.h"
#include "engine/model/change.h"

namespace twintide::capture {

// The table was renamed or rebuilt after the SCN it was to be read at, or the snapshot is gone.
bool snapshotUnreadable(const Error& e);

// " AS OF SNAPSHOT <scn>", or nothing for 0.
std::string asOf(uint64_t scn);

// Which row: the one whose identity columns (by name) have the values of `image`, a row of `from`.
struct RowKey {
  const TableSchema& from;
  const Cells& image;
};

// The row at `scn`, or nullopt when there was none. Cells are in the order of `layout`; `actual` is
// how the table looks at the server now, columns it lacks are absent. Falls back to the row as it
// is now when the table has been renamed or rebuilt since `scn`.
Result<std::optional<Cells>> readByKey(db::DataConnection& connection, const TableSchema& layout,
                                       const TableSchema& actual, const RowKey& key, uint64_t scn,
                                       Arena& arena);

// The row at `scn`, without that fallback: snapshotUnreadable() tells such an error.
Result<std::optional<Cells>> readAsOf(db::DataConnection& connection, const TableSchema& table,
                                      const RowKey& key, uint64_t scn, Arena& arena);

// The keys of rows of a keyed table, the other cells absent, and the SCN each was last written at.
// `which`: what stands behind the table's name.
Status readKeys(db::DataConnection& connection, const TableSchema& table, const std::string& which,
                const std::function<void(const Cells&, uint64_t)>& found);

// All rows of a table at one SCN, a page at a time.
class TablePages {
 public:
  TablePages(db::DataConnection& connection, std::shared_ptr<const RowLayout> layout, uint64_t scn,
             uint64_t maxBytes)
      : m_connection(connection), m_layout(std::move(layout)), m_scn(scn), m_maxBytes(maxBytes) {}

  // Appends rows as re-read inserts; false when there are no more. A table without a key is read
  // whole: ChangeLogBroken beyond maxBytes.
  Result<bool> next(Transaction& out);
  bool done() const { return m_done; }

 private:
  std::string pageSql() const;
  void remember(const Cells& last);

  db::DataConnection& m_connection;
  std::shared_ptr<const RowLayout> m_layout;
  const uint64_t m_scn;
  const uint64_t m_maxBytes;
  std::vector<std::string> m_after;  // key of the last row, as literals
  bool m_done = false;
};

}  // namespace twintide::capture
