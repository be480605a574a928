// Purpose: reads the change log and the server's DDL history in commit order.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/position.h"
#include "engine/db/data_connection.h"

namespace twintide::capture {

// Tables sort before rows of one SCN, and whatever we put in ourselves after both.
enum class EntryKind : uint8_t { Ddl = 0, Row = 1, Gap = 2, FoundDdl = 3 };

// One thing that was committed; id: seq of a row, schema version of a DDL statement, else an index.
struct LogEntry {
  uint64_t scn = 0;
  EntryKind kind = EntryKind::Row;
  int64_t id = 0;
  uint64_t bytes = 0;
};

struct LogBatch {
  std::vector<LogEntry> entries;  // by scn, kind, id; whole transactions only
  bool complete = false;          // nothing else was committed when it was read
};

struct LogRow {
  int64_t layout = 0;
  char op = '?';
  std::string before, after;
  bool unchecked = false;  // by a session that did not check foreign keys
};

struct DdlRow {
  uint64_t scn = 0;
  int64_t version = 0;
  int64_t operation = 0;
  int64_t databaseId = 0;
  int64_t tableId = 0;
  std::string database;
  std::string sql;
};

class LogReader {
 public:
  LogReader(db::DataConnection& connection, size_t maxEntries)
      : m_connection(connection), m_maxEntries(maxEntries) {}

  // Whether oceanbase.__all_ddl_operation can be read; asked once.
  Result<bool> ddlReadable();
  // What was committed after `from`. One statement, so rows and DDL are seen at one snapshot.
  Result<LogBatch> read(const LogPosition& from, int64_t afterSeq);
  // The images of rows; entries that are not rows are passed over.
  Result<std::unordered_map<int64_t, LogRow>> rows(const LogEntry* from, size_t count);
  Result<DdlRow> ddl(const LogEntry& entry);
  Result<uint64_t> currentScn();
  // Returns when every transaction with a commit SCN ≤ scn that wrote to the log or the DDL history
  // is visible to whatever is read next.
  Status settle(uint64_t scn, int64_t afterSeq);

 private:
  std::string batchSql(const LogPosition& from, int64_t afterSeq) const;
  Result<LogBatch> readOneTransaction(uint64_t scn, int64_t afterSeq);
  db::DataConnection& m_connection;
  const size_t m_maxEntries;
  int m_ddlReadable = -1;
  std::unordered_map<int64_t, std::string> m_databases;
};

}  // namespace twintide::capture
