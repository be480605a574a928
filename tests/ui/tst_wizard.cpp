// The wizard by keyboard, with wrong passwords, servers that die in the middle, and full disks: it
// says what is wrong, and leaves nothing half-made behind.
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

#include "tests/ui/ui_kit.h"
#include "ui/precheck/finding_row.h"
#include "ui/precheck/precheck_view.h"
#include "ui/wizard/objects_page.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/precheck_page.h"
#include "ui/wizard/review_page.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;

namespace {

// A window with the wizard open on an empty workspace.
struct Scene {
  Scene() {
    engine.cleanPrecheck = true;
    window = std::make_unique<MainWindow>(engine);
    window->show();
    window->activateWindow();
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(window.get());
    wizard = window->openWizard();
  }
  SitesPage* sites() { return static_cast<SitesPage*>(wizard->stepPage(PairWizard::Sites)); }
  PrecheckView* checks() {
    return static_cast<PrecheckPage*>(wizard->stepPage(PairWizard::Precheck))->checks();
  }
  QPushButton* next() { return static_cast<QPushButton*>(wizard->button(QWizard::NextButton)); }

  QLineEdit* field(SiteForm* form, const QString& name) {
    for (QLineEdit* edit : form->findChildren<QLineEdit*>())
      if (edit->accessibleName().startsWith(name + u',')) return edit;
    return nullptr;
  }
  // Types into the field that has the focus, as a person would.
  void fill(SiteForm* form, const QString& host, const QString& password) {
    field(form, QStringLiteral("Address"))->setFocus();
    for (const QString& text : {host, QString(), u"app"_qs, u"obprod"_qs, QString(), password}) {
      QWidget* now = QApplication::focusWidget();
      if (!text.isEmpty()) QTest::keyClicks(now, text);
      QTest::keyClick(now, Qt::Key_Tab);
    }
  }
  void fillBoth() {
    fill(sites()->formA(), u"10.20.1.15"_qs, u"right"_qs);
    fill(sites()->formB(), u"10.30.1.15"_qs, u"right"_qs);
  }
  bool goTo(int step) {
    if (wizard->currentId() == PairWizard::Sites && !sites()->isComplete()) {
      if (sites()->formA()->draft().source.host.empty()) fillBoth();
      sites()->formA()->test();
      sites()->formB()->test();
    }
    while (wizard->currentId() < step) {
      const bool ready = QTest::qWaitFor([this] { return next()->isEnabled(); }, kPatience);
      if (!ready) return false;
      const int before = wizard->currentId();
      QTest::keyClick(window.get(), Qt::Key_N, Qt::AltModifier);
      if (!QTest::qWaitFor([&] { return wizard->currentId() == before + 1; }, kPatience))
        return false;
    }
    return wizard->currentId() == step;
  }

  Stage stage;
  ScriptedAsk asks;
  FakeEngine engine;
  std::unique_ptr<MainWindow> window;
  PairWizard* wizard = nullptr;
};

}  // namespace

class TestWizard : public QObject {
  Q_OBJECT
 private slots:
  void wholeWayByKeyboard();
  void tabOrderFollowsTheEye();
  void pastedCommandLine();
  void omsConfigFillsBothRegions();
  void omsConfigThatIsNoneIsTold();
  void wrongPassword();
  void changedValuesNeedANewTest();
  void sameServerTwice();
  void sameRegionTwice();
  void testIsCancelled();
  void serverDiesBeforeTheTables();
  void serverDiesInThePrecheck();
  void errorMustBeMended();
  void remedyWithAnAdministratorsLogin();
  void loginDialogTakesBoth();
  void skippingIsAskedAndKept();
  void unskippableHasNoSkip();
  void fullDiskSavesNothing();
  void cancelLeavesNothing();
  void cancelCanBeTakenBack();
  void wizardDiesWhileJobsRun();
  void takenNames();
  void rulesAndTicksAgree();
  void answersStayInSight();
  void everyNumberIsKept();
};

