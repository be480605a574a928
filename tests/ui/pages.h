// Purpose: the window on the sample pairs, and a walk through all of its pages.
// Owner: the test. Thread: UI.
#pragma once

#include <functional>

#include "tests/ui/ui_kit.h"
#include "ui/pair/pair_page.h"
#include "ui/precheck/precheck_view.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/precheck_page.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

namespace twintide::ui::test {

struct Scene {
  explicit Scene(const QString& language = QStringLiteral("en")) : stage(language) {
    engine.addSamplePairs();
    window = std::make_unique<MainWindow>(engine);
    window->resize(1280, 800);
    window->show();
  }
  PairPage* page() { return window->pairPage(); }
  void open(const QString& pair) { window->go({Route::Page::Pair, pair}); }

  Stage stage;
  ScriptedAsk asks;
  FakeEngine engine;
  std::unique_ptr<MainWindow> window;
};

// Shows every page of the window, one after the other, the wizard's included.
inline void eachPage(Scene& s, const std::function<void(const QString&)>& look) {
  const auto settle = [&] {
    QTest::qWait(20);
    // A pull of new numbers may just have asked for another layout, child before parent.
    for (int i = 0; i < 10; ++i) QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    s.window->grab();
  };
  const auto show = [&](const QString& name, const Route& route) {
    s.window->go(route);
    settle();
    look(name);
  };
  show(u"overview"_qs, {Route::Page::Overview, {}});
  s.open(u"orders"_qs);
  for (int tab = 0; tab <= int(PairPage::Tab::Events); ++tab) {
    s.page()->showTab(static_cast<PairPage::Tab>(tab));
    settle();
    look(QStringLiteral("pair tab %1").arg(tab));
  }
  show(u"data sources"_qs, {Route::Page::DataSources, {}});
  show(u"prechecks"_qs, {Route::Page::Prechecks, {}});
  show(u"settings"_qs, {Route::Page::Settings, {}});
  PairWizard* wizard = s.window->openWizard();
  auto* sites = static_cast<SitesPage*>(wizard->stepPage(PairWizard::Sites));
  sites->formA()->pick(u"ob-beijing"_qs);
  sites->formB()->pick(u"ob-hangzhou"_qs);
  sites->formA()->test();
  sites->formB()->test();
  for (int step = 0; step < PairWizard::StepCount; ++step) {
    auto* checks = static_cast<PrecheckPage*>(wizard->stepPage(PairWizard::Precheck))->checks();
    if (step == PairWizard::Precheck) {
      QTRY_VERIFY(checks->report().has_value());
      checks->skipEverythingSkippable();
    }
    QTRY_VERIFY(wizard->stepPage(step)->isComplete());
    settle();
    look(QStringLiteral("wizard step %1").arg(step + 1));
    wizard->next();
  }
  wizard->reject();
}

inline QString nameOf(const QWidget* w) {
  QString text = w->accessibleName();
  if (auto* label = qobject_cast<const QLabel*>(w)) text = label->text();
  if (auto* b = qobject_cast<const QAbstractButton*>(w)) text = b->text();
  return QStringLiteral("%1 '%2' %3x%4")
      .arg(QString::fromLatin1(w->metaObject()->className()), text)
      .arg(w->width())
      .arg(w->height());
}

}  // namespace twintide::ui::test
