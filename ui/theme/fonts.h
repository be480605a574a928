// Purpose: the fonts of the program: system font with CJK fallback, and digits of one width.
// Owner: ui/theme. Thread: UI.
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace twintide::ui {

QFont textFont();
QFont monoFont();
// The text font at another size and weight.
QFont fontOf(int pixelSize, QFont::Weight weight = QFont::Normal);

// Draws text with every digit in a cell of equal width, so that changing numbers do not dance
// (QFont has no OpenType feature switch before Qt 6.7). Single line, vertically centred.
void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text);
qreal tabularWidth(const QFont& font, const QString& text);

}  // namespace twintide::ui
