// Purpose: what differs between the two copies of a table, in terms that any two servers share.
// Owner: checks "target_tables" and "charset". Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/model/finding.h"
#include "engine/model/table_schema.h"

namespace twintide::precheck {

struct Difference {
  std::string kind;  // README.md lists them: "type", "column_missing_at_b", "unique_key" …
  std::string name;  // the column or key
  std::string valueA, valueB;
  Severity severity = Severity::Error;  // Error: rows would not fit; Warning: they would
};

// Errors first, then warnings; columns in A's order.
std::vector<Difference> diffStructures(const TableSchema& a, const TableSchema& b);

// "utf8…" as "utf8mb3…": MariaDB 10.6+ and MySQL 8.0.29+ print the long name.
std::string utf8mb3Name(const std::string& name);
// A column type without what only one server prints: integer widths, year(4), letter case of words.
std::string plainType(const Column& column);

}  // namespace twintide::precheck
