// Purpose: a precheck report as JSON, the neutral form for files, history and the terminal.
// Owner: the caller. Thread: pure functions.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/model/finding.h"

namespace twintide::precheck {

// Keys in lower snake case, findings in registry order; two blanks of indent.
std::string toJson(const PrecheckReport& report);
// The inverse, for reports kept in the history. FileHalfWritten when it is not such a document.
Result<PrecheckReport> fromJson(const std::string& text);

}  // namespace twintide::precheck
