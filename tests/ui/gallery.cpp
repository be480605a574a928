// Pictures of every page on the fake engine: ui_gallery DIR. Not a test; for looking. With "states"
// behind it, only those that a running pair does not show by itself.
#include <QApplication>
#include <QTextStream>
#include <QTimer>

#include "tests/ui/fake_engine.h"
#include "ui/main_window.h"
#include "ui/pair/pair_page.h"
#include "ui/support/language.h"
#include "ui/support/settings.h"
#include "ui/theme/theme.h"
#include "ui/tour/screenshot_tour.h"
#include "ui/widgets/ask.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

using namespace twintide;
using namespace twintide::ui;

namespace {

// A link that stands before a DDL, a pair whose triggers nobody renews, and the question for an
// administrator's login.
void extraPictures(MainWindow& window, test::FakeEngine& engine, const QString& folder) {
  engine.setState("orders", LinkState::Failed,
                  Error(ErrorCode::DdlFailed, {{"sql", "ALTER TABLE orders.head ADD UNIQUE (no)"},
                                               {"server", "Duplicate entry '7' for key 'no'"},
                                               {"position", "1"}}));
  for (const QString& language : Language::known()) {
    Language::instance().set(language);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
      Theme::instance().apply(theme);
      const QString tail = QStringLiteral("-%1-%2.png")
                               .arg(language, theme == ThemeChoice::Dark ? u"dark" : u"light");
      window.show();
      window.go({Route::Page::Pair, QStringLiteral("orders")});
      window.pairPage()->showTab(PairPage::Tab::Monitor);
      for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
      window.view().pull();
      for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
      window.grab().save(folder + QStringLiteral("/failed-ddl") + tail);
      window.go({Route::Page::Pair, QStringLiteral("members")});
      for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
      window.grab().save(folder + QStringLiteral("/paused") + tail);
      QTimer::singleShot(100, [&] {
        QWidget* dialog = QApplication::activeModalWidget();
        dialog->grab().save(folder + QStringLiteral("/login") + tail);
        dialog->close();
      });
      Question q;
      q.title = QStringLiteral("SET GLOBAL");
      q.detail = QStringLiteral("SET GLOBAL max_allowed_packet=8388608;");
      q.yes = QStringLiteral("OK");
      ask().login(&window, q, true);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  const QString folder = app.arguments().value(1, QStringLiteral("gallery"));
  useSettingsFile(folder + QStringLiteral("/window.ini"));
  Theme::instance().apply(ThemeChoice::Light);
  test::FakeEngine engine;
  engine.addSamplePairs();
  MainWindow window(engine);
  window.show();
  TourOptions options;
  options.folder = folder;
  options.pair = QStringLiteral("orders");
  options.fillSites = [](MainWindow& w) {
    auto* page = static_cast<SitesPage*>(w.wizard()->stepPage(PairWizard::Sites));
    for (const bool a : {true, false}) {
      SideDraft side;
      side.source = test::sampleSource(a ? "ob-bj-2" : "ob-hz-2", a);
      side.password = QStringLiteral("right");
      SiteForm* form = a ? page->formA() : page->formB();
      form->setDraft(side);
      form->test();
    }
  };
  ScreenshotTour tour(window, options);
  QObject::connect(&tour, &ScreenshotTour::finished, &app, &QApplication::quit);
  const bool pages = app.arguments().value(2) != u"states";
  if (pages) tour.start();
  const int status = pages ? app.exec() : 0;
  extraPictures(window, engine, folder);
  QTextStream(stdout) << tour.written() << " pictures\n" << tour.problems().join(u'\n') << "\n";
  return tour.problems().isEmpty() ? status : 1;
}
