#include "ui/pair/monitor_tab.h"

#include <QGridLayout>
#include <algorithm>
#include <array>
#include <map>

#include "ui/monitor/line_chart.h"
#include "ui/pair/time_panel.h"
#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/number_label.h"
#include "ui/widgets/segmented.h"

namespace twintide::ui {
namespace {

constexpr std::array<int64_t, 4> kSpansSeconds = {300, 1800, 6 * 3600, 24 * 3600};
constexpr int kMaxPoints = 600;
constexpr int64_t kLeastSpanUs = 60000000;
constexpr size_t kBusiest = 5;

// A legend that is part of the title: a short line of the right kind and the word.
class LineMark : public QWidget {
 public:
  LineMark(Direction direction, QWidget* parent) : QWidget(parent), m_direction(direction) {
    setFixedSize(14, 12);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter p(this);
    const bool forward = m_direction == Direction::Forward;
    QPen pen(colourOf(forward ? Tint::Forward : Tint::Reverse), 2);
    if (!forward) pen.setDashPattern({2, 1});
    pen.setCapStyle(Qt::FlatCap);
    p.setPen(pen);
    p.drawLine(0, height() / 2, width(), height() / 2);
  }

 private:
  Direction m_direction;
};

}  // namespace

MonitorTab::MonitorTab(EngineView& view, QWidget* parent) : QWidget(parent), m_view(view) {
  auto* row = flat(new QHBoxLayout(this), 14);
  row->setContentsMargins(0, 14, 0, 0);
  row->addWidget(buildCharts(), 1);
  row->addWidget(buildPanel());
}

QWidget* MonitorTab::buildCharts() {
  QFrame* card = makeCard(this);
  auto* column = padded(new QVBoxLayout(card), kGap4, kGap1);
  m_lag = new LineChart(ChartValue::LagMs, tr("Lag"), card);
  m_rate = new LineChart(ChartValue::RowsPerSecond, tr("Applied rows per second"), card);
  m_range = new Segmented({tr("5 min"), tr("30 min"), tr("6 h"), tr("24 h")}, 0, card);
  m_range->setAccessibleName(tr("Time range of the charts"));
  auto* head = flat(new QHBoxLayout, 6);
  head->addWidget(makeLabel(tr("Lag"), "heading"));
  head->addSpacing(kGap1);
  for (const Direction d : {Direction::Forward, Direction::Reverse}) {
    const bool forward = d == Direction::Forward;
    head->addWidget(new LineMark(d, card));
    QLabel* word = makeLabel(forward ? tr("forward") : tr("reverse"));
    setTone(word, forward ? "forward" : "reverse");
    head->addWidget(word);
    head->addSpacing(kGap1);
  }
  head->addStretch();
  head->addWidget(m_range);
  column->addLayout(head);
  column->addWidget(m_lag, 5);
  column->addWidget(makeLabel(tr("Applied rows per second"), "heading"));
  column->addWidget(m_rate, 3);
  for (LineChart* chart : {m_lag, m_rate}) {
    connect(chart, &LineChart::pointed, m_lag, &LineChart::showCrosshair);
    connect(chart, &LineChart::pointed, m_rate, &LineChart::showCrosshair);
  }
  connect(m_range, &Segmented::changed, this, [this] { refreshCharts(); });
  return card;
}

QWidget* MonitorTab::buildPanel() {
  QFrame* card = makeCard(this);
  card->setFixedWidth(300);
  auto* column = padded(new QVBoxLayout(card), kGap4, kGap3);
  m_times = new TimePanel(card);
  column->addWidget(m_times);
  column->addWidget(makeLine());
  column->addWidget(makeLabel(tr("Busiest tables"), "heading"));
  m_busiest = flat(new QGridLayout, kGap2);
  m_busiest->setColumnStretch(0, 1);
  column->addLayout(m_busiest);
  column->addStretch();
  return card;
}

void MonitorTab::setPair(const PairSpec& pair, const DataSource& a, const DataSource& b) {
  m_forwardId = pair.linkId(Direction::Forward);
  m_reverseId = pair.linkId(Direction::Reverse);
  m_times->setTargets(qs(b.region.label()), qs(a.region.label()));
  m_chartsUs = 0;
}

void MonitorTab::show(const PairSnapshot& s) {
  m_times->show(s);
  showBusiest(s);
  // A long range moves slowly: refresh each hundredth of it, at most once a second.
  const int64_t span = kSpansSeconds[static_cast<size_t>(m_range->chosen())] * 1000000;
  const int64_t pause = std::clamp<int64_t>(span / 600, 1000000, 30000000);
  if (nowUs() - m_chartsUs >= pause) refreshCharts();
}

void MonitorTab::refreshCharts() {
  m_chartsUs = nowUs();
  const int64_t seconds = kSpansSeconds[static_cast<size_t>(m_range->chosen())];
  const auto forward = m_view.engine().metrics(m_forwardId, seconds, kMaxPoints);
  const auto reverse = m_view.engine().metrics(m_reverseId, seconds, kMaxPoints);
  // A young pair fills the chart with what there is, from one minute on.
  int64_t from = m_chartsUs - kLeastSpanUs;
  for (const auto* samples : {&forward, &reverse})
    if (!samples->empty()) from = std::min(from, samples->front().atUs);
  from = std::max(from, m_chartsUs - seconds * 1000000);
  for (LineChart* chart : {m_lag, m_rate}) {
    chart->setSpan(from, m_chartsUs);
    chart->setSamples(Direction::Forward, forward);
    chart->setSamples(Direction::Reverse, reverse);
    chart->describe();
  }
}

void MonitorTab::showBusiest(const PairSnapshot& s) {
  std::map<std::string, double> sums;
  for (const LinkSnapshot* link : {&s.forward, &s.reverse})
    for (const TableCounters& t : link->tables) sums[t.table] += t.rowsPerSecond;
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [table, rate] : sums) order.emplace_back(-rate, table);
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), kBusiest));
  for (size_t i = 0; i < kBusiest; ++i) {
    auto* name = static_cast<QLabel*>(nullptr);
    auto* rate = static_cast<NumberLabel*>(nullptr);
    if (QLayoutItem* item = m_busiest->itemAtPosition(int(i), 0)) {
      name = static_cast<QLabel*>(item->widget());
      rate = static_cast<NumberLabel*>(m_busiest->itemAtPosition(int(i), 1)->widget());
    } else {
      name = makeLabel(QString(), "", this);
      name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
      rate = new NumberLabel(kTextPx, QFont::Normal, Qt::AlignRight, this);
      m_busiest->addWidget(name, int(i), 0);
      m_busiest->addWidget(rate, int(i), 1);
    }
    const bool used = i < order.size();
    name->setText(used ? qs(order[i].second) : i == 0 ? tr("No rows applied yet") : QString());
    name->setToolTip(used ? name->text() : QString());
    rate->setText(used ? text::rate(-order[i].first) : QString());
    name->setVisible(used || i == 0);
    rate->setVisible(used);
  }
}

}  // namespace twintide::ui
