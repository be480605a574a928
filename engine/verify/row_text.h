// Purpose: SQL expressions that print a value the same way on every server.
// Owner: engine/verify. Thread: pure functions.
#pragma once

#include <string>

#include "engine/model/table_schema.h"

namespace twintide::verify {

// Canonical text of a column, never NULL; values of unlimited length as their MD5.
std::string columnText(const Column& column, bool looseJson);

// 32 hex digits over all written columns of a row.
std::string rowHash(const TableSchema& table, bool looseJson);

// What a key column sorts by, and that value as a literal that any session reads back exactly.
std::string keyOrder(const Column& column);
std::string keyLiteral(const Column& column);

}  // namespace twintide::verify
