// The window: language and theme at run time, nothing clipped, commands of a
// pair, the practice pair, and what it shows when things go wrong.
#include <QAbstractItemView>
#include <QTest>
#include <QTimer>

#include "tests/ui/pages.h"
#include "ui/drill/drills_tab.h"
#include "ui/pair/pair_page.h"
#include "ui/start/start_page.h"
#include "ui/widgets/number_label.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;

namespace {

bool insideScroll(const QWidget* w) {
  for (const QWidget* p = w->parentWidget(); p; p = p->parentWidget())
    if (p->inherits("QAbstractScrollArea")) return true;
  return false;
}

// What is cut off on a page; empty when nothing is.
QStringList clipped(QWidget* root) {
  QStringList out;
  for (QWidget* w : root->findChildren<QWidget*>()) {
    if (!w->isVisible() || w->visibleRegion().isEmpty()) continue;
    bool cut = false;
    if (auto* label = qobject_cast<QLabel*>(w)) {
      const bool ignored = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
      cut = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 1
                              : !ignored && label->sizeHint().width() > label->width() + 1;
    } else if (qobject_cast<QAbstractButton*>(w) || qobject_cast<NumberLabel*>(w)) {
      cut = w->minimumSizeHint().width() > w->width() + 1;
    }
    const QPoint corner = w->mapTo(root, QPoint(w->width(), w->height()));
    const bool outside = corner.x() > root->width() + 1 || corner.y() > root->height() + 1;
    if (cut || (outside && !insideScroll(w))) out << nameOf(w);
  }
  return out;
}

}  // namespace

class TestWindow : public QObject {
  Q_OBJECT
 private slots:
  void nothingIsClipped_data();
  void nothingIsClipped();
  void aQuestionShowsAllItsText_data();
  void aQuestionShowsAllItsText();
  void languageAtRunTime();
  void themeAtRunTime();
  void pauseAsksAndPauses();
  void stopCanBeRefused();
  void failureOfACommandIsABar();
  void missingPasswordIsAskedOnce();
  void drillRunsAndIsKept();
  void removingAsksAndCleansUp();
  void aFailedCleanUpRemovesNothing();
  void practiceTellsThatItFellBack();
  void practiceFailureStaysOnThePage();
  void emptyWorkspace();
  void eventsArrive();
  void sideBarByKeyboard();
  void closingDuringTheWizardAsks();
};

void TestWindow::nothingIsClipped_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QSize>("size");
  for (const char* language : {"en", "zh_CN"}) {
    QTest::addRow("%s 1280x800", language) << QString::fromLatin1(language) << QSize(1280, 800);
    // What a screen of 2560x1440 at scale 2 leaves.
    QTest::addRow("%s 1280x720", language) << QString::fromLatin1(language) << QSize(1280, 720);
  }
}

void TestWindow::nothingIsClipped() {
  QFETCH(QString, language);
  QFETCH(QSize, size);
  Scene s(language);
  s.window->resize(size);
  eachPage(s, [&](const QString& name) {
    QCOMPARE(s.window->size(), size);
    const QStringList bad = clipped(s.window.get());
    QVERIFY2(bad.isEmpty(), qPrintable(name + u": "_qs + bad.join(u"; "_qs)));
  });
}

void TestWindow::aQuestionShowsAllItsText_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("en") << u"en"_qs;
  QTest::newRow("zh_CN") << u"zh_CN"_qs;
}

void TestWindow::aQuestionShowsAllItsText() {
  QFETCH(QString, language);
  Scene s(language);
  setAsk(nullptr);
  s.open(u"orders"_qs);
  QStringList bad{u"no question"_qs};
  QTimer look;
  connect(&look, &QTimer::timeout, this, [&] {
    QWidget* dialog = QApplication::activeModalWidget();
    if (!dialog) return;
    dialog->grab();
    bad = clipped(dialog);
    dialog->close();
  });
  look.start(20);
  s.page()->stopPair();
  QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u"; "_qs)));
  setAsk(&s.asks);
}

