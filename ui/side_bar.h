// Purpose: the navigation at the left: overview, each pair with lag or state, and the pages.
// Owner: the main window. Thread: UI.
#pragma once

#include <QFrame>
#include <vector>

#include "ui/support/engine_view.h"

class QLabel;
class QVBoxLayout;

namespace twintide::ui {

class NumberLabel;

// Where the window stands.
struct Route {
  enum class Page { Overview, Pair, DataSources, Prechecks, Settings };
  Page page = Page::Overview;
  QString pair;
  bool operator==(const Route&) const = default;
};

// One entry: a name at the left, a quiet number or state at the right.
class NavItem : public QWidget {
  Q_OBJECT
 public:
  NavItem(const QString& name, QWidget* parent);
  void setNote(const QString& note, bool alarming = false);
  void setChosen(bool chosen);
  void setQuiet(bool quiet);

 signals:
  void chosen();

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void enterEvent(QEnterEvent*) override;
  void leaveEvent(QEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  QString m_name, m_note;
  bool m_alarming = false, m_chosen = false, m_quiet = false, m_hovered = false;
  bool m_ring = false;  // focus came by keyboard
};

class SideBar : public QFrame {
  Q_OBJECT
 public:
  SideBar(EngineView& view, QWidget* parent = nullptr);
  void setRoute(const Route& route);

 signals:
  void wanted(const twintide::ui::Route& route);
  void newPairWanted();

 private:
  NavItem* add(const QString& name, const Route& route);
  void rebuild();
  void refresh();

  EngineView& m_view;
  Route m_route;
  QVBoxLayout* m_entries;
  std::vector<std::pair<Route, NavItem*>> m_items;
  NumberLabel* m_engine;
  NumberLabel* m_usage;
};

}  // namespace twintide::ui
