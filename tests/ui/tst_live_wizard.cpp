// The wizard on the real engine and real MariaDB servers: what a person gets wrong about servers is
// said on the page, nothing is saved before the end, and the second try goes through.
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <filesystem>

#include "tests/store/temp_dir.h"
#include "tests/support/servers.h"
#include "tests/ui/ui_kit.h"
#include "ui/precheck/precheck_view.h"
#include "ui/wizard/objects_page.h"
#include "ui/wizard/pair_wizard.h"
#include "ui/wizard/precheck_page.h"
#include "ui/wizard/site_form.h"
#include "ui/wizard/sites_page.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;
using practice::Flavour;

namespace {

constexpr const char* kPassword = "W1zard-Tide!9";
constexpr const char* kAdminPassword = "B0ss-Tide!3";

struct Scene {
  Scene() {
    for (int i : {0, 1}) {
      auto s = twintide::test::session(server(i));
      twintide::test::run(
          *s, {"DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS twintide",
               std::string("CREATE OR REPLACE USER wiz@'%' IDENTIFIED BY '") + kPassword + "'",
               "GRANT ALL ON *.* TO wiz@'%' WITH GRANT OPTION"});
    }
    auto a = twintide::test::session(server(0));
    twintide::test::run(*a,
                        {"CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY)"});
    auto opened = api::openEngine({ws(), false}, std::make_unique<MemorySecrets>());
    if (!opened) qFatal("no engine");
    engine = std::move(*opened);
    window = std::make_unique<MainWindow>(*engine);
    window->show();
    wizard = window->openWizard();
  }
  static practice::ServerProcess& server(int i) {
    return twintide::test::server(Flavour::MariaDb, i);
  }
  std::string ws() const { return folder.path().toStdString() + "/ws"; }

  SideDraft draft(int i, const char* password = kPassword) {
    SideDraft d;
    d.source = server(i).dataSource(
        i == 0 ? "beijing" : "hangzhou",
        i == 0 ? Region{"cn-beijing", "北京", 100} : Region{"cn-hangzhou", "杭州", 101});
    d.source.user = "wiz";
    d.source.passwordRef = "keychain";
    d.password = QString::fromUtf8(password);
    return d;
  }
  SitesPage* sites() { return static_cast<SitesPage*>(wizard->stepPage(PairWizard::Sites)); }
  ObjectsPage* objects() {
    return static_cast<ObjectsPage*>(wizard->stepPage(PairWizard::Objects));
  }
  PrecheckView* checks() {
    return static_cast<PrecheckPage*>(wizard->stepPage(PairWizard::Precheck))->checks();
  }
  QPushButton* next() { return static_cast<QPushButton*>(wizard->button(QWizard::NextButton)); }
  // Tests a form with these values; what it shows then.
  QString tryForm(SiteForm* form, const SideDraft& d) {
    form->setDraft(d);
    form->test();
    if (!QTest::qWaitFor([&] { return !form->testing(); }, kPatience)) return u"still testing"_qs;
    return readable(form);
  }
  bool goTo(int step) {
    if (wizard->currentId() == PairWizard::Sites) {
      tryForm(sites()->formA(), draft(0));
      tryForm(sites()->formB(), draft(1));
    }
    while (wizard->currentId() < step) {
      if (!QTest::qWaitFor([this] { return next()->isEnabled(); }, kPatience)) return false;
      wizard->next();
    }
    return wizard->currentId() == step;
  }
  // Nothing is saved, neither here nor on the servers.
  bool nothingMade() {
    bool made = !engine->dataSources()->empty() || !engine->pairs()->empty();
    for (int i : {0, 1}) {
      auto s = twintide::test::session(server(i));
      made = made || *s->scalar(
                         "SELECT COUNT(*) FROM information_schema.schemata WHERE "
                         "schema_name='twintide'") != "0";
    }
    for (const auto& e : std::filesystem::recursive_directory_iterator(ws()))
      made = made || (e.path().extension() == ".yaml" && e.path().filename() != "workspace.yaml");
    return !made;
  }

  Stage stage;
  ScriptedAsk asks;
  QTemporaryDir folder;
  std::unique_ptr<api::Engine> engine;
  std::unique_ptr<MainWindow> window;
  PairWizard* wizard;
};

}  // namespace

class TestLiveWizard : public QObject {
  Q_OBJECT
 private slots:
  void wrongPassword();
  void refusedPort();
  void unknownHost();
  void unknownDatabase();
  void tableWithoutKey();
  void serverKilledOnTheWay();
  void administratorsLoginMendsAndIsForgotten();
};

void TestLiveWizard::wrongPassword() {
  Scene s;
  const QString said = s.tryForm(s.sites()->formA(), s.draft(0, "wrong"));
  QVERIFY2(said.contains(u"login of wiz is denied"), qPrintable(said));
  QVERIFY(!s.next()->isEnabled());
  QVERIFY(s.nothingMade());
  QVERIFY(s.goTo(PairWizard::Objects));
}

void TestLiveWizard::refusedPort() {
  Scene s;
  SideDraft d = s.draft(0);
  d.source.port = 1;  // nothing listens on tcpmux
  const QString said = s.tryForm(s.sites()->formA(), d);
  QVERIFY2(said.contains(u"127.0.0.1:1 refuses connections"), qPrintable(said));
  QVERIFY(s.nothingMade());
}

