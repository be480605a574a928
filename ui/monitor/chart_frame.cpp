#include "ui/monitor/chart_frame.h"

#include <QDateTime>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {

constexpr int kFontPx = 11;

void drawHorizontals(QPainter& p, const ChartFrame& f) {
  // Tall charts get five lines, low ones three; both start at zero.
  const int parts = f.plot.height() > 130 ? 4 : 2;
  for (int i = 0; i <= parts; ++i) {
    const double y = f.plot.bottom() - f.plot.height() * i / parts;
    p.setPen(QPen(tokens().line, 1));
    p.drawLine(QPointF(f.plot.left(), y), QPointF(f.plot.right(), y));
    p.setPen(tokens().muted);
    drawTabular(p, QRectF(0, y - 8, f.plot.left() - 8, 16), Qt::AlignRight,
                f.axisText(f.top * i / parts));
  }
}

// Steps of the time axis, in ms; local midnight counts as zero.
int64_t timeStep(int64_t spanMs) {
  constexpr int64_t kMinute = 60000;
  for (const int64_t step :
       {kMinute / 6, kMinute / 2, kMinute, 2 * kMinute, 5 * kMinute, 10 * kMinute, 30 * kMinute,
        60 * kMinute, 120 * kMinute, 240 * kMinute}) {
    if (spanMs / step <= 6) return step;
  }
  return 480 * kMinute;
}

void drawTimes(QPainter& p, const ChartFrame& f) {
  const int64_t span = f.toMs - f.fromMs;
  const int64_t step = timeStep(span);
  const int64_t offset = QDateTime::fromMSecsSinceEpoch(f.fromMs).offsetFromUtc() * 1000LL;
  p.setPen(tokens().muted);
  for (int64_t t = ((f.fromMs + offset) / step + 1) * step - offset; t <= f.toMs; t += step) {
    const double x = f.plot.left() + f.plot.width() * double(t - f.fromMs) / double(span);
    const QString text =
        QDateTime::fromMSecsSinceEpoch(t).toString(step < 60000 ? u"HH:mm:ss" : u"HH:mm");
    const double half = tabularWidth(p.font(), text) / 2;
    const double left = std::clamp(x - half, f.plot.left(), f.plot.right() - 2 * half);
    drawTabular(p, QRectF(left, f.plot.bottom() + 6, 2 * half + 2, 16), Qt::AlignLeft, text);
  }
}

}  // namespace

void drawChartFrame(QPainter& p, const ChartFrame& f) {
  p.save();
  p.setRenderHint(QPainter::Antialiasing, false);
  p.setFont(fontOf(kFontPx));
  drawHorizontals(p, f);
  p.setRenderHint(QPainter::Antialiasing, true);
  drawTimes(p, f);
  p.restore();
}

void drawCrosshair(QPainter& p, const QRectF& plot, const Crosshair& c) {
  p.save();
  QPen dashed(tokens().muted, 1);
  dashed.setDashPattern({3, 3});
  p.setPen(dashed);
  p.drawLine(QPointF(c.x, plot.top()), QPointF(c.x, plot.bottom()));
  p.setFont(fontOf(kFontPx + 1));
  const QFontMetricsF metrics(p.font());
  const QString gap = QStringLiteral(" · ");
  const double values = tabularWidth(p.font(), c.forward) + tabularWidth(p.font(), c.reverse) +
                        metrics.horizontalAdvance(gap);
  const double width = std::max(values, tabularWidth(p.font(), c.when)) + 20;
  double left = c.x + 8;
  if (left + width > plot.right()) left = c.x - 8 - width;
  const QRectF box(left, plot.top() + 4, width, 44);
  p.setPen(tokens().line);
  p.setBrush(tokens().card);
  p.drawRoundedRect(box, 6, 6);
  p.setPen(tokens().text);
  drawTabular(p, QRectF(box.left() + 10, box.top() + 4, width, 18), Qt::AlignLeft, c.when);
  double x = box.left() + 10;
  const auto piece = [&](const QString& text, const QColor& colour) {
    p.setPen(colour);
    drawTabular(p, QRectF(x, box.top() + 22, width, 18), Qt::AlignLeft, text);
    x += tabularWidth(p.font(), text);
  };
  piece(c.forward, tokens().forward);
  piece(gap, tokens().muted);
  piece(c.reverse, tokens().reverse);
  p.restore();
}

}  // namespace twintide::ui
