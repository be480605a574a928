// Purpose: one drill: its seven steps with live times, the result, and the export of the report.
// Owner: DrillsTab. Thread: UI.
#pragma once

#include <QFrame>
#include <QTimer>
#include <vector>

#include "engine/model/drill.h"

class QLabel;
class QPushButton;

namespace twintide::ui {

class IconView;
class NumberLabel;

class DrillView : public QFrame {
  Q_OBJECT
 public:
  explicit DrillView(QWidget* parent = nullptr);

  // The seven steps, all waiting; before the engine has said anything.
  static DrillReport planned(const std::string& pair, const Region& a, const Region& b);
  void show(const DrillReport& report, bool running);
  const DrillReport& report() const { return m_report; }
  bool running() const { return m_running; }

 signals:
  void cancelWanted();
  void exportWanted();

 private:
  struct Row {
    IconView* icon = nullptr;
    QLabel* text = nullptr;
    QLabel* facts = nullptr;    // what was measured, beside the text
    QLabel* failure = nullptr;  // below it
    NumberLabel* took = nullptr;
  };
  void buildRow(QLayout* column);
  void showStep(Row& row, const DrillStep& step);
  void showSummary();
  void tick();

  DrillReport m_report;
  bool m_running = false;
  int64_t m_stepSinceUs = 0;
  size_t m_runningStep = 0;
  std::vector<Row> m_rows;
  QLabel* m_title;
  QLabel* m_summary;
  QPushButton* m_cancel;
  QPushButton* m_export;
  QTimer m_timer;
};

}  // namespace twintide::ui
