// twintidectl: the engine without a screen. QCoreApplication serves for translation only.
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>
#include <clocale>

#include "app/signals/interrupt.h"
#include "app/twintidectl/command_line.h"

int main(int argc, char** argv) {
  using namespace twintide::app;
  const QString language = languageOf(argc, argv);
  QLocale::setDefault(QLocale(language == u"en" ? QStringLiteral("en_US") : language));
  QCoreApplication application(argc, argv);
  QTranslator translator;
  if (translator.load(QStringLiteral(":/i18n/twintide_") + language))
    QCoreApplication::installTranslator(&translator);
  std::setlocale(LC_NUMERIC, "C");  // numbers in YAML and JSON know no locale
  catchSignals();
  Invocation invocation = parseCommandLine(argc, argv);
  if (!invocation.command) return invocation.exitCode;
  Context context(std::move(invocation.options));
  return invocation.command(context);
}
