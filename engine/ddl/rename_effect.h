// Purpose: the net effect of RENAME TABLE a TO tmp, b TO a, tmp TO b.
// Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <vector>

#include "engine/ddl/statement.h"

namespace twintide::ddl {

struct NetRename {
  TableId from;               // name before the statement
  TableId to;                 // name after it
  std::vector<size_t> items;  // which "x TO y" of the statement move this table
};

// Of a RENAME TABLE statement, in order of first appearance.
std::vector<NetRename> netRenames(const Statement& statement);

}  // namespace twintide::ddl
