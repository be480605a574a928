// Purpose: one QCoreApplication for the test program, and the language of the sentences.
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace twintide::test {

inline const char* const kLanguages[] = {"en", "zh_CN"};

// False when the translation is not in the program.
inline bool speak(const QString& language) {
  static int argc = 1;
  static char name[] = "test";
  static char* argv[] = {name, nullptr};
  static QCoreApplication app(argc, argv);
  static QTranslator translator;
  QCoreApplication::removeTranslator(&translator);
  QLocale::setDefault(QLocale(language == u"en" ? QStringLiteral("en_US") : language));
  return translator.load(QStringLiteral(":/i18n/twintide_") + language) &&
         QCoreApplication::installTranslator(&translator);
}

inline bool isChinese(const QString& text) {
  for (QChar c : text) {
    if (c.unicode() >= 0x4e00 && c.unicode() <= 0x9fff) return true;
  }
  return false;
}

}  // namespace twintide::test
