// Purpose: which columns an ALTER TABLE removes, renames or gives another type.
// Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/ddl/statement.h"

namespace twintide::ddl {

// Names before the statement; none for any other statement, nor where the table is renamed too.
Result<std::vector<std::string>> touchedColumns(std::string_view sql, const Statement& statement);

}  // namespace twintide::ddl