void TestWindow::languageAtRunTime() {
  Scene s;
  s.open(u"orders"_qs);
  QTest::qWait(20);
  QVERIFY(button(s.window.get(), u"Run drill"_qs));
  Language::instance().set(u"zh_CN"_qs);
  QTRY_VERIFY(!button(s.window.get(), u"Run drill"_qs));
  QCOMPARE(s.window->route().pair, QStringLiteral("orders"));  // stays where it was
  QTest::qWait(20);
  QVERIFY(readable(s.window.get()).contains(u"北京"));
  Language::instance().set(u"en"_qs);
  QTRY_VERIFY(button(s.window.get(), u"Run drill"_qs));
}

void TestWindow::themeAtRunTime() {
  Scene s;
  s.open(u"orders"_qs);
  QTest::qWait(20);
  const QColor light = s.window->grab().toImage().pixelColor(600, 300);
  Theme::instance().apply(ThemeChoice::Dark);
  QTest::qWait(20);
  const QColor dark = s.window->grab().toImage().pixelColor(600, 300);
  QVERIFY(light.lightness() > 200);
  QVERIFY(dark.lightness() < 60);
}

void TestWindow::pauseAsksAndPauses() {
  Scene s;
  s.open(u"orders"_qs);
  QVERIFY(press(s.window.get(), u"Pause"_qs));
  QCOMPARE(s.asks.asked.size(), 1);
  QTRY_COMPARE(s.engine.stateOf("orders"), LinkState::Paused);
  QTRY_VERIFY(button(s.window.get(), u"Resume"_qs));
  QVERIFY(press(s.window.get(), u"Resume"_qs));
  QTRY_COMPARE(s.engine.stateOf("orders"), LinkState::Running);
  QCOMPARE(s.asks.asked.size(), 1);  // resuming needs no question
}

void TestWindow::stopCanBeRefused() {
  Scene s;
  s.open(u"orders"_qs);
  s.asks.answer = false;
  QVERIFY(press(s.window.get(), u"Stop"_qs));
  QVERIFY(s.asks.asked[0].dangerous);
  QTest::qWait(20);
  QCOMPARE(s.engine.stateOf("orders"), LinkState::Running);
}

void TestWindow::failureOfACommandIsABar() {
  Scene s;
  s.engine.failures["resume"] = errorOf(ErrorCode::ConnectRefused);
  s.open(u"members"_qs);
  QVERIFY(press(s.window.get(), u"Resume"_qs));
  QTRY_VERIFY(readable(s.page()).contains(u"192.0.2.7"));
  QVERIFY(button(s.window.get(), u"Resume"_qs)->isEnabled());
}

void TestWindow::missingPasswordIsAskedOnce() {
  Scene s;
  s.engine.failures["resume"] =
      Error(ErrorCode::PasswordMissing, {{"source", "ob-beijing"}, {"ref", "keychain"}});
  s.open(u"members"_qs);
  QVERIFY(press(s.window.get(), u"Resume"_qs));
  QTRY_COMPARE(s.asks.passwordsAsked, 1);  // refused: no second question
  QVERIFY(!s.engine.memory().has("ob-beijing"));
  s.asks.typed = u"right"_qs;
  QTRY_VERIFY(button(s.window.get(), u"Resume"_qs)->isEnabled());
  s.engine.failures.clear();
  QVERIFY(press(s.window.get(), u"Resume"_qs));
  QTRY_COMPARE(s.engine.stateOf("members"), LinkState::Running);
}

void TestWindow::drillRunsAndIsKept() {
  Scene s;
  QTemporaryDir folder;
  s.open(u"orders"_qs);
  QVERIFY(press(s.window.get(), u"Run drill"_qs));
  QTRY_VERIFY(!s.page()->drills()->running());
  QTRY_VERIFY(readable(s.page()).contains(u"Passed in"));
  QCOMPARE(s.engine.drills("orders", 10)->size(), size_t(2));
  for (const char* name : {"drill.html", "drill.json"}) {
    s.asks.file = folder.filePath(QString::fromLatin1(name));
    QVERIFY(press(s.page(), u"Export report"_qs));
    QFile file(*s.asks.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().size() > 300);
  }
  s.asks.file = u"/nowhere/at/all.html"_qs;
  QVERIFY(press(s.page(), u"Export report"_qs));
  QVERIFY(readable(s.page()).contains(u"/nowhere/at/all.html"));
}

