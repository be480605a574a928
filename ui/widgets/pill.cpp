#include "ui/widgets/pill.h"

#include <QFontMetrics>
#include <QPainter>
#include <cmath>

#include "ui/support/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {
constexpr int kIconSize = 14;
QFont pillFont() {
  return fontOf(12);
}
QFont badgeFont() {
  QFont font = fontOf(11, QFont::Bold);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
  return font;
}
}  // namespace

StateLook lookOf(LinkState state) {
  switch (state) {
    case LinkState::Running:
      return {Icon::Dot, Tint::Ok};
    case LinkState::Starting:
    case LinkState::CopyingSchema:
    case LinkState::CopyingRows:
    case LinkState::CatchingUp:
      return {Icon::Busy, Tint::Accent};
    case LinkState::Retrying:
      return {Icon::Warning, Tint::Warning};
    case LinkState::Failed:
      return {Icon::Cross, Tint::Error};
    case LinkState::Pausing:
    case LinkState::Paused:
      return {Icon::Pause, Tint::Warning};
    case LinkState::Stopping:
    case LinkState::Stopped:
      return {Icon::Stop, Tint::Muted};
    case LinkState::NotStarted:
      break;
  }
  return {Icon::Circle, Tint::Muted};
}

Pill::Pill(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::set(Icon icon, Tint tint, const QString& text) {
  if (m_icon == icon && m_tint == tint && m_text == text) return;
  m_icon = icon;
  m_tint = tint;
  m_text = text;
  setAccessibleName(text);
  updateGeometry();
  update();
}

QSize Pill::sizeHint() const {
  return {static_cast<int>(std::ceil(tabularWidth(pillFont(), m_text))) + kIconSize + 28, 24};
}

void Pill::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  p.setPen(tokens().line);
  p.setBrush(tokens().card);
  p.drawRoundedRect(box, box.height() / 2, box.height() / 2);
  const int top = (height() - kIconSize) / 2;
  drawIcon(p, QRectF(9, top, kIconSize, kIconSize), m_icon, colourOf(m_tint));
  p.setFont(pillFont());
  p.setPen(tokens().text);
  drawTabular(p, QRectF(9 + kIconSize + 5, 0, width(), height()), Qt::AlignLeft, m_text);
}

Badge::Badge(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setEnvironment(const QString& id) {
  m_id = id;
  m_text = environmentName(id);
  setVisible(!id.isEmpty());
  setAccessibleName(m_text);
  updateGeometry();
  update();
}

QSize Badge::sizeHint() const {
  return {QFontMetrics(badgeFont()).horizontalAdvance(m_text) + 16, 20};
}

void Badge::paintEvent(QPaintEvent*) {
  const bool live = m_id == u"production";
  QPainter p(this);
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(Qt::NoPen);
  p.setBrush(live ? tokens().errorSoft : tokens().inset);
  p.drawRoundedRect(rect(), 4, 4);
  p.setFont(badgeFont());
  p.setPen(live ? tokens().error : tokens().muted);
  p.drawText(rect(), Qt::AlignCenter, m_text);
}

}  // namespace twintide::ui
