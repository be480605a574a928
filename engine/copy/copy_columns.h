// Purpose: how each column of a table is read from a source and written as a literal, exactly.
// Owner: engine/copy. Thread: plain values and pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/db/data_connection.h"
#include "engine/model/change.h"
#include "engine/model/table_schema.h"

namespace twintide::copy {

struct CopyColumn {
  int index = 0;  // in TableSchema::columns
  CellKind kind = CellKind::Text;
  std::string expression;  // in the SELECT
};

// The columns that are written: all but generated ones.
std::vector<CopyColumn> copyColumns(const TableSchema& table, bool oceanBaseSource);

// What compares and sorts like the key column and reads back exactly: `c`, or `c`+0 for enum, set
// and bit (they sort as numbers but compare with text as text), or `c`+0e0 for floats.
std::string keyExpression(const Column& column);
// A key value as read through keyExpression(), as a literal and in the stored form of
// copy_progress.last_key.
enum class KeyKind { Number, Float, Text, Binary };
KeyKind keyKind(const Column& column);

void appendLiteral(std::string& out, CellKind kind, const db::FieldView& value);

}  // namespace twintide::copy
