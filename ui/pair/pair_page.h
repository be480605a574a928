// Purpose: everything about one link pair: bridge, live numbers, history, commands.
// Owner: the main window. Thread: UI.
#pragma once

#include <QWidget>

#include "ui/support/engine_view.h"

class QLabel;
class QPushButton;
class QTabWidget;

namespace twintide::ui {

class Badge;
class BridgeView;
class ConflictsTab;
class DrillsTab;
class EventsTab;
class MessageBar;
class MonitorTab;
class ObjectsTab;
class PairActions;
class Pill;

class PairPage : public QWidget {
  Q_OBJECT
 public:
  enum class Tab { Monitor, Objects, Conflicts, Drills, Events };
  explicit PairPage(EngineView& view, QWidget* parent = nullptr);

  void setPair(const QString& name);
  QString pairName() const { return m_name; }
  void showTab(Tab tab);
  void startPair();
  void runDrill();
  void stopPair();
  MonitorTab* monitor() const { return m_monitor; }
  DrillsTab* drills() const { return m_drills; }

 signals:
  void pairRemoved();

 private:
  QLayout* buildHeader();
  void buildTabs();
  void connectActions();
  void pulled();
  void showHeader(const PairSnapshot& snapshot);
  void showButtons(LinkState state);
  void showProblem(const PairSnapshot& snapshot);
  void showAdvice(const PairSnapshot& snapshot);
  void tabChanged(int index);

  EngineView& m_view;
  QString m_name;
  PairActions* m_actions;
  QLabel* m_title;
  Badge* m_badge;
  Pill* m_pill;
  QPushButton* m_start;
  QPushButton* m_pause;
  QPushButton* m_stop;
  QPushButton* m_remove;
  QPushButton* m_drill;
  MessageBar* m_bar;      // what a command answered
  MessageBar* m_problem;  // what a link suffers from, until it does no longer
  MessageBar* m_advice;   // what not to do at the sites while links do not run
  bool m_hasRun = false;  // started at some time, as the history knows
  BridgeView* m_bridge;
  QTabWidget* m_tabs;
  MonitorTab* m_monitor;
  ObjectsTab* m_objects;
  ConflictsTab* m_conflicts;
  DrillsTab* m_drills;
  EventsTab* m_events;
  int64_t m_conflictsSeen = -1;
};

}  // namespace twintide::ui
