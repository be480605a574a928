#include "ui/widgets/number_label.h"

#include <QFontMetrics>
#include <QPainter>
#include <cmath>

#include "ui/theme/fonts.h"

namespace twintide::ui {

NumberLabel::NumberLabel(int pixelSize, QFont::Weight weight, Qt::Alignment align, QWidget* parent)
    : QWidget(parent), m_font(fontOf(pixelSize, weight)), m_align(align) {
  setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void NumberLabel::setText(const QString& text) {
  if (text == m_text) return;
  const bool wider = tabularWidth(m_font, text) != tabularWidth(m_font, m_text);
  m_text = text;
  setAccessibleName(text);
  if (wider) updateGeometry();
  update();
}

void NumberLabel::setTint(Tint tint) {
  if (tint == m_tint) return;
  m_tint = tint;
  update();
}

QSize NumberLabel::sizeHint() const {
  return {static_cast<int>(std::ceil(tabularWidth(m_font, m_text))) + 1,
          QFontMetrics(m_font).height()};
}

QSize NumberLabel::minimumSizeHint() const {
  return sizeHint();
}

void NumberLabel::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setFont(m_font);
  p.setPen(colourOf(m_tint));
  drawTabular(p, rect(), m_align, m_text);
}

}  // namespace twintide::ui
