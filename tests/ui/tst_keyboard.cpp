// The window without a mouse: every input is named and reached by Tab, in the order in which it is
// read; no two mnemonics of a page are the same.
#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

#include "tests/ui/pages.h"

using namespace twintide;
using namespace twintide::ui;
using namespace twintide::ui::test;

namespace {

bool partOfAnother(const QWidget* w) {
  const QWidget* p = w->parentWidget();
  return qobject_cast<const QAbstractSpinBox*>(p) || qobject_cast<const QComboBox*>(p);
}

// Inputs that a screen reader could not name.
QStringList unnamed(QWidget* root) {
  QList<QWidget*> buddies;
  for (QLabel* label : root->findChildren<QLabel*>())
    if (label->buddy()) buddies << label->buddy();
  QStringList out;
  for (QWidget* w : root->findChildren<QWidget*>()) {
    if (!w->isVisible() || partOfAnother(w)) continue;
    const bool typed = qobject_cast<QLineEdit*>(w) || qobject_cast<QAbstractSpinBox*>(w) ||
                       qobject_cast<QComboBox*>(w) ||
                       (qobject_cast<QPlainTextEdit*>(w) && w->focusPolicy() != Qt::NoFocus);
    if (typed && (w->accessibleName().isEmpty() || !buddies.contains(w))) out << nameOf(w);
    auto* b = qobject_cast<QAbstractButton*>(w);
    if (b && b->text().isEmpty() && b->accessibleName().isEmpty() &&
        w->focusPolicy() != Qt::NoFocus)
      out << nameOf(w);
    const bool shown = qobject_cast<QAbstractItemView*>(w) && !w->inherits("QHeaderView") &&
                       w->parentWidget() && !w->window()->inherits("QComboBoxPrivateContainer");
    if ((shown || qobject_cast<QProgressBar*>(w)) && w->accessibleName().isEmpty())
      out << nameOf(w);
  }
  return out;
}

// What a person can do something with: inputs, buttons, lists.
bool isControl(const QWidget* w) {
  const bool input = qobject_cast<const QLineEdit*>(w) ||
                     qobject_cast<const QAbstractSpinBox*>(w) ||
                     qobject_cast<const QComboBox*>(w) || qobject_cast<const QPlainTextEdit*>(w) ||
                     qobject_cast<const QAbstractButton*>(w) ||
                     qobject_cast<const QAbstractItemView*>(w) || qobject_cast<const QTabBar*>(w);
  return input && w->isVisible() && w->isEnabled() && !partOfAnother(w) &&
         !w->inherits("QHeaderView") && !w->window()->inherits("QComboBoxPrivateContainer") &&
         !qobject_cast<const QAbstractItemView*>(w->parentWidget());
}

// Every widget that Tab comes to, beginning anywhere.
QList<QWidget*> tabRound(QWidget* window) {
  QList<QWidget*> round;
  QWidget* w = window;
  do {
    const bool stop = w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus);
    if (stop && w != window) round << w;
    w = w->nextInFocusChain();
  } while (w != window && round.size() < 1000);
  return round;
}

bool checkedPartner(const QWidget* w) {
  const auto* b = qobject_cast<const QAbstractButton*>(w);
  return b && b->autoExclusive() && b->isCheckable() && !b->isChecked();
}

QStringList unreachable(QWidget* window) {
  const QList<QWidget*> round = tabRound(window);
  QStringList out;
  for (QWidget* w : window->findChildren<QWidget*>())
    if (isControl(w) && !round.contains(w) && !checkedPartner(w)) out << nameOf(w);
  return out;
}

// Pairs of neighbours of one card or row where the later one stands above, or left in one line.
QStringList outOfOrder(QWidget* window) {
  QStringList out;
  const QList<QWidget*> round = tabRound(window);
  for (qsizetype i = 0; i + 1 < round.size(); ++i) {
    if (round[i]->parentWidget() != round[i + 1]->parentWidget()) continue;
    const QRect a(round[i]->mapTo(window, QPoint()), round[i]->size());
    const QRect b(round[i + 1]->mapTo(window, QPoint()), round[i + 1]->size());
    const bool oneLine = a.top() < b.bottom() && b.top() < a.bottom();
    if (oneLine ? b.left() < a.left() : b.top() < a.top())
      out << nameOf(round[i]) + u" before "_qs + nameOf(round[i + 1]);
  }
  return out;
}

QChar mnemonicOf(const QString& text) {
  const QString shortcut = QKeySequence::mnemonic(text).toString();
  return shortcut.isEmpty() ? QChar() : shortcut.back();
}

