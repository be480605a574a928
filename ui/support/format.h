// Purpose: what only screens say in words: ages of measurements, environments, migration types.
// Owner: ui/support. Thread: UI.
#pragma once

#include <QString>
#include <cstdint>

#include "engine/model/pair_spec.h"

namespace twintide::ui {

int64_t nowUs();

QString ageText(int64_t atUs, int64_t now);  // "measured 0.2 s ago"
QString clockText(int64_t atUs);             // "14:21:36", with the date when not today
QString uptimeText(int64_t us);              // "6 d 4 h", whole seconds below a minute
QString axisNumber(double value);            // "1.5 k"

// Names as people write them.
QString environmentName(const QString& id);  // "PRODUCTION"
QString typesText(const MigrationTypes& types, bool done = false);

}  // namespace twintide::ui
