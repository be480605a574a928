// Purpose: copies the rows of one table in chunks, resumable after any crash, marked as foreign.
// Owner: a copy job. Thread: one at a time; interrupt() from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/db/connect_params.h"
#include "engine/db/data_connection.h"
#include "engine/model/table_schema.h"

namespace twintide::copy {

struct CopyTick {
  int64_t rows = 0;       // of this table so far, earlier runs included
  int64_t chunkRows = 0;  // committed since the last tick
  int64_t chunkBytes = 0;
};

struct CopyTask {
  std::shared_ptr<const TableSchema> table;  // as read at the source; has an identity key
  std::string linkId;
  std::string asOfSnapshot;  // OceanBase: " AS OF SNAPSHOT n"; empty = rows as they are when read
  int chunkRows = 2000;
  size_t chunkBytes = 1u << 20;
  // Rows that the target already has are left as they are. Needed where the copy overlaps with the
  // stream (no snapshot) or merges into a filled table; otherwise such a row is an error.
  bool keepExisting = false;
  // The marker update of one target transaction; its first statement must meet exactly one row,
  // else FencedOut. Called once a transaction, from copy()'s thread. Empty function: no marker.
  std::function<std::string()> markerSql;
  std::function<void(const CopyTick&)> progress;              // after each commit
  std::function<void(int64_t rows, int64_t bytes)> throttle;  // before each commit; may wait
};

struct CopyOutcome {
  int64_t rows = 0;   // read and written, earlier runs included
  int64_t fresh = 0;  // of this run
};

class RowCopier {
 public:
  // Opens both connections; the target one calls itself `linkId` to the change-log triggers.
  static Result<std::unique_ptr<RowCopier>> open(const db::ConnectParams& source,
                                                 const db::ConnectParams& target,
                                                 const std::string& linkId);

  // Goes on behind the last committed chunk; at once done when the table was finished before.
  // Errors: Cancelled (resumable), TableWithoutKey, FencedOut, SnapshotTooOld, TargetValueRefused,
  // TargetTableMissing, and those of the connections; all carry "table".
  Result<CopyOutcome> copy(const CopyTask& task, std::stop_token stop);

  // A blocked copy() returns ConnectionLost at once; this copier is then of no more use.
  void interrupt();

 private:
  RowCopier() = default;
  std::unique_ptr<db::DataConnection> m_source;
  std::unique_ptr<db::DataConnection> m_target;
};

}  // namespace twintide::copy
