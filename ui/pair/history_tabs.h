// Purpose: the tabs of a pair that list things: objects, conflicts, events.
// Owner: PairPage. Thread: UI; history is read in pages, on demand.
#pragma once

#include <QWidget>

#include "ui/pair/conflict_model.h"
#include "ui/pair/counters_model.h"
#include "ui/pair/event_model.h"
#include "ui/support/engine_view.h"

class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace twintide::ui {

class ImageView;
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

class ConflictsTab : public QWidget {
  Q_OBJECT
 public:
  explicit ConflictsTab(EngineView& view, QWidget* parent = nullptr);
  void setPair(const PairSpec& pair, const DataSource& a, const DataSource& b);
  void reload();
  ConflictModel& model() { return m_model; }

 private:
  void loadMore();
  void showChosen(int row);

  EngineView& m_view;
  std::string m_pair;
  QString m_regionA, m_regionB;
  ConflictModel m_model;
  QStackedWidget* m_stack;
  QTableView* m_table;
  ImageView* m_images;
  QPushButton* m_more;
  MessageBar* m_bar;
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
