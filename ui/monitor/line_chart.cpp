#include "ui/monitor/line_chart.h"

#include <QChart>
#include <QDateTime>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/monitor/chart_frame.h"
#include "ui/support/format.h"
#include "ui/text/numbers.h"
#include "ui/theme/theme.h"

namespace twintide::ui {
namespace {

constexpr int kColumns = 300;     // times two points: at most 600 a line
constexpr int kMaxSegments = 12;  // of one line; older ones beyond are joined
constexpr QMargins kPlot{52, 10, 10, 24};
constexpr double kKeyStep = 0.01;
constexpr double kLowestTop = 10;  // a flat line near zero must not look like a mountain

// Cuts the samples at the gaps (lagUs < 0).
template <class Value>
std::vector<QList<QPointF>> runsOf(const std::vector<MetricSample>& samples, int64_t fromMs,
                                   Value value) {
  std::vector<QList<QPointF>> runs;
  bool open = false;
  for (const MetricSample& s : samples) {
    if (s.lagUs < 0) {
      open = false;
      continue;
    }
    if (!open) runs.emplace_back();
    open = true;
    runs.back() << QPointF(static_cast<double>(s.atUs / 1000 - fromMs), value(s));
  }
  while (runs.size() > kMaxSegments) {
    runs[1] = runs[0] + runs[1];
    runs.erase(runs.begin());
  }
  return runs;
}

}  // namespace

QList<QPointF> decimate(const QList<QPointF>& points, int columns) {
  if (points.size() <= 2 * columns) return points;
  QList<QPointF> out;
  out.reserve(2 * columns);
  const auto lower = [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); };
  for (int c = 0; c < columns; ++c) {
    const auto first = points.begin() + c * points.size() / columns;
    const auto last = points.begin() + (c + 1) * points.size() / columns;
    const auto [low, high] = std::minmax_element(first, last, lower);
    if (low->x() <= high->x())
      out << *low << *high;
    else
      out << *high << *low;
  }
  return out;
}

double niceCeiling(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 4.0, 8.0, 10.0}) {
    if (value <= step * power * 1.0000001) return step * power;
  }
  return 10 * power;
}

LineChart::LineChart(ChartValue value, const QString& title, QWidget* parent)
    : QChartView(new QChart, parent), m_value(value), m_title(title) {
  chart()->legend()->hide();
  chart()->setBackgroundVisible(false);
  chart()->setAnimationOptions(QChart::NoAnimation);
  chart()->setMargins({});
  auto* x = new QValueAxis;
  auto* y = new QValueAxis;
  for (QValueAxis* axis : {x, y}) axis->setVisible(false);
  chart()->addAxis(x, Qt::AlignBottom);
  chart()->addAxis(y, Qt::AlignLeft);
  setFrameShape(QFrame::NoFrame);
  setRenderHint(QPainter::Antialiasing);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setBackgroundBrush(Qt::NoBrush);
  setStyleSheet(u"background: transparent;"_qs);
  setMinimumHeight(110);
  setAccessibleName(title);
  connect(&Theme::instance(), &Theme::changed, this, &LineChart::restyle);
}

double LineChart::valueOf(const MetricSample& s) const {
  return m_value == ChartValue::LagMs ? static_cast<double>(s.lagUs) / 1000.0 : s.rowsPerSecond;
}

QString LineChart::valueText(double value) const {
  if (m_value == ChartValue::LagMs) return text::lag(static_cast<int64_t>(value * 1000));
  return text::rate(value);
}

QString LineChart::axisText(double value) const {
  if (m_value != ChartValue::LagMs) return axisNumber(value);
  if (m_top >= 60000) return text::duration(static_cast<int64_t>(value * 1000));
  if (m_top >= 2000) return tr("%1 s").arg(axisNumber(value / 1000));
  return tr("%1 ms").arg(axisNumber(value));
}

void LineChart::setSpan(int64_t fromUs, int64_t toUs) {
  m_fromMs = fromUs / 1000;
  m_toMs = std::max(toUs / 1000, m_fromMs + 1);
  rescale();
}

void LineChart::setSamples(Direction direction, const std::vector<MetricSample>& samples) {
  const auto runs = runsOf(samples, m_fromMs, [this](const MetricSample& s) { return valueOf(s); });
  Line& line = lineOf(direction);
  line.points.clear();
  for (const auto& run : runs) line.points += run;
  fill(line, runs, direction);
  rescale();
}

void LineChart::fill(Line& line, const std::vector<QList<QPointF>>& runs, Direction direction) {
  const size_t had = line.segments.size();
  while (line.segments.size() < runs.size()) {
    auto* series = new QLineSeries;
    chart()->addSeries(series);
    for (QAbstractAxis* axis : chart()->axes()) series->attachAxis(axis);
    series->setName(direction == Direction::Forward ? tr("forward") : tr("reverse"));
    line.segments.push_back(series);
  }
  if (line.segments.size() != had) restyle();
  const qsizetype total = std::max<qsizetype>(1, line.points.size());
  for (size_t i = 0; i < line.segments.size(); ++i) {
    if (i >= runs.size()) {
      line.segments[i]->replace(QList<QPointF>());
      continue;
    }
    const auto columns =
        static_cast<int>(std::max<qsizetype>(1, kColumns * runs[i].size() / total));
    line.segments[i]->replace(decimate(runs[i], columns));
  }
}

