// Purpose: which part of a statement lies inside the chosen objects.
// Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "engine/ddl/statement.h"
#include "engine/model/pair_spec.h"

namespace twintide::ddl {

// Outside: nothing to do. Whole: the statement as it is. Part: `sql` holds only the tables inside
// (DROP TABLE a, b; RENAME TABLE a TO b, c TO d). Crosses: a table would enter or leave the chosen
// ones, so rows would be missing on one side; `reason` says how.
enum class Extent { Outside, Whole, Part, Crosses };

struct Scoped {
  Extent extent = Extent::Outside;
  std::string sql;
  Statement statement;  // of `sql`
  std::string reason;   // "rename_crosses" "exchange_crosses" "like_outside"
};

Result<Scoped> withinFilter(std::string_view sql, const Statement& statement,
                            const ObjectFilter& filter);

}  // namespace twintide::ddl
