// Purpose: which tables the body of a trigger writes, as far as its text says so.
// Owner: check "triggers". Thread: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/table_schema.h"

namespace twintide::precheck {

// Targets of INSERT, REPLACE, UPDATE and DELETE in order of appearance; a name without a database
// gets the trigger's own. Comments and strings are skipped; what a called procedure writes is not
// seen.
std::vector<TableId> writtenTables(std::string_view body, const std::string& ownDatabase);

// True when the body tests the variable that Twintide's own sessions set.
bool testsApplierVariable(std::string_view body);

}  // namespace twintide::precheck