void TestWizard::wholeWayByKeyboard() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Review));
  QVERIFY(s.engine.calls.end() ==
          std::find(s.engine.calls.begin(), s.engine.calls.end(), "savePair beijing-hangzhou"));
  auto* finish = s.wizard->button(QWizard::FinishButton);
  QVERIFY(finish->isEnabled());
  finish->setFocus();
  QTest::keyClick(finish, Qt::Key_Space);
  QTRY_COMPARE(s.window->wizard(), nullptr);
  QCOMPARE(s.window->route().page, Route::Page::Pair);
  QCOMPARE(s.window->route().pair, QStringLiteral("beijing-hangzhou"));
  QTRY_COMPARE(s.engine.stateOf("beijing-hangzhou"), LinkState::Running);
  const PairSpec pair = *s.engine.pair("beijing-hangzhou");
  QVERIFY(pair.forward.types == forwardDefaults());
  QVERIFY(pair.reverse.types == reverseDefaults());
  QCOMPARE(pair.conflicts.winnerRegion, std::string("cn-beijing"));
  QCOMPARE(s.engine.dataSources()->size(), size_t(2));
  QVERIFY(s.engine.memory().has("cn-beijing"));
}

void TestWizard::tabOrderFollowsTheEye() {
  Scene s;
  SiteForm* a = s.sites()->formA();
  s.field(a, QStringLiteral("Shown as"))->setFocus();
  QStringList order;
  for (int i = 0; i < 10; ++i) {
    QWidget* now = QApplication::focusWidget();
    order << now->accessibleName().section(u',', 0, 0);
    QTest::keyClick(now, Qt::Key_Tab);
  }
  QCOMPARE(order,
           QStringList({u"Shown as"_qs, u"Number"_qs, u"Kind"_qs, u"Environment"_qs, u"Address"_qs,
                        u"Port"_qs, u"User"_qs, u"Tenant"_qs, u"Cluster"_qs, u"Password"_qs}));
}

void TestWizard::pastedCommandLine() {
  Scene s;
  SiteForm* a = s.sites()->formA();
  s.field(a, QStringLiteral("Address"))->setText(u"obclient -h10.1.1.1 -P2883 -usync@t1#c1 -p"_qs);
  const DataSource& d = a->draft().source;
  QCOMPARE(d.host, std::string("10.1.1.1"));
  QCOMPARE(int(d.port), 2883);
  QCOMPARE(d.login(), std::string("sync@t1#c1"));
}

void TestWizard::omsConfigFillsBothRegions() {
  QTemporaryDir folder;
  const auto write = [&](const QString& name, const QByteArray& content) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(content);
    return file.fileName();
  };
  Scene s;
  s.wizard->reject();
  QTRY_VERIFY(!s.window->wizard());
  s.asks.files = {write(u"a.yaml"_qs,
                        "cm_region: cn-shenzhen\ncm_region_cn: 深圳\ncm_location: 17\n"
                        "oms_meta_password: s3cret\nown_key: 1\n"),
                  write(u"b.yaml"_qs, "cm_region: cn-wuhan\ncm_location: '18'\n")};
  QVERIFY(press(s.window.get(), u"From an OMS config.yaml"_qs));
  QTRY_VERIFY(s.window->wizard());
  s.wizard = s.window->wizard();
  QVERIFY(s.sites()->formA()->draft().source.region == (Region{"cn-shenzhen", "深圳", 17}));
  QVERIFY(s.sites()->formB()->draft().source.region == (Region{"cn-wuhan", "", 18}));
  const QString said = readable(s.sites());
  QVERIFY2(said.contains(u"oms_meta_password") && said.contains(u"own_key"), qPrintable(said));
  QVERIFY(!said.contains(u"s3cret"));
}

void TestWizard::omsConfigThatIsNoneIsTold() {
  Scene s;
  s.wizard->reject();
  QTRY_VERIFY(!s.window->wizard());
  s.asks.files = {u"/nowhere/config.yaml"_qs};
  QVERIFY(press(s.window.get(), u"From an OMS config.yaml"_qs));
  QVERIFY(readable(s.window.get()).contains(u"/nowhere/config.yaml"));
  QVERIFY(!s.window->wizard());
  s.asks.files.clear();  // given up
  QVERIFY(press(s.window.get(), u"From an OMS config.yaml"_qs));
  QVERIFY(!s.window->wizard());
}

void TestWizard::wrongPassword() {
  Scene s;
  s.fill(s.sites()->formA(), u"10.20.1.15"_qs, u"wrong"_qs);
  s.fill(s.sites()->formB(), u"10.30.1.15"_qs, u"right"_qs);
  s.sites()->formA()->test();
  s.sites()->formB()->test();
  QTRY_VERIFY(s.sites()->formB()->tested());
  QTRY_VERIFY(!s.sites()->formA()->testing());
  QVERIFY(!s.sites()->formA()->tested());
  QVERIFY(!s.next()->isEnabled());
  const QString said = readable(s.sites()->formA());
  QVERIFY2(said.contains(u"cn-beijing") || said.contains(u"10.20.1.15"), qPrintable(said));
  QVERIFY(!said.contains(u"wrong"));  // the password itself is never shown
  // Mended: the same page goes on.
  s.field(s.sites()->formA(), QStringLiteral("Password"))->setText(u"right"_qs);
  s.sites()->formA()->test();
  QTRY_VERIFY(s.next()->isEnabled());
}

