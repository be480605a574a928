// Purpose: numbers with their unit, in the locale of the program (QLocale's default).
// Owner: ui/text. Thread: any.
#pragma once

#include <QString>
#include <cstdint>

namespace twintide::ui::text {

// "0.8 ms" "12 ms" "1.2 s" "3 min 4 s" "2 h 5 min" "6 d 4 h". Negative = not known: "—".
QString duration(int64_t us);
// As duration; a lag below zero by clock error is told as 0 ms, -1 as "—".
QString lag(int64_t us);
// "0.2 s ago" "just now" (below 50 ms).
QString age(int64_t us);
QString count(int64_t n);            // "1,240"
QString rate(double perSecond);      // "1,240 rows/s"
QString bytes(int64_t n);            // "0 B" "512 B" "1.4 MiB"
QString byteRate(double perSecond);  // "0.9 MiB/s"
QString percent(double share);       // 0.42 → "42 %"
QString clockTime(int64_t atUs);     // "14:21:36", local time
QString dateTime(int64_t atUs);      // "2026-11-24 14:21:36", local time

}  // namespace twintide::ui::text
