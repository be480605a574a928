// Purpose: takes changes that the source has logged but not made out of a transaction: seekdb 1.4
// fires row triggers for what INSERT IGNORE and UPDATE IGNORE leave out (tried).
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/log_reader.h"
#include "engine/capture/changelog/table_read.h"
#include "engine/db/data_connection.h"

namespace twintide::capture {

class IgnoredRows {
 public:
  explicit IgnoredRows(db::DataConnection& connection) : m_connection(connection) {}

  // Notes which inserts of a page stand in their tables with the SCN they were logged at: one
  // statement a table, so that most inserts need no look of their own.
  Status look(const LogEntry* from, size_t count, const std::unordered_map<int64_t, LogRow>& page,
              const LayoutBook& book);
  // Forgets what look() has noted.
  void clear() { m_made.clear(); }
  // What cannot be told stays: a table without a key, a snapshot that can no longer be read.
  Status drop(Transaction& t, uint64_t scn);

 private:
  struct Sought;
  struct Walk;
  using KeyMet = std::optional<std::optional<std::string>>;
  Status lookAt(const Sought& sought, size_t begin, size_t end);
  Status noteMade(const TableSchema& table, const std::string& which);
  Result<bool> ignored(const Walk& walk, size_t at);
  Result<bool> insertIgnored(const Walk& walk, size_t at, const std::string& key);
  Result<bool> updateIgnored(const Change& c, uint64_t scn);
  Result<KeyMet> keyAt(const Change& c, uint64_t scn);

  db::DataConnection& m_connection;
  std::unordered_set<std::string> m_made;
};

}  // namespace twintide::capture