void TestWizard::changedValuesNeedANewTest() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Types));
  s.wizard->back();
  QVERIFY(s.next()->isEnabled());
  s.field(s.sites()->formA(), QStringLiteral("User"))->setText(u"other"_qs);
  QVERIFY(!s.sites()->formA()->tested());
  QVERIFY(!s.next()->isEnabled());
}

void TestWizard::sameServerTwice() {
  Scene s;
  s.fill(s.sites()->formA(), u"10.20.1.15"_qs, u"right"_qs);
  s.fill(s.sites()->formB(), u"10.20.1.15"_qs, u"right"_qs);
  s.sites()->formA()->test();
  s.sites()->formB()->test();
  QTRY_VERIFY(s.sites()->formA()->tested() && s.sites()->formB()->tested());
  QVERIFY(!s.next()->isEnabled());
  QVERIFY(readable(s.wizard).contains(u"same server"));
}

void TestWizard::sameRegionTwice() {
  Scene s;
  s.fillBoth();
  s.sites()->formB()->proposeRegion(0);
  s.field(s.sites()->formB(), QStringLiteral("Name of the data source"))->setText(u"other"_qs);
  QVERIFY(!s.sites()->isComplete());
}

void TestWizard::testIsCancelled() {
  Scene s;
  s.engine.hold = true;
  s.fillBoth();
  SiteForm* a = s.sites()->formA();
  a->test();
  QVERIFY(a->testing());
  QAbstractButton* cancel = button(a, QStringLiteral("Cancel test"));
  QVERIFY(cancel);
  cancel->click();
  QVERIFY(!a->testing());
  s.engine.release();
  QTest::qWait(50);  // the late answer arrives and must change nothing
  QVERIFY(!a->tested());
}

void TestWizard::serverDiesBeforeTheTables() {
  Scene s;
  s.engine.failures["tables"] = errorOf(ErrorCode::ConnectRefused);
  QVERIFY(s.goTo(PairWizard::Types));
  s.wizard->next();
  QCOMPARE(s.wizard->currentId(), int(PairWizard::Objects));
  QTRY_VERIFY(button(s.wizard, QStringLiteral("Try again")));
  QVERIFY(!s.next()->isEnabled());
  s.engine.failures.clear();
  QVERIFY(press(s.wizard, QStringLiteral("Try again")));
  QTRY_VERIFY(s.next()->isEnabled());
}

void TestWizard::serverDiesInThePrecheck() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Options));
  s.engine.failures["precheck"] = errorOf(ErrorCode::ConnectionLost);
  s.wizard->next();
  QTRY_VERIFY(button(s.wizard, QStringLiteral("Try again")));
  QVERIFY(!s.next()->isEnabled());
  QVERIFY(s.engine.pairs()->empty());
  QVERIFY(s.engine.dataSources()->empty());
  s.engine.failures.clear();
  QVERIFY(press(s.wizard, QStringLiteral("Try again")));
  QTRY_VERIFY(s.next()->isEnabled());
  QCOMPARE(s.engine.drafts.size(), size_t(2));
}

void TestWizard::errorMustBeMended() {
  Scene s;
  s.engine.cleanPrecheck = false;
  QVERIFY(s.goTo(PairWizard::Precheck));
  QTRY_VERIFY(s.checks()->report().has_value());
  QVERIFY(!s.next()->isEnabled());
  QTRY_VERIFY(button(s.checks(), QStringLiteral("Run on 杭州")));
  QVERIFY(press(s.checks(), QStringLiteral("Run on 杭州")));
  QCOMPARE(s.asks.asked.size(), 1);
  QVERIFY(s.asks.asked[0].title.contains(u"杭州"));
  QVERIFY(s.asks.asked[0].detail.contains(u"max_allowed_packet"));
  QTRY_VERIFY(s.next()->isEnabled());
  QCOMPARE(s.checks()->report()->count(Severity::Error), 0);
  QCOMPARE(s.checks()->report()->count(Severity::Warning), 2);
}

