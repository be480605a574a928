// Purpose: the list of all prechecks, in the order of the report.
// Owner: this room. Thread: constants after first use.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/precheck/check.h"

namespace twintide::precheck {

const std::vector<std::unique_ptr<Check>>& registry();
std::vector<std::string> checkIds();

}  // namespace twintide::precheck
