// Purpose: how many columns of a terminal a text takes: CJK takes two, combining marks none.
// Owner: twintidectl. Thread: pure functions.
#pragma once

#include <QString>
#include <QStringList>

namespace twintide::app {

int displayWidth(const QString& text);
QString padded(const QString& text, int width, bool right = false);
// Cut to at most `width` columns, "…" at the end when something was cut.
QString clipped(const QString& text, int width);
// Lines of at most `width` columns, broken at blanks, and anywhere between CJK characters.
QStringList wrapped(const QString& text, int width);

}  // namespace twintide::app
