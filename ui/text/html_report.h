// Purpose: precheck and drill reports as one self-contained HTML page, for the screen and paper.
// Owner: ui/text. Thread: any. Every text of a server is escaped.
#pragma once

#include <QString>

#include "engine/model/drill.h"
#include "engine/model/finding.h"
#include "ui/text/messages.h"

namespace twintide::ui::text {

QString precheckHtml(const PrecheckReport& report, const Sites& sites);
QString drillHtml(const DrillReport& report);
// Precheck and drill of one pair on one page, as `demo` writes it.
QString pairHtml(const PrecheckReport& precheck, const DrillReport& drill);

}  // namespace twintide::ui::text