void TestWindow::removingAsksAndCleansUp() {
  Scene s;
  s.engine.setState("members", LinkState::Stopped);
  s.open(u"members"_qs);
  s.window->view().pull();
  QVERIFY(press(s.window.get(), u"Remove"_qs));
  QTRY_COMPARE(s.engine.pairs()->size(), size_t(1));
  QTRY_COMPARE(s.window->route().page, Route::Page::Overview);
  const auto& calls = s.engine.calls;
  QVERIFY(std::find(calls.begin(), calls.end(), "cleanUp members") != calls.end());
}

void TestWindow::aFailedCleanUpRemovesNothing() {
  Scene s;
  s.engine.setState("members", LinkState::Stopped);
  s.engine.failures["cleanUp"] = errorOf(ErrorCode::ConnectRefused);
  s.open(u"members"_qs);
  s.window->view().pull();
  QVERIFY(press(s.window.get(), u"Remove"_qs));
  QTRY_VERIFY(readable(s.page()).contains(u"192.0.2.7"));
  // A later success of another command must not remove it either.
  QVERIFY(press(s.window.get(), u"Start"_qs));
  QTRY_COMPARE(s.engine.stateOf("members"), LinkState::Running);
  QTest::qWait(20);
  QCOMPARE(s.engine.pairs()->size(), size_t(2));
}

void TestWindow::practiceTellsThatItFellBack() {
  Scene s;
  s.window->openPractice(ServerKind::OceanBase);
  QTRY_COMPARE(s.window->route().pair, QStringLiteral("practice"));
  QTRY_COMPARE(s.engine.stateOf("practice"), LinkState::Running);
  s.window->go({Route::Page::Overview, {}});
  QVERIFY(readable(s.window->startPage()).contains(u"MariaDB runs instead"));
}

void TestWindow::practiceFailureStaysOnThePage() {
  Scene s;
  s.engine.failures["practice"] = Error(ErrorCode::PortTaken, {{"port", "13306"}});
  s.window->openPractice(ServerKind::MariaDb);
  QTRY_VERIFY(readable(s.window->startPage()).contains(u"13306"));
  QVERIFY(button(s.window->startPage(), u"Open practice pair"_qs));
}

void TestWindow::emptyWorkspace() {
  Stage stage;
  FakeEngine engine;
  MainWindow window(engine);
  window.show();
  QVERIFY(button(&window, u"New link pair"_qs));
  QVERIFY(button(&window, u"Open practice pair"_qs));
  QVERIFY(!readable(&window).contains(u"Prechecks"));  // nothing to check, so no entry
  window.go({Route::Page::DataSources, {}});
  QVERIFY(button(&window, u"New data source"_qs));
  window.go({Route::Page::Pair, u"gone"_qs});  // a pair that is not there: the overview
  QCOMPARE(window.route().page, Route::Page::Overview);
}

void TestWindow::eventsArrive() {
  Scene s;
  s.open(u"orders"_qs);
  s.page()->showTab(PairPage::Tab::Events);
  auto* table = s.page()->findChild<QAbstractItemView*>(QString(), Qt::FindChildrenRecursively);
  QVERIFY(table);
  Event e = sampleEvents(1).front();
  e.id = 9999;
  std::vector<QAbstractItemView*> visible;
  for (auto* view : s.page()->findChildren<QAbstractItemView*>())
    if (view->isVisible() && !view->inherits("QHeaderView")) visible.push_back(view);
  QCOMPARE(visible.size(), size_t(1));
  const int before = visible[0]->model()->rowCount();
  s.engine.raise(e);
  QTRY_COMPARE(visible[0]->model()->rowCount(), before + 1);
}

void TestWindow::sideBarByKeyboard() {
  Scene s;
  QWidget* item = nullptr;
  for (NavItem* nav : s.window->findChildren<NavItem*>())
    if (nav->accessibleName().startsWith(u"Settings")) item = nav;
  QVERIFY(item);
  item->setFocus(Qt::TabFocusReason);
  QTest::keyClick(item, Qt::Key_Return);
  QCOMPARE(s.window->route().page, Route::Page::Settings);
}

void TestWindow::closingDuringTheWizardAsks() {
  Scene s;
  PairWizard* wizard = s.window->openWizard();
  auto* sites = static_cast<SitesPage*>(wizard->stepPage(PairWizard::Sites));
  sites->formA()->pick(u"ob-beijing"_qs);
  s.asks.answer = false;
  s.window->close();
  QVERIFY(s.window->isVisible());
  s.asks.answer = true;
  s.window->close();
  QVERIFY(!s.window->isVisible());
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
