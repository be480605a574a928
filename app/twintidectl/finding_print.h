// Purpose: a precheck report on the terminal.
// Owner: twintidectl. Thread: main.
#pragma once

#include "app/twintidectl/output.h"
#include "engine/model/finding.h"
#include "ui/text/messages.h"

namespace twintide::app {

// all: passed ones, too.
void printReport(Output& out, const PrecheckReport& report, const ui::text::Sites& sites, bool all);
// The report with its sentences, for --json.
store::Json reportJson(const PrecheckReport& report, const ui::text::Sites& sites);

}  // namespace twintide::app
