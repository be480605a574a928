// Purpose: the row of twintide.copy_progress that says how far a table has come.
// Owner: engine/copy. Thread: uses the caller's connection.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"
#include "engine/db/data_connection.h"
#include "engine/db/session.h"
#include "engine/model/table_schema.h"

namespace twintide::copy {

struct Progress {
  std::string lastKey;  // KeyCursor::store()
  int64_t rows = 0;
  bool done = false;
  bool begun = false;  // there is a row
};

Result<Progress> readProgress(db::DataConnection& target, const std::string& linkId,
                              const TableId& table);
Result<Progress> readProgress(db::Session& target, const std::string& linkId, const TableId& table);
std::string progressSql(const std::string& linkId, const TableId& table, const Progress& progress);

}  // namespace twintide::copy
