// Purpose: the desktop program: the only place that makes both the engine and the window.
// Owner: the process. Thread: UI.
#include <QApplication>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTextStream>
#include <memory>
#include <mutex>

#include "app/control/control_server.h"
#include "app/secrets/keychain_secret_store.h"
#include "app/twintide/options.h"
#include "app/twintide/practice_run.h"
#include "app/twintide/practice_traffic.h"
#include "app/twintide/quit_signal.h"
#include "engine/api/engine.h"
#include "engine/base/log.h"
#include "ui/main_window.h"
#include "ui/support/job_watch.h"
#include "ui/support/language.h"
#include "ui/support/settings.h"
#include "ui/text/messages.h"
#include "ui/theme/theme.h"
#include "ui/tour/screenshot_tour.h"

using namespace twintide;

namespace {

bool hasScreen() {
  const QString platform = QGuiApplication::platformName();
  return platform != u"offscreen" && platform != u"minimal";
}

// Why the workspace could not be opened, in a dialog where somebody can see it.
int reportFailure(const Error& error) {
  const ui::text::Message said = ui::text::describe(error);
  QTextStream(stderr) << ui::text::oneLine(said) << '\n';
  if (hasScreen()) {
    QMessageBox box(QMessageBox::Critical, QStringLiteral("Twintide"), said.title,
                    QMessageBox::Close);
    box.setInformativeText(said.remedy.isEmpty() ? said.why : said.why + u' ' + said.remedy);
    box.exec();
  }
  return 1;
}

// Pictures must not depend on, or change, what the user has set.
void applySettings(const DesktopOptions& options, const QString& scratch) {
  if (!options.screenshots.isEmpty()) ui::useSettingsFile(scratch + QStringLiteral("/window.ini"));
  ui::Language::instance().set(options.language.isEmpty() ? ui::settings().language()
                                                          : options.language);
  const QString theme = options.theme.isEmpty() ? ui::settings().theme() : options.theme;
  ui::Theme::instance().apply(ui::themeFromText(theme));
}

void tellAboutFallback(KeychainSecretStore& store, ui::MainWindow& window) {
  const QPointer<QObject> guard(&window);
  store.setFallbackNotice([guard, &window] {
    ui::queueTo(guard, [&window] {
      window.notify(ui::MainWindow::tr("No keychain answers on this desktop."),
                    ui::MainWindow::tr("Passwords are kept in memory until Twintide is closed and "
                                       "asked for again after that."));
    });
  });
}

// What another shell has saved or removed over the control socket appears in the window.
class DefinitionsChanged {
 public:
  void follow(ui::MainWindow& window) {
    std::lock_guard lock(m_mutex);
    m_window = &window;
  }
  // Thread: any, while the control server lives.
  void tell() {
    std::lock_guard lock(m_mutex);
    ui::queueTo(QPointer<QObject>(m_window), [window = m_window] { window->view().reload(); });
  }

 private:
  std::mutex m_mutex;
  QPointer<ui::MainWindow> m_window;
};

int takePictures(QApplication& app, ui::MainWindow& window, const DesktopOptions& options) {
  ui::TourOptions tour;
  tour.folder = options.screenshots;
  if (options.practice) {
    tour.pair = QStringLiteral("practice");
    tour.fillSites = [](ui::MainWindow& w) { pickPracticeSites(w); };
  }
  ui::ScreenshotTour walk(window, tour);
  PracticeRun practice(window);
  QObject::connect(&walk, &ui::ScreenshotTour::finished, &app, &QApplication::quit);
  PracticeTraffic traffic;
  QObject::connect(&practice, &PracticeRun::ended, &walk, [&] {
    if (const auto info = window.view().engine().practice()) traffic.start(info->a, info->b);
    walk.start();
  });
  if (options.practice)
    practice.start(*options.practice);
  else
    QMetaObject::invokeMethod(&walk, &ui::ScreenshotTour::start, Qt::QueuedConnection);
  app.exec();
  QTextStream(stdout) << walk.written() << " pictures in " << options.screenshots << '\n';
  const QStringList problems = walk.problems() + practice.problems();
  for (const QString& problem : problems) QTextStream(stderr) << problem << '\n';
  return problems.isEmpty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("twintide"));
  QApplication::setApplicationVersion(QStringLiteral(TWINTIDE_VERSION));
  QGuiApplication::setDesktopFileName(QStringLiteral("twintide"));
  const DesktopOptions options = readCommandLine();
  const QuitSignal quitSignal;
  QTemporaryDir scratch;
  applySettings(options, scratch.path());

  api::EngineOptions engineOptions;
  engineOptions.workspaceDir = options.workspace.toStdString();
  auto secrets = std::make_unique<KeychainSecretStore>();
  KeychainSecretStore& store = *secrets;
  auto engine = api::openEngine(engineOptions, std::move(secrets));
  if (!engine) return reportFailure(engine.error());
  initLog((*engine)->workspaceDir() + "/twintide.log", false);

  DefinitionsChanged definitions;
  auto control = app::ControlServer::start(**engine, [&definitions] { definitions.tell(); });
  if (!control) return reportFailure(control.error());

  int status = 0;
  {
    ui::MainWindow window(**engine);
    definitions.follow(window);
    tellAboutFallback(store, window);
    window.show();
    PracticeRun practice(window);
    if (!options.screenshots.isEmpty()) {
      status = takePictures(app, window, options);
    } else {
      if (options.practice) practice.start(*options.practice);
      status = app.exec();
    }
    store.setFallbackNotice({});
    control->reset();  // nobody may start a pair while the window and the engine end
  }
  return status;
}
