// Purpose: whether a DDL that a session has left behind, journalled as started, has been run.
// Owner: DdlStep. Thread: uses the caller's session.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/ddl/statement.h"

namespace twintide::link {

// One number for the structures of all tables the statement names, partitions, foreign keys and
// options included; applications that write leave it as it is.
Result<uint64_t> structuresOf(db::Session& target, const ddl::Statement& statement);

// Untold: it may have been run, and to run it once more would take it back.
enum class Fate { Done, NotDone, Untold };

// `sql` as it was sent to the target; `changed`: structuresOf() differs from before it was sent.
Result<Fate> fateOf(db::Session& target, const std::string& sql, bool changed);

}  // namespace twintide::link
