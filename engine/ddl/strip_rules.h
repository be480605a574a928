// Purpose: the explicit list of options and clauses that only some servers take.
// Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <string_view>

#include "engine/ddl/cursor.h"
#include "engine/ddl/rewrite.h"

namespace twintide::ddl {

// Token count of the option at the cursor that `options.to` does not take; 0 = it stays.
// Table options stand behind the column list, index options behind the key parts.
size_t tableOptionToDrop(const Cursor& c, const RewriteOptions& options);
size_t indexOptionToDrop(const Cursor& c, const RewriteOptions& options);
size_t columnOptionToDrop(const Cursor& c, const RewriteOptions& options);
// The engine to write instead of `engine`; empty = it stays.
std::string engineInstead(std::string_view engine, const RewriteOptions& options);

}  // namespace twintide::ddl
