// The models keep Qt's promises, stay within their bounds, and say what they hold.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/ui_kit.h"
#include "ui/data_sources/data_sources_model.h"
#include "ui/drill/drills_model.h"
#include "ui/monitor/line_chart.h"
#include "ui/pair/conflict_model.h"
#include "ui/pair/counters_model.h"
#include "ui/pair/event_model.h"
#include "ui/wizard/draft.h"
#include "ui/wizard/object_model.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;
using Tester = QAbstractItemModelTester;

class TestModels : public QObject {
  Q_OBJECT
 private slots:
  void events();
  void conflicts();
  void counters();
  void drills();
  void sources();
  void objects();
  void objectRules();
  void wholeDatabaseOffAndOn();
  void commandLine_data();
  void commandLine();
  void decimationKeepsSpikes();
  void niceCeilings();
  void names();
};

void TestModels::events() {
  EventModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  model.reset(sampleEvents(90));
  QCOMPARE(model.rowCount(), 90);
  QCOMPARE(model.oldestId(), 1);
  Event fresh = sampleEvents(1).front();
  fresh.id = 91;
  model.prepend(fresh);
  QCOMPARE(model.index(0, 0).data(Qt::UserRole).toLongLong(), 91);
  model.append(sampleEvents(2000));
  QCOMPARE(model.rowCount(), int(EventModel::kMax));
  model.prepend(fresh);
  QCOMPARE(model.rowCount(), int(EventModel::kMax));
  QVERIFY(model.full());
}

void TestModels::conflicts() {
  ConflictModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  model.reset(sampleConflicts(100));
  model.append(sampleConflicts(5000));
  QCOMPARE(model.rowCount(), int(ConflictModel::kMax));
  QVERIFY(model.full());
  QCOMPARE(model.index(0, int(ConflictModel::Column::Table)).data().toString(),
           QStringLiteral("orders.head"));
  QVERIFY(model.at(-1) == nullptr);
  QVERIFY(model.at(model.rowCount()) == nullptr);
}

void TestModels::counters() {
  CountersModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  FakeEngine engine;
  engine.addSamplePairs();
  QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
  model.show(*engine.snapshot("orders"));
  model.show(*engine.snapshot("orders"));
  QCOMPARE(resets.count(), 1);  // the second one changed numbers in place
  QCOMPARE(model.rowCount(), 8);
  QCOMPARE(model.tables(), 4);
  QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("orders.head"));
}

void TestModels::drills() {
  DrillsModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  model.reset(std::vector<DrillReport>(80, sampleDrill(7)));
  QCOMPARE(model.rowCount(), DrillsModel::kMax);
  QCOMPARE(model.index(0, int(DrillsModel::Column::Steps)).data().toString(),
           QStringLiteral("7 of 7"));
}

void TestModels::sources() {
  DataSourcesModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  model.reset({sampleSource("ob-beijing", true), sampleSource("spare", false)},
              {samplePair("orders", "")});
  const int usedBy = int(DataSourcesModel::Column::UsedBy);
  QCOMPARE(model.index(0, usedBy).data().toString(), QStringLiteral("orders"));
  QCOMPARE(model.index(1, usedBy).data().toString(), QStringLiteral("—"));
}

