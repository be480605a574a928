// Purpose: whether a DDL that a session has left behind, journalled as started, has been run.
// Owner: DdlStep. Thread: uses the caller's session.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/ddl/statement.h"
#include "engine/model/table_schema.h"

namespace twintide::link {

// The tables a statement names, as far as they are there.
struct Structures {
  // One number for all of them, partitions, foreign keys and options included; applications that
  // write leave it as it is.
  uint64_t hash = 0;
  std::vector<std::shared_ptr<const TableSchema>> tables;
};
Result<Structures> structuresOf(db::Session& target, const ddl::Statement& statement);

// Untold: it may have been run, and to run it once more would take it back.
enum class Fate { Done, NotDone, Untold };

// `sql` as it was sent to the target; `changed`: structuresOf() differs from before it was sent.
Result<Fate> fateOf(db::Session& target, const std::string& sql, bool changed);

}  // namespace twintide::link