void LineChart::rescale() {
  double highest = 0;
  for (const Line* line : {&m_forward, &m_reverse}) {
    for (const QPointF& p : line->points) highest = std::max(highest, p.y());
  }
  m_top = niceCeiling(std::max(highest * 1.05, kLowestTop));
  const auto axes = chart()->axes();
  for (QAbstractAxis* axis : axes) {
    if (axis->alignment() == Qt::AlignBottom)
      axis->setRange(0.0, static_cast<double>(m_toMs - m_fromMs));
    else
      axis->setRange(0.0, m_top);
  }
  viewport()->update();
}

void LineChart::restyle() {
  QPen forward(tokens().forward, 1.4);
  QPen reverse(tokens().reverse, 1.4);
  reverse.setDashPattern({4, 2.5});
  reverse.setCapStyle(Qt::FlatCap);
  for (QLineSeries* s : m_forward.segments) s->setPen(forward);
  for (QLineSeries* s : m_reverse.segments) s->setPen(reverse);
  viewport()->update();
}

QRectF LineChart::plot() const {
  return QRectF(viewport()->rect()).marginsRemoved(kPlot);
}

void LineChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  chart()->setPlotArea(plot());
}

void LineChart::drawBackground(QPainter* painter, const QRectF&) {
  ChartFrame frame{plot(), m_fromMs, m_toMs, m_top};
  frame.axisText = [this](double v) { return axisText(v); };
  drawChartFrame(*painter, frame);
  if (m_forward.points.isEmpty() && m_reverse.points.isEmpty()) {
    painter->setPen(tokens().muted);
    painter->drawText(plot(), Qt::AlignCenter, tr("No measurements in this range yet"));
  }
}

QPointF LineChart::nearest(const Line& line, double xMs) const {
  const auto it = std::min_element(line.points.begin(), line.points.end(),
                                   [xMs](const QPointF& a, const QPointF& b) {
                                     return std::abs(a.x() - xMs) < std::abs(b.x() - xMs);
                                   });
  return it == line.points.end() ? QPointF(-1, -1) : *it;
}

QString LineChart::crosshairValue(const Line& line, double xMs) const {
  const QPointF p = nearest(line, xMs);
  const double reach = static_cast<double>(m_toMs - m_fromMs) / 60;
  if (p.x() < 0 || std::abs(p.x() - xMs) > reach) return QStringLiteral("—");
  return valueText(p.y());
}

void LineChart::drawForeground(QPainter* painter, const QRectF&) {
  if (m_pointed < 0) return;
  const double xMs = m_pointed * static_cast<double>(m_toMs - m_fromMs);
  Crosshair cross;
  cross.x = plot().left() + m_pointed * plot().width();
  cross.when =
      QDateTime::fromMSecsSinceEpoch(m_fromMs + static_cast<int64_t>(xMs)).toString(u"HH:mm:ss");
  cross.forward = crosshairValue(m_forward, xMs);
  cross.reverse = crosshairValue(m_reverse, xMs);
  drawCrosshair(*painter, plot(), cross);
}

void LineChart::showCrosshair(double fraction) {
  if (m_pointed == fraction) return;
  m_pointed = fraction;
  viewport()->update();
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
  const double fraction = (event->position().x() - plot().left()) / plot().width();
  emit pointed(fraction >= 0 && fraction <= 1 ? fraction : -1);
}

void LineChart::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  emit pointed(-1);
}

void LineChart::keyPressEvent(QKeyEvent* event) {
  const double from = m_pointed < 0 ? 1.0 : m_pointed;
  if (event->key() == Qt::Key_Left) {
    emit pointed(std::max(0.0, from - kKeyStep));
  } else if (event->key() == Qt::Key_Right) {
    emit pointed(std::min(1.0, from + kKeyStep));
  } else if (event->key() == Qt::Key_Escape && m_pointed >= 0) {
    emit pointed(-1);
  } else {
    QChartView::keyPressEvent(event);
  }
}

void LineChart::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  emit pointed(-1);
}

void LineChart::describe() {
  const double end = static_cast<double>(m_toMs - m_fromMs);
  //: accessible description of a chart: title, newest forward value, newest reverse value, maximum
  setAccessibleDescription(tr("%1. Now: forward %2, reverse %3. Scale from 0 to %4.")
                               .arg(m_title, crosshairValue(m_forward, end),
                                    crosshairValue(m_reverse, end), axisText(m_top)));
}

}  // namespace twintide::ui
