// Purpose: which tables of a group foreign keys tie together, and in which order they come.
// Owner: planGroup(). Thread: pure.
#pragma once

#include <memory>
#include <vector>

#include "engine/apply/target_table.h"

namespace twintide::apply {

// Tables that must be planned together, as indexes.
struct TiedTables {
  std::vector<size_t> tables;  // parents before their children, if parentsFirst
  // False: keys in a circle, or one table in two shapes.
  bool parentsFirst = true;
};

// In order of first appearance; a table that no key ties to another stands alone.
std::vector<TiedTables> tiedTables(const std::vector<std::shared_ptr<const TargetTable>>& tables);

}  // namespace twintide::apply
