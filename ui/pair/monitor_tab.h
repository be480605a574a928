// Purpose: the live view of a pair: lag chart, rate chart, where the time goes, busiest tables.
// Owner: PairPage. Thread: UI.
#pragma once

#include <QWidget>

#include "ui/support/engine_view.h"

class QGridLayout;

namespace twintide::ui {

class LineChart;
class NumberLabel;
class Segmented;
class TimePanel;

class MonitorTab : public QWidget {
  Q_OBJECT
 public:
  explicit MonitorTab(EngineView& view, QWidget* parent = nullptr);
  void setPair(const PairSpec& pair, const DataSource& a, const DataSource& b);
  void show(const PairSnapshot& snapshot);
  LineChart* lagChart() const { return m_lag; }

 private:
  QWidget* buildCharts();
  QWidget* buildPanel();
  void refreshCharts();
  void showBusiest(const PairSnapshot& snapshot);

  EngineView& m_view;
  std::string m_forwardId, m_reverseId;
  LineChart* m_lag;
  LineChart* m_rate;
  Segmented* m_range;
  TimePanel* m_times;
  QGridLayout* m_busiest;
  int64_t m_chartsUs = 0;  // when the charts were last filled
};

}  // namespace twintide::ui
