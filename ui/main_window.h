// Purpose: the window: side bar, the page of the route, and the wizard in their place.
// Owner: app. Thread: UI.
#pragma once

#include <QMainWindow>

#include "ui/side_bar.h"
#include "ui/support/engine_view.h"

class QStackedWidget;

namespace twintide::ui {

class MessageBar;
class PairPage;
class PairWizard;
class StartPage;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(api::Engine& engine, QWidget* parent = nullptr);
  ~MainWindow() override;

  void go(const Route& route);
  const Route& route() const { return m_route; }
  PairWizard* openWizard();
  // Opens the practice pair: servers, precheck, start, drill.
  void openPractice(ServerKind kind);
  void notify(const QString& what, const QString& remedy);

  EngineView& view() { return m_view; }
  PairPage* pairPage() const { return m_pairPage; }
  PairWizard* wizard() const { return m_wizard; }
  StartPage* startPage() const { return m_start; }

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void build();
  void addShortcuts();
  QWidget* pageOf(Route::Page page);
  void wizardEnded(int result);

  EngineView m_view;
  Route m_route;
  QStackedWidget* m_outer = nullptr;  // shell or wizard
  QStackedWidget* m_pages = nullptr;
  SideBar* m_sideBar = nullptr;
  MessageBar* m_notice = nullptr;
  StartPage* m_start = nullptr;
  PairPage* m_pairPage = nullptr;
  PairWizard* m_wizard = nullptr;
  QWidget* m_sources = nullptr;
  QWidget* m_prechecks = nullptr;
  QWidget* m_settings = nullptr;
};

}  // namespace twintide::ui
