// Purpose: a chart of both links over time: forward solid blue, reverse dashed orange.
// Qt Charts draws the lines; grid, labels and crosshair are ours, so that they follow the theme.
// Owner: the monitor tab. Thread: UI.
#pragma once

#include <QChartView>
#include <QList>
#include <QPointF>
#include <vector>

#include "engine/model/link_state.h"
#include "engine/model/pair_spec.h"

class QLineSeries;

namespace twintide::ui {

enum class ChartValue { LagMs, RowsPerSecond };

// At most two points a column survive, so that every spike stays visible. Sorted by x.
QList<QPointF> decimate(const QList<QPointF>& points, int columns);
// The smallest of 1, 2, 4, 8 × 10^n that is not below value: quarters of it have short labels.
double niceCeiling(double value);

class LineChart : public QChartView {
  Q_OBJECT
 public:
  LineChart(ChartValue value, const QString& title, QWidget* parent = nullptr);

  void setSpan(int64_t fromUs, int64_t toUs);
  void setSamples(Direction direction, const std::vector<MetricSample>& samples);
  // The newest values as a sentence for screen readers.
  void describe();

 signals:
  // Both charts of a page share one crosshair; -1 = none.
  void pointed(double fraction);

 public slots:
  void showCrosshair(double fraction);

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  struct Line {
    std::vector<QLineSeries*> segments;
    QList<QPointF> points;  // every known sample, x in ms since m_fromMs
  };
  double valueOf(const MetricSample& sample) const;
  QString valueText(double value) const;
  QString axisText(double value) const;
  void fill(Line& line, const std::vector<QList<QPointF>>& runs, Direction direction);
  void rescale();
  void restyle();
  QPointF nearest(const Line& line, double xMs) const;
  QString crosshairValue(const Line& line, double xMs) const;
  QRectF plot() const;
  Line& lineOf(Direction d) { return d == Direction::Forward ? m_forward : m_reverse; }

  ChartValue m_value;
  QString m_title;
  int64_t m_fromMs = 0, m_toMs = 1;
  double m_top = 1;
  double m_pointed = -1;
  Line m_forward, m_reverse;
};

}  // namespace twintide::ui
