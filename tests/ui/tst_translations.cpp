// Every string of the programs is translated, and keeps its places for values.
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

class TestTranslations : public QObject {
  Q_OBJECT
 private slots:
  void nothingIsUnfinished_data();
  void nothingIsUnfinished();
  void placesAreKept();
};

namespace {

QByteArray read(const QString& name) {
  QFile file(QStringLiteral(TWINTIDE_TRANSLATIONS_DIR) + u'/' + name);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList places(const QString& text) {
  static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
  QStringList out;
  for (auto it = place.globalMatch(text); it.hasNext();) out << it.next().captured();
  out.sort();
  out.removeDuplicates();
  return out;
}

}  // namespace

void TestTranslations::nothingIsUnfinished_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("zh_CN") << QStringLiteral("twintide_zh_CN.ts");
  QTest::newRow("en") << QStringLiteral("twintide_en.ts");
}

void TestTranslations::nothingIsUnfinished() {
  QFETCH(QString, file);
  QXmlStreamReader xml(read(file));
  QString source;
  int messages = 0;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"source") source = xml.readElementText();
    if (xml.name() != u"translation") continue;
    ++messages;
    const QString type = xml.attributes().value(QLatin1String("type")).toString();
    QVERIFY2(type != u"unfinished", qPrintable(source));
  }
  QVERIFY(!xml.hasError());
  QVERIFY(messages > 10);
}

void TestTranslations::placesAreKept() {
  QXmlStreamReader xml(read(QStringLiteral("twintide_zh_CN.ts")));
  QString source;
  int compared = 0;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == u"source") source = xml.readElementText();
    if (xml.name() != u"translation") continue;
    const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
    ++compared;
    QVERIFY2(places(text) == places(source), qPrintable(source + u" → "_qs + text));
    QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
  }
  QVERIFY(compared > 900);
}

QTEST_APPLESS_MAIN(TestTranslations)
#include "tst_translations.moc"
