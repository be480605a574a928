// Purpose: how the values of a column travel: as SQL in a trigger, as SQL in a SELECT, as a cell.
// Owner: engine/db; capture/changelog and apply read and log rows with it. Thread: pure functions.
#pragma once

#include <string>

#include "engine/model/table_schema.h"

namespace twintide::db {

enum class ColumnForm {
  Number,     // digits as the server prints them: exact for integers, DECIMAL, DOUBLE, YEAR
  Float,      // as DOUBLE, since FLOAT prints six digits only
  Text,       // utf8mb4 with its length in front
  Binary,     // hex
  Bits,       // hex of the number
  Timestamp,  // seconds since the epoch, so that the writer's time_zone does not matter
  Moment,     // DATE, TIME, DATETIME as printed
  None        // geometry: a trigger cannot hand it over; a SELECT gives it as hex
};

ColumnForm formOf(const Column& column);

// The column in a trigger's VALUES list; row is "OLD" or "NEW".
std::string triggerExpression(const Column& column, const std::string& row);
// The column in a SELECT list of a session with time_zone '+00:00'; the result is what
// cellFromField() takes.
std::string selectExpression(const Column& column);

// A column no trigger can log, or null. seekdb 1.4: any use of NEW or OLD on a table with a
// GEOMETRY column makes the application's own statement fail with 1235 or 4016 (tried).
const Column* unloggable(const TableSchema& table);

}  // namespace twintide::db