void TestModels::objects() {
  ObjectModel model;
  Tester tester(&model, Tester::FailureReportingMode::QtTest);
  model.setTables(sampleTables());
  ObjectFilter filter;
  filter.include = {"orders.*"};
  model.setFilter(filter);
  QCOMPARE(model.rowCount(), 2);
  const QModelIndex members = model.index(0, 0), orders = model.index(1, 0);
  QCOMPARE(orders.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
  QCOMPARE(members.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
  const QModelIndex coupon = model.index(0, 0, orders);
  QVERIFY(model.setData(coupon, Qt::Unchecked, Qt::CheckStateRole));
  QCOMPARE(orders.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
  QVERIFY(!model.filter().matches("orders", "coupon"));
  QVERIFY(model.filter().matches("orders", "head"));
  // A table without a key has no tick box, and says why.
  const QModelIndex keyless = model.index(2, 0, orders);
  QCOMPARE(keyless.data().toString(), QStringLiteral("import_log"));
  QVERIFY(!keyless.data(Qt::CheckStateRole).isValid());
  QVERIFY(!(model.flags(keyless) & Qt::ItemIsUserCheckable));
  QVERIFY(!model.index(2, int(ObjectModel::Column::Note), orders).data().toString().isEmpty());
}

void TestModels::objectRules() {
  ObjectFilter f;
  f.include = {"orders.*"};
  const RuleCount all = countMatches(f, sampleTables());
  QCOMPARE(all.chosen, 7);
  QCOMPARE(all.leftOut, 2);
  chooseTable(f, {"orders", "pay"}, false);
  QCOMPARE(countMatches(f, sampleTables()).chosen, 6);
  chooseTable(f, {"orders", "pay"}, true);
  QVERIFY(f.exclude.empty());
  QCOMPARE(patternsOf(QStringLiteral("  a.*  \n\n b.c\n")),
           (std::vector<std::string>{"a.*", "b.c"}));
  QCOMPARE(textOf({"a.*", "b.c"}), QStringLiteral("a.*\nb.c"));
}

void TestModels::wholeDatabaseOffAndOn() {
  ObjectFilter f;
  f.include = {"*.*"};
  chooseDatabase(f, "members", false);
  QVERIFY(!f.matches("members", "level"));
  QVERIFY(f.matches("orders", "head"));
  chooseDatabase(f, "members", true);
  QVERIFY(f.matches("members", "level"));
  QVERIFY(f.exclude.empty());
}

void TestModels::commandLine_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("found");  // host port user tenant cluster, "-" = not given
  QTest::newRow("attached") << u"obclient -h10.0.0.1 -P2883 -uroot@t1#c1 -p"_qs
                            << u"10.0.0.1 2883 root t1 c1"_qs;
  QTest::newRow("apart") << u"mysql -h db.example -P 3306 -u app"_qs
                         << u"db.example 3306 app - -"_qs;
  QTest::newRow("long") << u"/usr/bin/mysql --host=h --port=1 --user=a@b"_qs << u"h 1 a b -"_qs;
  QTest::newRow("password is dropped") << u"obclient -hh -uu -psecret"_qs << u"h - u - -"_qs;
  QTest::newRow("plain address") << u"10.0.0.1"_qs << QString();
  QTest::newRow("sentence") << u"my host -h is"_qs << QString();
}

void TestModels::commandLine() {
  QFETCH(QString, text);
  QFETCH(QString, found);
  const auto parsed = parseCommandLine(text);
  QCOMPARE(parsed.has_value(), !found.isEmpty());
  if (!parsed) return;
  const QString none = QStringLiteral("-");
  const QString port = parsed->port ? QString::number(*parsed->port) : none;
  const QStringList parts{parsed->host.value_or(none), port, parsed->user.value_or(none),
                          parsed->tenant.value_or(none), parsed->cluster.value_or(none)};
  QCOMPARE(parts.join(u' '), found);
}

void TestModels::decimationKeepsSpikes() {
  QList<QPointF> points;
  for (int i = 0; i < 20000; ++i) points << QPointF(i, i == 12345 ? 900 : 10);
  const QList<QPointF> fewer = decimate(points, 300);
  QVERIFY(fewer.size() <= 600);
  const bool spike = std::any_of(fewer.begin(), fewer.end(),
                                 [](const QPointF& p) { return p == QPointF(12345, 900); });
  QVERIFY(spike);
  QVERIFY(std::is_sorted(fewer.begin(), fewer.end(),
                         [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
  QCOMPARE(decimate(points.mid(0, 100), 300).size(), 100);
}

void TestModels::niceCeilings() {
  QCOMPARE(niceCeiling(0), 1.0);
  QCOMPARE(niceCeiling(57), 80.0);
  QCOMPARE(niceCeiling(1240), 2000.0);
  QCOMPARE(niceCeiling(10), 10.0);
  QCOMPARE(niceCeiling(8.1), 10.0);
}

void TestModels::names() {
  QCOMPARE(asName(QStringLiteral("cn-beijing 北京"), 32), QStringLiteral("cn-beijing"));
  QCOMPARE(asName(QStringLiteral("Orders DB!"), 32), QStringLiteral("orders-db"));
  QVERIFY(isName(QStringLiteral("a_B-9"), 5));
  QVERIFY(!isName(QStringLiteral("a.b"), 5));
  QVERIFY(!isName(QString(), 5));
  QVERIFY(!isName(QStringLiteral("abcdef"), 5));
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
