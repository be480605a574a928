// Light and dark at run time; icons; one owner of colours.
#include <QDirIterator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/ui_kit.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

using namespace twintide::ui;
using namespace twintide::ui::test;

class TestTheme : public QObject {
  Q_OBJECT
 private slots:
  void switchesAtRunTime();
  void styleSheetIsFilled();
  void everyIconPaints();
  void iconsFollowTheTheme();
  void digitsHaveOneWidth();
  void onlyTokensNameColours();
  void textIsReadable_data();
  void textIsReadable();
};

void TestTheme::switchesAtRunTime() {
  Stage stage;
  QSignalSpy changed(&Theme::instance(), &Theme::changed);
  Theme::instance().apply(ThemeChoice::Dark);
  QCOMPARE(changed.count(), 1);
  QVERIFY(tokens().dark);
  QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
  QVERIFY(qApp->styleSheet().contains(darkTokens().card.name()));
  Theme::instance().apply(ThemeChoice::Light);
  QCOMPARE(QApplication::palette().color(QPalette::Window), lightTokens().window);
  QVERIFY(!qApp->styleSheet().contains(darkTokens().card.name()));
}

void TestTheme::styleSheetIsFilled() {
  for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
    Theme::instance().apply(choice);
    const QString sheet = qApp->styleSheet();
    QVERIFY(sheet.size() > 1000);
    const QString head = sheet.section(QStringLiteral("*/"), 1);
    QVERIFY2(!head.contains(u'@'), qPrintable(head.mid(head.indexOf(u'@'), 40)));
    // Every picture that the sheet names is there.
    QRegularExpression url(QStringLiteral("url\\(([^)]+)\\)"));
    for (auto it = url.globalMatch(sheet); it.hasNext();) {
      const QString path = it.next().captured(1);
      QVERIFY2(QFile::exists(path), qPrintable(path));
    }
  }
}

void TestTheme::everyIconPaints() {
  for (int i = 0; i < kIconCount; ++i) {
    const QIcon one = icon(static_cast<Icon>(i));
    QVERIFY2(!one.isNull(), qPrintable(iconFile(static_cast<Icon>(i))));
    const QImage image = one.pixmap(32, 32).toImage();
    bool painted = false;
    for (int y = 0; y < image.height() && !painted; ++y)
      for (int x = 0; x < image.width() && !painted; ++x) painted = qAlpha(image.pixel(x, y)) > 128;
    QVERIFY2(painted, qPrintable(iconFile(static_cast<Icon>(i))));
  }
}

void TestTheme::iconsFollowTheTheme() {
  const QIcon one = icon(Icon::Check, Tint::Text);
  Theme::instance().apply(ThemeChoice::Light);
  const QImage light = one.pixmap(32, 32).toImage();
  Theme::instance().apply(ThemeChoice::Dark);
  QVERIFY(one.pixmap(32, 32).toImage() != light);
}

void TestTheme::digitsHaveOneWidth() {
  const QFont font = fontOf(19, QFont::Bold);
  QCOMPARE(tabularWidth(font, QStringLiteral("111 ms")),
           tabularWidth(font, QStringLiteral("888 ms")));
}

// Colours are named in ui/theme/tokens.h alone: no hex colour and no Qt colour name elsewhere.
void TestTheme::onlyTokensNameColours() {
  const QRegularExpression colour(
      QStringLiteral("#[0-9a-fA-F]{6}\\b|QColor\\(0x|Qt::(red|green|blue|white|gray|black)\\b"));
  QDirIterator files(QStringLiteral(TWINTIDE_UI_DIR),
                     {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                     QDirIterator::Subdirectories);
  int read = 0;
  while (files.hasNext()) {
    const QString path = files.next();
    if (path.endsWith(u"theme/tokens.h") || path.contains(u"/ui/text/")) continue;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    ++read;
    const auto found = colour.match(text);
    // The one use of black asks only whether an icon exists.
    if (path.endsWith(u"theme/icons.cpp") && found.captured() == u"Qt::black") continue;
    QVERIFY2(!found.hasMatch(), qPrintable(path + u' ' + found.captured()));
  }
  QVERIFY(read > 50);
}

void TestTheme::textIsReadable_data() {
  QTest::addColumn<bool>("dark");
  QTest::newRow("light") << false;
  QTest::newRow("dark") << true;
}

// WCAG contrast of at least 4.5 for text, https://www.w3.org/TR/WCAG21/#contrast-minimum
void TestTheme::textIsReadable() {
  QFETCH(bool, dark);
  const Tokens t = dark ? darkTokens() : lightTokens();
  const auto luminance = [](const QColor& c) {
    const auto part = [](double v) {
      return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(c.redF()) + 0.7152 * part(c.greenF()) + 0.0722 * part(c.blueF());
  };
  const auto contrast = [&](const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
  };
  const auto readable = [&](const QColor& ink, const QColor& ground) {
    return contrast(ink, ground) >= 4.5;
  };
  for (const QColor& ground : {t.window, t.card})
    for (const QColor& ink : {t.text, t.muted, t.accent, t.ok, t.warning, t.error})
      QVERIFY2(readable(ink, ground), qPrintable(ink.name() + u" on "_qs + ground.name()));
  // The colours of the links are written on cards only.
  for (const QColor& ink : {t.forward, t.reverse}) QVERIFY(readable(ink, t.card));
  QVERIFY(contrast(t.accentInk, t.accent) >= 4.5);
  QVERIFY(contrast(t.text, t.accentSoft) >= 4.5);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
