#include "ui/main_window.h"

#include <QCloseEvent>
#include <QShortcut>
#include <QStackedWidget>

#include "ui/data_sources/data_sources_page.h"
#include "ui/pair/pair_page.h"
#include "ui/precheck/prechecks_page.h"
#include "ui/settings/settings_page.h"
#include "ui/start/start_page.h"
#include "ui/support/job_watch.h"
#include "ui/support/settings.h"
#include "ui/theme/icons.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/message_bar.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/sites_page.h"

namespace twintide::ui {

MainWindow::MainWindow(api::Engine& engine, QWidget* parent) : QMainWindow(parent), m_view(engine) {
  setWindowTitle(QStringLiteral("Twintide"));
  setWindowIcon(QIcon(QStringLiteral(":/linux/twintide.svg")));
  resize(1280, 800);
  setMinimumSize(1120, 720);
  build();
  addShortcuts();
  restoreGeometry(settings().geometry());
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
  m_outer = new QStackedWidget;
  auto* shell = new QWidget;
  shell->setObjectName(QStringLiteral("page"));
  auto* row = flat(new QHBoxLayout(shell), 0);
  m_sideBar = new SideBar(m_view, shell);
  row->addWidget(m_sideBar);
  auto* right = flat(new QVBoxLayout, 0);
  m_notice = new MessageBar(shell);
  auto* noticeRow = new QVBoxLayout;
  noticeRow->setContentsMargins(22, 0, 22, 0);
  noticeRow->addWidget(m_notice);
  right->addLayout(noticeRow);
  m_pages = new QStackedWidget(shell);
  right->addWidget(m_pages, 1);
  row->addLayout(right, 1);
  m_start = new StartPage(m_view, m_pages);
  m_pairPage = new PairPage(m_view, m_pages);
  m_sources = new DataSourcesPage(m_view, m_pages);
  m_prechecks = new PrechecksPage(m_view, m_pages);
  m_settings = new SettingsPage(m_view.engine(), m_pages);
  for (QWidget* page : {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_pairPage),
                        m_sources, m_prechecks, m_settings})
    m_pages->addWidget(page);
  m_outer->addWidget(shell);
  setCentralWidget(m_outer);
  connect(m_sideBar, &SideBar::wanted, this, &MainWindow::go);
  connect(m_sideBar, &SideBar::newPairWanted, this, [this] { openWizard(); });
  connect(m_start, &StartPage::newPairWanted, this, [this] { openWizard(); });
  connect(m_start, &StartPage::omsWanted, this, [this](const auto& configs) {
    static_cast<SitesPage*>(openWizard()->stepPage(PairWizard::Sites))->takeOver(configs);
  });
  connect(m_start, &StartPage::pairWanted, this, [this](const QString& name) {
    go({Route::Page::Pair, name});
  });
  connect(m_start, &StartPage::practiceReady, this, [this](const QString& name) {
    go({Route::Page::Pair, name});
    m_pairPage->startPair();
  });
  connect(m_pairPage, &PairPage::pairRemoved, this, [this] {
    m_view.reload();
    go({Route::Page::Overview, {}});
  });
  go(m_route);
}

void MainWindow::addShortcuts() {
  const auto add = [this](const QKeySequence& keys, auto action) {
    connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
  };
  add(QKeySequence::New, [this] { openWizard(); });
  add(QKeySequence(Qt::CTRL | Qt::Key_1), [this] { go({Route::Page::Overview, {}}); });
  add(QKeySequence(Qt::CTRL | Qt::Key_2), [this] { go({Route::Page::DataSources, {}}); });
  add(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { go({Route::Page::Settings, {}}); });
  add(QKeySequence::Quit, [this] { close(); });
}

QWidget* MainWindow::pageOf(Route::Page page) {
  switch (page) {
    case Route::Page::Pair:
      return m_pairPage;
    case Route::Page::DataSources:
      return m_sources;
    case Route::Page::Prechecks:
      return m_prechecks;
    case Route::Page::Settings:
      return m_settings;
    case Route::Page::Overview:
      break;
  }
  return m_start;
}

void MainWindow::go(const Route& wanted) {
  if (m_wizard) return;
  Route route = wanted;
  if (route.page == Route::Page::Pair && !m_view.pair(route.pair)) route = {};
  if (m_view.pairs().empty() && route.page == Route::Page::Prechecks) route = {};
  m_route = route;
  m_sideBar->setRoute(route);
  m_pages->setCurrentWidget(pageOf(route.page));
  if (route.page == Route::Page::Pair) m_pairPage->setPair(route.pair);
  m_view.pull();
}

PairWizard* MainWindow::openWizard() {
  if (m_wizard) return m_wizard;
  m_wizard = new PairWizard(m_view, m_outer);
  m_outer->addWidget(m_wizard);
  m_outer->setCurrentWidget(m_wizard);
  connect(m_wizard, &QDialog::finished, this, &MainWindow::wizardEnded);
  m_wizard->setFocus();
  return m_wizard;
}

void MainWindow::wizardEnded(int result) {
  PairWizard* wizard = std::exchange(m_wizard, nullptr);
  if (!wizard) return;
  const QString created = wizard->createdPair();
  m_outer->setCurrentIndex(0);
  m_outer->removeWidget(wizard);
  wizard->deleteLater();
  m_view.reload();
  if (result != QDialog::Accepted || created.isEmpty()) return;
  go({Route::Page::Pair, created});
  m_pairPage->startPair();
}

void MainWindow::openPractice(ServerKind kind) {
  go({Route::Page::Overview, {}});
  m_start->openPractice(kind);
}

void MainWindow::notify(const QString& what, const QString& remedy) {
  m_notice->showMessage(BarLevel::Info, what, remedy);
  m_notice->setAction(tr("Understood"), [this] { m_notice->clear(); });
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  // All texts are set in constructors: a new language means new pages. Never during the wizard,
  // whose answers would be lost; the language is chosen in the settings, so it is not open then.
  if (event->type() == QEvent::LanguageChange && !m_wizard && m_outer) {
    m_outer->deleteLater();
    takeCentralWidget();
    build();
  }
  if (event->type() == QEvent::WindowStateChange || event->type() == QEvent::ActivationChange)
    m_view.setWatched(!isMinimized() && isVisible());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_wizard) {
    m_wizard->reject();
    if (m_wizard) return event->ignore();
  }
  settings().setGeometry(saveGeometry());
  event->accept();
}

}  // namespace twintide::ui
