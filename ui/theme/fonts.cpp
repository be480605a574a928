#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include "ui/theme/tokens.h"

namespace twintide::ui {
namespace {

QString firstInstalled(const QStringList& wanted, const QString& otherwise) {
  const QStringList families = QFontDatabase::families();
  for (const QString& family : wanted) {
    if (families.contains(family)) return family;
  }
  return otherwise;
}

// DejaVu is what fontconfig gives when nobody chose a font; then a better one may be there.
QString textFamily() {
  const QString system = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
  const QStringList undecided = {u"DejaVu Sans"_qs, u"Sans Serif"_qs, u"Sans"_qs, u"sans-serif"_qs,
                                 QString()};
  if (!undecided.contains(system)) return system;
  return firstInstalled({u"Inter"_qs, u"Noto Sans"_qs, u"Open Sans"_qs, u"Roboto"_qs}, system);
}

QStringList withCjk(const QString& family) {
  QStringList out{family};
  for (const QString& cjk : {u"Noto Sans CJK SC"_qs, u"Source Han Sans SC"_qs,
                             u"Microsoft YaHei"_qs, u"PingFang SC"_qs, u"WenQuanYi Micro Hei"_qs})
    out << cjk;
  return out;
}

bool isFigure(QChar c) {
  return c >= u'0' && c <= u'9';
}

qreal figureWidth(const QFontMetricsF& metrics) {
  qreal widest = 0;
  for (char16_t c = u'0'; c <= u'9'; ++c)
    widest = std::max(widest, metrics.horizontalAdvance(QChar(c)));
  return widest;
}

// Cuts the text into single figures and runs of anything else.
template <class F>
void eachPiece(const QString& text, F&& piece) {
  for (qsizetype i = 0; i < text.size();) {
    qsizetype end = i + 1;
    if (!isFigure(text[i]))
      while (end < text.size() && !isFigure(text[end])) ++end;
    piece(text.mid(i, end - i), isFigure(text[i]));
    i = end;
  }
}

}  // namespace

QFont textFont() {
  static const QStringList families = withCjk(textFamily());
  QFont font;
  font.setFamilies(families);
  font.setPixelSize(kTextPx);
  return font;
}

QFont monoFont() {
  static const QStringList families =
      withCjk(firstInstalled({u"JetBrains Mono"_qs, u"Noto Sans Mono"_qs, u"DejaVu Sans Mono"_qs},
                             QFontDatabase::systemFont(QFontDatabase::FixedFont).family()));
  QFont font;
  font.setFamilies(families);
  font.setPixelSize(kTextPx - 1);
  return font;
}

QFont fontOf(int pixelSize, QFont::Weight weight) {
  QFont font = textFont();
  font.setPixelSize(pixelSize);
  font.setWeight(weight);
  return font;
}

qreal tabularWidth(const QFont& font, const QString& text) {
  const QFontMetricsF metrics(font);
  const qreal figure = figureWidth(metrics);
  qreal width = 0;
  eachPiece(text, [&](const QString& piece, bool isNumber) {
    width += isNumber ? figure : metrics.horizontalAdvance(piece);
  });
  return width;
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text) {
  const QFontMetricsF metrics(painter.font());
  const qreal figure = figureWidth(metrics);
  const qreal width = tabularWidth(painter.font(), text);
  qreal x = rect.left();
  if (align & Qt::AlignRight) x = rect.right() - width;
  if (align & Qt::AlignHCenter) x = rect.center().x() - width / 2;
  const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  eachPiece(text, [&](const QString& piece, bool isNumber) {
    const qreal advance = metrics.horizontalAdvance(piece);
    const qreal cell = isNumber ? figure : advance;
    painter.drawText(QPointF(x + (cell - advance) / 2, baseline), piece);
    x += cell;
  });
}

}  // namespace twintide::ui