void TestWizard::remedyWithAnAdministratorsLogin() {
  Scene s;
  s.engine.cleanPrecheck = false;
  Error refused(ErrorCode::ServerError,
                {{"server", "Access denied; you need SUPER"}, {"advice", "admin_login_needed"}});
  s.engine.failures["remedy"] = refused;
  QVERIFY(s.goTo(PairWizard::Precheck));
  QTRY_VERIFY(button(s.checks(), QStringLiteral("Run on 杭州")));
  QVERIFY(press(s.checks(), QStringLiteral("Run on 杭州")));
  QCOMPARE(s.engine.calls.back(), std::string("remedy max_allowed_packet"));
  QTRY_VERIFY(button(s.checks(), QStringLiteral("Other login")));
  QVERIFY(readable(s.checks()).contains(u"administrator's login"));
  s.asks.chosen = {true, QStringLiteral("root"), QStringLiteral("right")};
  QVERIFY(press(s.checks(), QStringLiteral("Other login")));
  QCOMPARE(s.asks.administratorAt, (QList<bool>{false, true}));
  QTRY_VERIFY(s.next()->isEnabled());
  const auto& calls = s.engine.calls;
  QVERIFY(std::find(calls.begin(), calls.end(), "remedy max_allowed_packet as root") !=
          calls.end());
}

void TestWizard::loginDialogTakesBoth() {
  Stage stage;
  Question q;
  q.title = QStringLiteral("Run this?");
  q.yes = QStringLiteral("Run");
  const auto answer = [&](bool administrator, const std::function<bool(QDialog*)>& fill) {
    QTimer::singleShot(0, [fill] {
      auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
      if (!dialog) return;
      for (QLineEdit* edit : dialog->findChildren<QLineEdit*>()) {
        if (edit->accessibleName().isEmpty()) return dialog->reject();
      }
      dialog->done(fill(dialog) ? QDialog::Accepted : QDialog::Rejected);
    });
    return Ask().login(nullptr, q, administrator);
  };
  const auto own = answer(false, [](QDialog*) { return true; });
  QVERIFY(own && !own->administrator);
  const auto other = answer(false, [](QDialog* dialog) {
    dialog->findChild<QCheckBox*>()->setChecked(true);
    dialog->findChildren<QLineEdit*>()[1]->setText(QStringLiteral("pw"));
    return true;
  });
  QVERIFY(other && other->administrator);
  QCOMPARE(other->user, QStringLiteral("root"));
  QCOMPARE(other->password, QStringLiteral("pw"));
  QVERIFY(!answer(true, [](QDialog*) { return false; }));
}

void TestWizard::skippingIsAskedAndKept() {
  Scene s;
  s.engine.cleanPrecheck = false;
  QVERIFY(s.goTo(PairWizard::Precheck));
  QTRY_VERIFY(s.checks()->report().has_value());
  s.asks.answer = false;
  emit s.checks()->rows()[0]->skipWanted(s.checks()->rows()[0]->finding());
  QCOMPARE(s.asks.asked.size(), 1);
  QVERIFY(!s.next()->isEnabled());
  s.asks.answer = true;
  emit s.checks()->rows()[0]->skipWanted(s.checks()->rows()[0]->finding());
  QTRY_VERIFY(s.next()->isEnabled());
  QCOMPARE(s.wizard->draft().spec().skippedChecks, std::vector<std::string>{"max_allowed_packet"});
}

void TestWizard::unskippableHasNoSkip() {
  Stage stage;
  Finding f = sampleFindings(false, false).front();
  f.skippable = false;
  FindingRow row(f, {QStringLiteral("北京"), QStringLiteral("杭州")});
  row.show();
  row.setOpen(true);
  QVERIFY(button(&row, QStringLiteral("Check again")));
  QVERIFY(!button(&row, QStringLiteral("Skip")));
}

void TestWizard::fullDiskSavesNothing() {
  Scene s;
  s.engine.failSavePair = true;
  QVERIFY(s.goTo(PairWizard::Review));
  s.wizard->button(QWizard::FinishButton)->click();
  QVERIFY(s.window->wizard() != nullptr);
  QVERIFY(s.engine.dataSources()->empty());
  QVERIFY(s.engine.pairs()->empty());
  // Space again: the same button works.
  s.engine.failSavePair = false;
  s.wizard->button(QWizard::FinishButton)->click();
  QTRY_COMPARE(s.window->wizard(), nullptr);
  QCOMPARE(s.engine.pairs()->size(), size_t(1));
}

