// Purpose: numbers with unit and age, in the language of the program.
// Owner: ui/support. Thread: UI.
#pragma once

#include <QString>
#include <cstdint>

#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"

namespace twintide::ui {

int64_t nowUs();

QString lagText(int64_t us);        // "12 ms" "1.4 s" "2 min 05 s"; "—" when not known
QString shortTook(int64_t us);      // time something took: "0.8 ms" "3.1 s"
QString elapsedText(int64_t us);    // "6 d 04 h" "3 h 12 min" "45 s"
QString ageText(int64_t atUs, int64_t now);  // "measured 0.2 s ago"
QString countText(int64_t n);       // "1,240"
QString rateText(double perSecond);       // "1,240 rows/s"
QString byteRateText(double perSecond);   // "0.9 MB/s"
QString bytesText(int64_t bytes);         // "78 MB"
QString clockText(int64_t atUs);          // "14:21:36", with the date when not today
QString dateTimeText(int64_t atUs);       // "2024-11-29 14:21:36"
QString axisNumber(double value);         // "1.5 k"

// Names as people write them.
QString kindName(ServerKind kind);          // "OceanBase"
QString environmentName(const QString& id);  // "PRODUCTION"
QString typesText(const MigrationTypes& types, bool done = false);

}  // namespace twintide::ui