QStringList twiceTaken(QWidget* window) {
  QMap<QChar, QString> taken;
  QStringList out;
  for (QWidget* w : window->findChildren<QWidget*>()) {
    if (!w->isVisible()) continue;
    QString text;
    if (auto* label = qobject_cast<QLabel*>(w); label && label->buddy()) text = label->text();
    if (auto* b = qobject_cast<QAbstractButton*>(w)) text = b->text();
    const QChar key = mnemonicOf(text);
    if (key.isNull()) continue;
    if (taken.contains(key)) out << QStringLiteral("%1: %2, %3").arg(key).arg(taken[key], text);
    taken[key] = text;
  }
  return out;
}

}  // namespace

class TestKeyboard : public QObject {
  Q_OBJECT
 private slots:
  void everyInputIsNamed();
  void everyControlIsReached();
  void tabGoesAsOneReads();
  void mnemonicsAreUnique_data();
  void mnemonicsAreUnique();
  void anUnnamedInputIsFound();
  void escapeAndEnterInAQuestion_data();
  void escapeAndEnterInAQuestion();
  void escapeLeavesTheWizard();
};

void TestKeyboard::everyInputIsNamed() {
  Scene s;
  int pages = 0;
  eachPage(s, [&](const QString& name) {
    ++pages;
    const QStringList bad = unnamed(s.window.get());
    QVERIFY2(bad.isEmpty(), qPrintable(name + u": "_qs + bad.join(u"; "_qs)));
  });
  QCOMPARE(pages, 15);
}

void TestKeyboard::everyControlIsReached() {
  Scene s;
  eachPage(s, [&](const QString& name) {
    const QStringList bad = unreachable(s.window.get());
    QVERIFY2(bad.isEmpty(), qPrintable(name + u": "_qs + bad.join(u"; "_qs)));
  });
}

void TestKeyboard::tabGoesAsOneReads() {
  Scene s;
  eachPage(s, [&](const QString& name) {
    const QStringList bad = outOfOrder(s.window.get());
    QVERIFY2(bad.isEmpty(), qPrintable(name + u": "_qs + bad.join(u"; "_qs)));
  });
}

void TestKeyboard::mnemonicsAreUnique_data() {
  QTest::addColumn<QString>("language");
  QTest::newRow("en") << u"en"_qs;
  QTest::newRow("zh_CN") << u"zh_CN"_qs;
}

void TestKeyboard::mnemonicsAreUnique() {
  QFETCH(QString, language);
  Scene s(language);
  eachPage(s, [&](const QString& name) {
    const QStringList bad = twiceTaken(s.window.get());
    QVERIFY2(bad.isEmpty(), qPrintable(name + u": "_qs + bad.join(u"; "_qs)));
  });
}

// The checks above bite.
void TestKeyboard::anUnnamedInputIsFound() {
  Scene s;
  auto* page = s.page();
  s.open(u"orders"_qs);
  QTest::qWait(20);
  auto* edit = new QLineEdit(page);
  edit->setFocusPolicy(Qt::NoFocus);
  edit->show();
  QCOMPARE(unnamed(s.window.get()).size(), 1);
  QCOMPARE(unreachable(s.window.get()).size(), 1);
  auto* one = new QPushButton(u"&Zoom"_qs, page);
  auto* two = new QPushButton(u"&Zero"_qs, page);
  one->show();
  two->show();
  QCOMPARE(twiceTaken(s.window.get()).size(), 1);
}

void TestKeyboard::escapeAndEnterInAQuestion_data() {
  QTest::addColumn<bool>("dangerous");
  QTest::addColumn<int>("key");
  QTest::addColumn<bool>("agreed");
  QTest::newRow("Enter agrees") << false << int(Qt::Key_Return) << true;
  QTest::newRow("Enter does no harm") << true << int(Qt::Key_Return) << false;
  QTest::newRow("Esc refuses") << false << int(Qt::Key_Escape) << false;
}

void TestKeyboard::escapeAndEnterInAQuestion() {
  QFETCH(bool, dangerous);
  QFETCH(int, key);
  QFETCH(bool, agreed);
  Stage stage;
  Question q;
  q.title = u"Go on?"_qs;
  q.yes = u"Go on"_qs;
  q.dangerous = dangerous;
  QTimer press;
  QObject::connect(&press, &QTimer::timeout, [&] {
    if (QWidget* dialog = QApplication::activeModalWidget())
      QTest::keyClick(dialog->focusWidget() ? dialog->focusWidget() : dialog, Qt::Key(key));
  });
  press.start(20);
  QCOMPARE(Ask().confirm(nullptr, q), agreed);
}

void TestKeyboard::escapeLeavesTheWizard() {
  Scene s;
  PairWizard* wizard = s.window->openWizard();
  QTest::qWait(20);
  QTest::keyClick(wizard, Qt::Key_Escape);
  QTRY_VERIFY(!s.window->wizard());
  QVERIFY(s.asks.asked.isEmpty());  // nothing was entered, so nothing is lost
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