void TestWizard::cancelLeavesNothing() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Review));
  QVERIFY(s.engine.memory().has("cn-beijing"));
  s.wizard->button(QWizard::CancelButton)->click();
  QTRY_COMPARE(s.window->wizard(), nullptr);
  QCOMPARE(s.asks.asked.size(), 1);
  QVERIFY(s.engine.dataSources()->empty());
  QVERIFY(s.engine.pairs()->empty());
  QVERIFY(!s.engine.memory().has("cn-beijing"));
  QVERIFY(!s.engine.memory().has("cn-hangzhou"));
  QVERIFY(s.engine.drafts.empty());
}

void TestWizard::cancelCanBeTakenBack() {
  Scene s;
  s.fillBoth();
  s.asks.answer = false;
  QTest::keyClick(s.wizard, Qt::Key_Escape);
  QVERIFY(s.window->wizard() != nullptr);
  QCOMPARE(s.wizard->draft().a.source.host, std::string("10.20.1.15"));
}

void TestWizard::wizardDiesWhileJobsRun() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Options));
  s.engine.hold = true;
  s.wizard->next();
  s.wizard->reject();
  QCOMPARE(s.window->wizard(), nullptr);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  s.engine.release();
  QTest::qWait(50);  // the answer arrives after the page is gone
  QVERIFY(s.engine.pairs()->empty());
}

void TestWizard::takenNames() {
  Scene s;
  (void)s.engine.savePair(samplePair("beijing-hangzhou", ""));
  s.window->view().reload();
  QVERIFY(s.goTo(PairWizard::Review));
  auto* review = static_cast<ReviewPage*>(s.wizard->stepPage(PairWizard::Review));
  QCOMPARE(review->nameEdit()->text(), QStringLiteral("beijing-hangzhou-2"));
  review->nameEdit()->setText(u"beijing-hangzhou"_qs);
  QVERIFY(!s.wizard->button(QWizard::FinishButton)->isEnabled());
  review->nameEdit()->setText(u"no spaces!"_qs);
  QVERIFY(!s.wizard->button(QWizard::FinishButton)->isEnabled());
}

void TestWizard::rulesAndTicksAgree() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Objects));
  auto* page = static_cast<ObjectsPage*>(s.wizard->stepPage(PairWizard::Objects));
  QTRY_COMPARE(page->model().rowCount(), 2);
  const auto edits = page->findChildren<QPlainTextEdit*>();
  QCOMPARE(edits.size(), 2);
  edits[0]->setPlainText(u"orders.*"_qs);
  QCOMPARE(s.wizard->draft().tablesChosen, 7);
  const QModelIndex orders = page->model().index(1, 0);
  page->model().setData(page->model().index(0, 0, orders), Qt::Unchecked, Qt::CheckStateRole);
  QCOMPARE(edits[1]->toPlainText(), QStringLiteral("orders.coupon"));
  QCOMPARE(s.wizard->draft().tablesChosen, 6);
  edits[0]->setPlainText(QString());
  QVERIFY(!s.next()->isEnabled());
}

void TestWizard::answersStayInSight() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Options));
  QString steps;
  for (QWidget* w : s.wizard->findChildren<QWidget*>())
    if (w->objectName() == u"stepList") steps = w->accessibleDescription();
  QVERIFY2(steps.contains(u"北京 ⇄ 杭州"), qPrintable(steps));
  QVERIFY(steps.contains(u"10 table"));
}

QTEST_MAIN(TestWizard)
// Each takes a value that no other has, so that none can stand in for another.
void TestWizard::everyNumberIsKept() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Options));
  const auto spins = s.wizard->stepPage(PairWizard::Options)->findChildren<QSpinBox*>();
  QSet<int> chosen;
  for (qsizetype i = 0; i < spins.size(); ++i) {
    QVERIFY(!spins[i]->accessibleName().isEmpty());
    spins[i]->setValue(spins[i]->minimum() + 1 + int(i));
    chosen << spins[i]->value();
  }
  const PairOptions& o = s.wizard->draft().options;
  const QSet<int> kept = {o.copyThreads,   o.copyChunkRows, o.groupRows,    o.groupBytes / 1024,
                          o.groupLingerMs, o.heartbeatMs,   o.unsettledRows};
  QCOMPARE(kept, chosen);
  QCOMPARE(kept.size(), spins.size());
}

#include "tst_wizard.moc"
