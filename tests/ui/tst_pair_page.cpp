// The page of a pair: what a failed link offers, what must not be done while links rest, and the
// conflict log.
#include <QComboBox>
#include <QTableView>
#include <QTest>

#include "tests/ui/pages.h"
#include "ui/pair/conflicts_tab.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;

class TestPairPage : public QObject {
  Q_OBJECT
 private slots:
  void aChangeLogWarnsOfColumns();
  void aBinlogDoesNotWarnOfColumns();
  void conflictsLoadInPages();
  void conflictsAreFiltered();
  void aQuarantinedRowIsDecided();
  void newConflictsLeaveTheChosenOne();
  void failureOfALinkIsABarWithState();
  void aDdlThatStopsALinkCanBeSkipped();
  void aFailedLinkIsTriedAgain();
};

void TestPairPage::aChangeLogWarnsOfColumns() {
  Scene s;  // its sources are OceanBases
  s.engine.position = "scn:1732464000000000000";
  s.open(u"orders"_qs);
  s.window->view().pull();
  QVERIFY(!readable(s.page()).contains(u"rename columns"));  // running: nothing to heed
  s.asks.answer = false;
  QVERIFY(press(s.window.get(), u"Stop"_qs));
  s.asks.answer = true;
  QVERIFY(press(s.window.get(), u"Pause"_qs));
  QCOMPARE(s.asks.asked.size(), 2);
  for (const Question& q : s.asks.asked) {
    QVERIFY(q.text.contains(u"rename columns at 北京 and 杭州"));
    QVERIFY(q.text.contains(u"1327"));
  }
  QTRY_VERIFY(readable(s.page()).contains(u"rename columns at 北京 and 杭州"));
  QVERIFY(press(s.window.get(), u"Resume"_qs));
  QTRY_VERIFY(!readable(s.page()).contains(u"rename columns"));
}

void TestPairPage::aBinlogDoesNotWarnOfColumns() {
  Scene s;
  s.engine.position = "mysql-bin.000007:4711";
  s.open(u"orders"_qs);
  s.window->view().pull();
  QVERIFY(press(s.window.get(), u"Pause"_qs));
  QVERIFY(!s.asks.asked[0].text.contains(u"rename columns"));
  QTRY_VERIFY(button(s.window.get(), u"Resume"_qs));
  QVERIFY(!readable(s.page()).contains(u"rename columns"));
}

void TestPairPage::conflictsLoadInPages() {
  Scene s;
  s.open(u"orders"_qs);
  s.page()->showTab(PairPage::Tab::Conflicts);
  QTest::qWait(20);
  QAbstractButton* more = button(s.window.get(), u"Show older conflicts"_qs);
  QVERIFY(more);
  more->click();
  QVERIFY(!button(s.window.get(), u"Show older conflicts"_qs));
  const QString said = readable(s.page());
  QVERIFY(said.contains(u"客户取消"));  // both images of the newest one
  QVERIFY(said.contains(u"shipped"));
}

void TestPairPage::failureOfALinkIsABarWithState() {
  Scene s;
  s.open(u"orders"_qs);
  s.engine.setState(
      "orders", LinkState::Failed,
      Error(ErrorCode::ConflictStop,
            {{"table", "orders.head"}, {"key", "id=7"}, {"kind", "update_differing"}}));
  s.window->view().pull();
  const QString said = readable(s.page());
  QVERIFY2(said.contains(u"orders.head"), qPrintable(said));
  QVERIFY(said.contains(u"Forward link"));
  QVERIFY(button(s.window.get(), u"Start"_qs));
  s.engine.setState("orders", LinkState::Running);
  s.window->view().pull();
  QVERIFY(!readable(s.page()).contains(u"Forward link"));
}

