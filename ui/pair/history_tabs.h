// Purpose: the tabs of a pair that list things: objects, events.
// Owner: PairPage. Thread: UI; history is read in pages, on demand.
#pragma once

#include <QWidget>

#include "ui/pair/counters_model.h"
#include "ui/pair/event_model.h"
#include "ui/support/engine_view.h"

class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;

namespace twintide::ui {

class MessageBar;

class ObjectsTab : public QWidget {
  Q_OBJECT
 public:
  explicit ObjectsTab(QWidget* parent = nullptr);
  void show(const PairSnapshot& snapshot);
  int tables() const;

 private:
  CountersModel m_model;
  QSortFilterProxyModel* m_sorted;
  QStackedWidget* m_stack;
};

class EventsTab : public QWidget {
  Q_OBJECT
 public:
  explicit EventsTab(EngineView& view, QWidget* parent = nullptr);
  void setPair(const PairSpec& pair);
  void reload();

 private:
  void loadMore();

  EngineView& m_view;
  std::string m_pair;
  EventModel m_model;
  QStackedWidget* m_stack;
  QPushButton* m_more;
  MessageBar* m_bar;
};

}  // namespace twintide::ui
