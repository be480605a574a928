// Purpose: values that a server printed, as cells.
// Owner: engine/db. Thread: pure functions; the arena belongs to the caller.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/result.h"
#include "engine/model/change.h"

namespace twintide::db {

// A value that is neither NULL nor text, in the form of triggerExpression(); nullopt when it is
// none of the column's type.
std::optional<Cell> tokenCell(std::string_view token, const Column& column, Arena& arena);

// A value read with selectExpression() in a session with time_zone '+00:00'; nullopt is NULL.
// ChangeLogBroken (reason "value") when it is none of the column's type.
Result<Cell> cellFromField(std::optional<std::string_view> value, const Column& column,
                           Arena& arena);

}  // namespace twintide::db
