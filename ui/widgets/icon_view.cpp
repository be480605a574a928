#include "ui/widgets/icon_view.h"

#include <QPainter>

namespace twintide::ui {

IconView::IconView(Icon icon, Tint tint, int size, QWidget* parent)
    : QWidget(parent), m_icon(icon), m_tint(tint), m_size(size) {
  setFixedSize(size, size);
}

void IconView::set(Icon icon, Tint tint) {
  m_icon = icon;
  m_tint = tint;
  update();
}

void IconView::paintEvent(QPaintEvent*) {
  QPainter p(this);
  drawIcon(p, QRectF(0, 0, m_size, m_size), m_icon, colourOf(m_tint));
}

}  // namespace twintide::ui
