// Purpose: how the exact path finds target tables.
// Owner: the applier; the model test has one of its own. Thread: the applier's.
#pragma once

#include <functional>
#include <memory>

#include "engine/apply/planner.h"

namespace twintide::apply {

// Target tables by the layout of a change, and by name with the target's own columns as layout.
struct TableFinder {
  TableLookup byLayout;
  std::function<Result<std::shared_ptr<const TargetTable>>(const TableId&)> byName;
};

}  // namespace twintide::apply
