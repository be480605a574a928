#include "app/twintide/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>
#include <cstdlib>

#include "ui/support/language.h"

namespace twintide {
namespace {

[[noreturn]] void refuse(const QString& text) {
  QTextStream(stderr) << text << '\n';
  std::exit(2);
}

std::optional<ServerKind> kindFromText(const QString& text) {
  for (const ServerKind kind : {ServerKind::OceanBase, ServerKind::MySql, ServerKind::MariaDb})
    if (text == QString::fromLatin1(toText(kind))) return kind;
  return std::nullopt;
}

// "--practice" may stand alone; QCommandLineParser wants a value, so it gets one.
QStringList withPracticeKind(const QStringList& arguments) {
  QStringList out;
  for (qsizetype i = 0; i < arguments.size(); ++i) {
    out << arguments[i];
    if (arguments[i] != u"--practice") continue;
    const bool named = i + 1 < arguments.size() && kindFromText(arguments[i + 1]);
    if (!named) out << QStringLiteral("oceanbase");
  }
  return out;
}

struct CommandLine {
  Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

}  // namespace

DesktopOptions readCommandLine() {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      CommandLine::tr("Keeps two databases in two regions both writable and in step."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption workspace(u"workspace"_qs, CommandLine::tr("Folder of the workspace."),
                                     u"DIR"_qs);
  const QCommandLineOption language(u"lang"_qs, CommandLine::tr("Language: en or zh_CN."),
                                    u"CODE"_qs);
  const QCommandLineOption theme(u"theme"_qs, CommandLine::tr("Look: light, dark or system."),
                                 u"NAME"_qs);
  const QCommandLineOption practice(
      u"practice"_qs,
      CommandLine::tr("Open the practice pair at once: oceanbase (default), mysql or mariadb."),
      u"KIND"_qs);
  const QCommandLineOption screenshots(
      u"screenshots"_qs, CommandLine::tr("Write pictures of the pages into this folder and end."),
      u"DIR"_qs);
  parser.addOptions({workspace, language, theme, practice, screenshots});
  parser.process(withPracticeKind(QCoreApplication::arguments()));
  if (!parser.positionalArguments().isEmpty())
    refuse(CommandLine::tr("Unexpected argument: %1").arg(parser.positionalArguments().first()));

  DesktopOptions options;
  options.workspace = parser.value(workspace);
  options.language = parser.value(language);
  options.theme = parser.value(theme);
  options.screenshots = parser.value(screenshots);
  if (!options.language.isEmpty() && !ui::Language::known().contains(options.language))
    refuse(CommandLine::tr("--lang is en or zh_CN, not %1").arg(options.language));
  const QStringList themes{u"light"_qs, u"dark"_qs, u"system"_qs};
  if (!options.theme.isEmpty() && !themes.contains(options.theme))
    refuse(CommandLine::tr("--theme is light, dark or system, not %1").arg(options.theme));
  if (parser.isSet(practice)) {
    options.practice = kindFromText(parser.value(practice));
    if (!options.practice)
      refuse(CommandLine::tr("--practice is oceanbase, mysql or mariadb, not %1")
                 .arg(parser.value(practice)));
  }
  return options;
}

}  // namespace twintide
