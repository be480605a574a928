// Purpose: takes changes that the source has logged but not made out of a transaction: seekdb 1.4
// fires row triggers for what INSERT IGNORE and UPDATE IGNORE leave out (tried).
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/change_spill.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/log_reader.h"
#include "engine/capture/changelog/named_changes.h"
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
  // The same of a transaction on disk; `named` knows its changes. What is left is written anew,
  // into another file, where something is left out.
  Status drop(std::shared_ptr<ChangeSpill>& spill, NamedChanges& named, uint64_t scn,
              const std::string& dir);

 private:
  struct Sought;
  struct Seen;
  using KeyMet = std::optional<std::optional<std::string>>;
  Status lookAt(const Sought& sought, size_t begin, size_t end);
  Status noteMade(const TableSchema& table, const std::string& which);
  Status judge(const Change& c, size_t at, NamedChanges& named, uint64_t scn);
  Result<NamedChanges::Fate> fateOf(const Seen& seen);
  Result<bool> insertIgnored(const Seen& seen, const std::string& key);
  Result<std::optional<bool>> taken(const Seen& seen);
  Result<bool> otherMade(const Seen& seen, uint64_t row);
  Result<NamedChanges::Fate> fateOfUpdate(const Seen& seen);
  Result<std::optional<uint64_t>> standing(const Seen& seen, const Cells& key);
  Result<KeyMet> keyAt(const Change& c, uint64_t scn);

  db::DataConnection& m_connection;
  std::unordered_set<uint64_t> m_made;  // rows by key and SCN
};

}  // namespace twintide::capture
