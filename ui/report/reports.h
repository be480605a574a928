// Purpose: precheck and drill reports as HTML (to read) or JSON (to keep), written to a file.
// Owner: the page that exports. Thread: UI.
#pragma once

#include <QString>
#include <optional>

#include "engine/model/drill.h"
#include "engine/model/finding.h"
#include "ui/text/messages.h"

class QWidget;

namespace twintide::ui {

QByteArray precheckJson(const PrecheckReport& report, const text::Sites& sites);
QByteArray drillJson(const DrillReport& report);

// Asks for a file (.html or .json) and writes it. Nothing = the person cancelled; else why it
// failed, empty when it worked.
std::optional<QString> savePrecheck(QWidget* parent, const PrecheckReport& report,
                                    const text::Sites& sites);
std::optional<QString> saveDrill(QWidget* parent, const DrillReport& report);

}  // namespace twintide::ui