void TestLiveWizard::unknownHost() {
  Scene s;
  SideDraft d = s.draft(0);
  d.source.host = "no-such-host.invalid";
  const QString said = s.tryForm(s.sites()->formA(), d);
  QVERIFY2(said.contains(u"no-such-host.invalid is not known"), qPrintable(said));
  QVERIFY(said.contains(u"spelling"));
  QVERIFY(s.nothingMade());
}

void TestLiveWizard::unknownDatabase() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Objects));
  QTRY_VERIFY_WITH_TIMEOUT(s.next()->isEnabled(), kPatience);  // the tables are read
  auto* include = s.objects()->findChildren<QPlainTextEdit*>().front();
  include->setPlainText(u"shopp.*"_qs);
  QTRY_VERIFY(!s.next()->isEnabled());
  QVERIFY2(s.objects()->whyNot().contains(u"matches “shopp.*”"), qPrintable(s.objects()->whyNot()));
  include->setPlainText(u"shop.*"_qs);
  QTRY_VERIFY(s.next()->isEnabled());
  QVERIFY(s.nothingMade());
}

void TestLiveWizard::tableWithoutKey() {
  Scene s;
  auto a = twintide::test::session(s.server(0));
  twintide::test::run(*a, {"CREATE TABLE shop.log (what VARCHAR(20))"});
  QVERIFY(s.goTo(PairWizard::Objects));
  QTRY_VERIFY_WITH_TIMEOUT(s.next()->isEnabled(), kPatience);
  auto* include = s.objects()->findChildren<QPlainTextEdit*>().front();
  include->setPlainText(u"shop.*"_qs);
  QVERIFY(s.goTo(PairWizard::Precheck));
  QTRY_VERIFY_WITH_TIMEOUT(s.checks()->report().has_value(), kPatience);
  // The rows of a report are laid out, and seen, a moment after it has come.
  QTRY_VERIFY2_WITH_TIMEOUT(readable(s.checks()).contains(u"shop.log"),
                            qPrintable(readable(s.checks())), kPatience);
  QVERIFY(!s.next()->isEnabled());
  QVERIFY(s.nothingMade());
  twintide::test::run(*a, {"ALTER TABLE shop.log ADD COLUMN id INT NOT NULL PRIMARY KEY"});
  s.checks()->run();
  QTRY_VERIFY_WITH_TIMEOUT(s.next()->isEnabled(), kPatience);
}

void TestLiveWizard::serverKilledOnTheWay() {
  Scene s;
  QVERIFY(s.goTo(PairWizard::Options));
  QVERIFY(s.server(1).killHard());
  s.wizard->next();
  QTRY_VERIFY_WITH_TIMEOUT(s.checks()->report().has_value(), kPatience);
  const QString place = QStringLiteral("127.0.0.1:%1 refuses connections").arg(s.server(1).port());
  QTRY_VERIFY2_WITH_TIMEOUT(readable(s.checks()).contains(place), qPrintable(readable(s.checks())),
                            kPatience);
  QVERIFY(!s.next()->isEnabled());
  QVERIFY(s.engine->pairs()->empty());
  QVERIFY(s.server(1).restart());
  QVERIFY(s.nothingMade());
  s.checks()->run();
  QTRY_VERIFY_WITH_TIMEOUT(s.next()->isEnabled(), kPatience);
}

void TestLiveWizard::administratorsLoginMendsAndIsForgotten() {
  Scene s;
  auto a = twintide::test::session(s.server(0));
  twintide::test::run(
      *a,
      {std::string("CREATE OR REPLACE USER boss@'%' IDENTIFIED BY '") + kAdminPassword + "'",
       "GRANT ALL ON *.* TO boss@'%' WITH GRANT OPTION",
       "REVOKE ALL PRIVILEGES, GRANT OPTION FROM wiz@'%'", "GRANT SELECT ON shop.* TO wiz@'%'"});
  QVERIFY(s.goTo(PairWizard::Precheck));
  QTRY_VERIFY_WITH_TIMEOUT(s.checks()->report().has_value(), kPatience);
  QVERIFY(!s.next()->isEnabled());
  QAbstractButton* run = nullptr;
  QTRY_VERIFY_WITH_TIMEOUT(
      (run = button(s.checks(), QStringLiteral("Run on %1").arg(u"北京"))) != nullptr, kPatience);
  s.asks.chosen = {true, QStringLiteral("boss"), QString::fromUtf8(kAdminPassword)};
  run->click();
  QCOMPARE(s.asks.administratorAt, QList<bool>{true});  // the account itself may not
  QTRY_VERIFY_WITH_TIMEOUT(s.next()->isEnabled(), kPatience);
  s.wizard->next();
  s.wizard->accept();
  QTRY_COMPARE(s.engine->pairs()->size(), size_t(1));
  int files = 0;
  for (const auto& e : std::filesystem::recursive_directory_iterator(s.ws())) {
    if (!e.is_regular_file()) continue;
    ++files;
    const std::string text = twintide::test::readText(e.path().string());
    QVERIFY2(text.find(kPassword) == std::string::npos, e.path().c_str());
    QVERIFY2(text.find(kAdminPassword) == std::string::npos, e.path().c_str());
  }
  QVERIFY(files > 4);
}

QTEST_MAIN(TestLiveWizard)
#include "tst_live_wizard.moc"