void TestPairPage::aDdlThatStopsALinkCanBeSkipped() {
  Scene s;
  s.open(u"orders"_qs);
  s.engine.setState("orders", LinkState::Failed,
                    Error(ErrorCode::DdlFailed, {{"sql", "ALTER TABLE orders.head ADD UNIQUE (no)"},
                                                 {"server", "Duplicate entry"},
                                                 {"position", "mysql-bin.000007:4711"},
                                                 {"link", "orders.fwd"}}));
  s.window->view().pull();
  QVERIFY(readable(s.page()).contains(u"ALTER TABLE orders.head"));
  QVERIFY(readable(s.page()).contains(u"Duplicate entry"));  // the server's words
  s.asks.answer = false;
  QVERIFY(press(s.page(), u"Skip statement"_qs));
  QCOMPARE(s.asks.asked.size(), 1);
  QVERIFY(s.asks.asked[0].dangerous);
  QCOMPARE(s.asks.asked[0].detail, u"ALTER TABLE orders.head ADD UNIQUE (no)"_qs);
  QCOMPARE(s.engine.stateOf("orders"), LinkState::Failed);
  s.asks.answer = true;
  QVERIFY(press(s.page(), u"Skip statement"_qs));
  QTRY_COMPARE(s.engine.stateOf("orders"), LinkState::Running);
  QCOMPARE(s.engine.calls.back(), std::string("skipDdl mysql-bin.000007:4711 orders"));
  QTRY_VERIFY(!button(s.page(), u"Skip statement"_qs));
}

void TestPairPage::aFailedLinkIsTriedAgain() {
  Scene s;
  s.open(u"orders"_qs);
  s.engine.setState("orders", LinkState::Failed, errorOf(ErrorCode::LoginDenied));
  s.window->view().pull();
  QVERIFY(!button(s.page(), u"Skip statement"_qs));  // no statement to skip
  QVERIFY(press(s.page(), u"Try again"_qs));
  QTRY_COMPARE(s.engine.stateOf("orders"), LinkState::Running);
  QCOMPARE(s.engine.calls.back(), std::string("start orders"));
}

void TestPairPage::conflictsAreFiltered() {
  Scene s;
  s.open(u"orders"_qs);
  s.page()->showTab(PairPage::Tab::Conflicts);
  auto* tab = s.page()->findChild<ConflictsTab*>();
  const QList<QComboBox*> boxes = tab->findChildren<QComboBox*>();
  QCOMPARE(boxes.size(), 2);
  auto* table = tab->findChild<QTableView*>();
  QCOMPARE(table->model()->rowCount(), 100);
  boxes[1]->setCurrentText(u"orders.item"_qs);
  QCOMPARE(table->model()->rowCount(), 50);
  QVERIFY(readable(tab).contains(u"50 of 100 loaded"));
  // Tables and kinds alternate together in the samples: this pair of filters has nothing.
  boxes[0]->setCurrentIndex(boxes[0]->findData(int(ConflictKind::UpdateDiffering)));
  QVERIFY(boxes[0]->currentIndex() > 0);
  QCOMPARE(table->model()->rowCount(), 0);
  QVERIFY(press(tab, u"Show all"_qs));
  QCOMPARE(table->model()->rowCount(), 100);
}

void TestPairPage::aQuarantinedRowIsDecided() {
  Scene s;
  s.open(u"orders"_qs);
  s.page()->showTab(PairPage::Tab::Conflicts);
  auto* tab = s.page()->findChild<ConflictsTab*>();
  QVERIFY(!button(tab, u"Keep the row of 杭州"_qs));  // the newest one is decided
  tab->findChild<QTableView*>()->selectRow(1);
  QAbstractButton* keep = button(tab, u"Keep the row of 杭州"_qs);
  QVERIFY(keep);
  s.asks.answer = false;
  keep->click();
  QVERIFY(s.asks.asked.back().text.contains(u"the row at 北京 is overwritten"));
  s.asks.answer = true;
  QVERIFY(press(tab, u"Keep the row of 杭州"_qs));
  QTRY_COMPARE(s.engine.calls.back(), std::string("resolveConflict 129 B orders"));
}

void TestPairPage::newConflictsLeaveTheChosenOne() {
  ConflictModel model;
  std::vector<Conflict> all = sampleConflicts(130);  // ids 130 to 1
  QVERIFY(!model.takeNew({all.begin() + 10, all.begin() + 110}));
  QPersistentModelIndex chosen = model.index(3, 0);
  const int64_t id = model.at(3)->id;
  QVERIFY(model.takeNew({all.begin(), all.begin() + 100}));
  QCOMPARE(model.rowCount(), 110);
  QCOMPARE(chosen.row(), 13);
  QCOMPARE(model.at(13)->id, id);
  // More came than a page holds: what was loaded has a hole before it and goes.
  for (Conflict& c : all) c.id += 1000;
  QVERIFY(!model.takeNew({all.begin(), all.begin() + 100}));
  QCOMPARE(model.rowCount(), 100);
}

QTEST_MAIN(TestPairPage)
#include "tst_pair_page.moc"
