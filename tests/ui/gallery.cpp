// Pictures of every page on the fake engine: ui_gallery DIR. Not a test; for looking.
#include <QApplication>
#include <QTextStream>

#include "tests/ui/fake_engine.h"
#include "ui/main_window.h"
#include "ui/support/settings.h"
#include "ui/theme/theme.h"
#include "ui/tour/screenshot_tour.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

using namespace twintide;
using namespace twintide::ui;

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
  tour.start();
  const int status = app.exec();
  QTextStream(stdout) << tour.written() << " pictures\n" << tour.problems().join(u'\n') << "\n";
  return tour.problems().isEmpty() ? status : 1;
}
