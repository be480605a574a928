// Purpose: gathers rows into one INSERT and commits it with progress and marker as one transaction.
// Owner: one RowCopier::copy(). Thread: its own.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "engine/copy/copy_columns.h"
#include "engine/copy/copy_progress.h"
#include "engine/copy/row_copy.h"

namespace twintide::copy {

class ChunkWriter {
 public:
  ChunkWriter(db::DataConnection& target, const CopyTask& task, std::vector<CopyColumn> columns);

  void add(const std::vector<db::FieldView>& row);
  bool full() const;
  int64_t rows() const { return m_rows; }

  // One target transaction: the gathered rows (may be none), the progress row, the marker. Lock
  // waits and deadlocks are tried again a few times.
  Status commit(const Progress& progress, std::stop_token stop);

 private:
  Status tryCommit(const Progress& progress);
  Error refused(Error error, size_t statement) const;

  db::DataConnection& m_target;
  const CopyTask& m_task;
  std::vector<CopyColumn> m_columns;
  std::string m_head;  // INSERT INTO … VALUES
  std::string m_tail;  // ON DUPLICATE KEY UPDATE …
  std::string m_sql;   // "BEGIN;" m_head rows
  size_t m_limit;
  size_t m_largest = 0;
  int64_t m_rows = 0;
};

}  // namespace twintide::copy
