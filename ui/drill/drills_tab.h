// Purpose: runs the drill of a pair and shows the ones run before.
// Owner: PairPage. Thread: UI; the engine's progress is queued here.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/drill/drills_model.h"
#include "ui/support/engine_view.h"

class QTableView;

namespace twintide::ui {

class DrillView;
class MessageBar;

class DrillsTab : public QWidget {
  Q_OBJECT
 public:
  explicit DrillsTab(EngineView& view, QWidget* parent = nullptr);
  ~DrillsTab() override;
  void setPair(const PairSpec& pair, const DataSource& a, const DataSource& b);
  // Starts a drill unless one is running.
  void run();
  void reload();
  bool running() const { return m_job.has_value(); }

 signals:
  void finished(bool passed);

 private:
  void ended(const Result<DrillReport>& result);
  void exportReport();

  EngineView& m_view;
  std::string m_pair;
  Region m_regionA, m_regionB;
  DrillsModel m_model;
  std::optional<api::Job<DrillReport>> m_job;
  DrillView* m_drill;
  QTableView* m_history;
  MessageBar* m_bar;
};

}  // namespace twintide::ui
