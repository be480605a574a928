// Purpose: one row of a server, looked up by its name.
// Owner: the applier. Thread: opens connections of its own.
#pragma once

#include <optional>
#include <string>

#include "engine/apply/correction_book.h"
#include "engine/db/connect_params.h"

namespace twintide::apply {

// The committed row as row text; nullopt when there is none, or no such table.
Result<std::optional<std::string>> rowAt(const db::ConnectParams& server, const RowName& row);

}  // namespace twintide::apply
