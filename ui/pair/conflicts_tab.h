// Purpose: the conflict log of a pair: what met what, what decided, and the rows side by side.
// Owner: PairPage. Thread: UI; history is read in pages, on demand.
#pragma once

#include <QWidget>

#include "engine/model/finding.h"
#include "ui/pair/conflict_filter.h"
#include "ui/pair/conflict_model.h"
#include "ui/support/engine_view.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace twintide::ui {

class ImageView;
class MessageBar;

class ConflictsTab : public QWidget {
  Q_OBJECT
 public:
  explicit ConflictsTab(EngineView& view, QWidget* parent = nullptr);
  void setPair(const PairSpec& pair, const DataSource& a, const DataSource& b);
  // Takes in what is new; what is chosen, filtered and loaded stays.
  void reload();
  void showAges() { m_model.showAges(); }
  ConflictModel& model() { return m_model; }

 private:
  QWidget* buildFilters();
  QWidget* buildContent();
  void loadMore();
  void filtered();
  void fillFilters();
  void showChosen();
  QWidget* buildDecision();
  const Conflict* chosen() const;
  void decide(Side side);

  EngineView& m_view;
  std::string m_pair;
  ConflictModel m_model;
  ConflictFilter* m_filter;
  QComboBox* m_kinds;
  QComboBox* m_tables;
  QLabel* m_shown;
  QStackedWidget* m_stack;  // nothing, nothing that passes the filter, the list
  QTableView* m_table;
  ImageView* m_images;
  QWidget* m_decision;  // of a row in quarantine
  QPushButton* m_keepA;
  QPushButton* m_keepB;
  QString m_siteA, m_siteB;
  QPushButton* m_more;
  MessageBar* m_bar;
};

}  // namespace twintide::ui
