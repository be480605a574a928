#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <array>

#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {

constexpr std::array<const char*, kIconCount> kNames = {
    "overview", "pair",         "database",   "shield",        "settings",    "plus",
    "pause",    "play",         "stop",       "flag",          "check",       "minus",
    "cross",    "warning",      "info",       "clock",         "arrow-right", "arrow-left",
    "copy",     "refresh",      "search",     "export",        "trash",       "edit",
    "dot",      "chevron-down", "chevron-up", "chevron-right", "skip",        "practice",
    "import",   "table",        "circle",     "busy",          "logo"};

class TintedEngine : public QIconEngine {
 public:
  TintedEngine(Icon icon, Tint tint) : m_icon(icon), m_tint(tint) {}
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const QColor colour = mode == QIcon::Disabled ? tokens().muted : colourOf(m_tint);
    QSvgRenderer(tintedSvg(m_icon, colour)).render(painter, rect);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap out(size);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return out;
  }
  QIconEngine* clone() const override { return new TintedEngine(*this); }
  bool isNull() override { return tintedSvg(m_icon, Qt::black).isEmpty(); }

 private:
  Icon m_icon;
  Tint m_tint;
};

}  // namespace

QIcon icon(Icon which, Tint tint) {
  return QIcon(new TintedEngine(which, tint));
}

void drawIcon(QPainter& painter, const QRectF& rect, Icon which, const QColor& colour) {
  QSvgRenderer(tintedSvg(which, colour)).render(&painter, rect);
}

QColor colourOf(Tint tint) {
  const Tokens& t = tokens();
  switch (tint) {
    case Tint::Text:
      return t.text;
    case Tint::Muted:
      return t.muted;
    case Tint::Accent:
      return t.accent;
    case Tint::AccentInk:
      return t.accentInk;
    case Tint::Ok:
      return t.ok;
    case Tint::Warning:
      return t.warning;
    case Tint::Error:
      return t.error;
    case Tint::Forward:
      return t.forward;
    case Tint::Reverse:
      return t.reverse;
  }
  return t.text;
}

QString iconFile(Icon which) {
  return QString::fromLatin1(kNames[static_cast<size_t>(which)]) + u".svg"_qs;
}

QByteArray tintedSvg(Icon which, const QColor& colour) {
  QFile file(u":/icons/"_qs + iconFile(which));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QByteArray svg = file.readAll();
  svg.replace("currentColor", colour.name().toLatin1());
  svg.replace("forwardColor", tokens().forward.name().toLatin1());
  svg.replace("reverseColor", tokens().reverse.name().toLatin1());
  return svg;
}

}  // namespace twintide::ui
