// Purpose: a row, or its key, as text that another server's writer can make a row of again: by
// column name, charset-free.
// Owner: engine/db. Thread: pure functions; the arena belongs to the caller.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/change.h"

namespace twintide::db {

// The cells that are present, in schema order. Text must be UTF-8.
std::string rowText(const TableSchema& table, const Cells& cells);

// Cells in schema order; columns that the text does not know are absent, values of columns that the
// table does not have are left out. SchemaMismatch when it is no row text.
Result<Cells> rowFromText(std::string_view text, const TableSchema& table, Arena& arena);

}  // namespace twintide::db
