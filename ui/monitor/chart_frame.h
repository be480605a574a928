// Purpose: paints what surrounds the lines of a chart: grid, axis texts and the crosshair.
// Owner: LineChart. Thread: UI.
#pragma once

#include <QRectF>
#include <QString>
#include <cstdint>
#include <functional>

class QPainter;

namespace twintide::ui {

struct ChartFrame {
  QRectF plot;
  int64_t fromMs = 0, toMs = 1;
  double top = 1;
  std::function<QString(double)> axisText;
};
void drawChartFrame(QPainter& painter, const ChartFrame& frame);

struct Crosshair {
  double x = 0;
  QString when, forward, reverse;
};
void drawCrosshair(QPainter& painter, const QRectF& plot, const Crosshair& cross);

}  // namespace twintide::ui
