#include "ui/text/html_report.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/html_style.h"
#include "ui/text/numbers.h"

namespace twintide::ui::text {
namespace {

struct Report {
  Q_DECLARE_TR_FUNCTIONS(Report)
};

QString esc(const QString& text) {
  return text.toHtmlEscaped();
}

QString tag(const char* name, const QString& inner) {
  return QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), inner);
}

// Icon, word and colour: never colour alone.
QString badge(const char* style, const QString& icon, const QString& word) {
  return QStringLiteral("<span class=\"badge %1\"><b aria-hidden=\"true\">%2</b> %3</span>")
      .arg(QLatin1String(style), icon, esc(word));
}

QString severityBadge(const Finding& f) {
  if (f.state == FindingState::Skipped)
    return badge("muted", QStringLiteral("↷"), findingStateText(f.state));
  if (f.state == FindingState::CouldNotRun)
    return badge("muted", QStringLiteral("–"), findingStateText(f.state));
  switch (f.severity) {
    case Severity::Passed:
      return badge("ok", QStringLiteral("✓"), severityText(f.severity));
    case Severity::Notice:
      return badge("muted", QStringLiteral("ℹ"), severityText(f.severity));
    case Severity::Warning:
      return badge("warning", QStringLiteral("▲"), severityText(f.severity));
    case Severity::Error:
      return badge("error", QStringLiteral("✕"), severityText(f.severity));
  }
  return {};
}

QString stepBadge(DrillStepState state) {
  switch (state) {
    case DrillStepState::Passed:
      return badge("ok", QStringLiteral("✓"), stepStateText(state));
    case DrillStepState::Failed:
      return badge("error", QStringLiteral("✕"), stepStateText(state));
    case DrillStepState::Waiting:
    case DrillStepState::Running:
    case DrillStepState::Cancelled:
      return badge("muted", QStringLiteral("–"), stepStateText(state));
  }
  return {};
}

QString page(const QString& title, const QString& body) {
  const QString language =
      QLocale().language() == QLocale::Chinese ? QStringLiteral("zh-CN") : QStringLiteral("en");
  return QStringLiteral(
             "<!doctype html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width\">\n"
             "<title>%2</title>\n<style>%3</style>\n</head>\n<body>\n%4</body>\n</html>\n")
      .arg(language, esc(title), QLatin1String(kHtmlStyle), body);
}

QString findingRow(const Finding& f, const Sites& sites) {
  const Message m = describe(f, sites);
  QString what = QStringLiteral("<strong>%1</strong>").arg(esc(m.title));
  if (!m.why.isEmpty()) what += tag("p", esc(m.why));
  if (!m.remedy.isEmpty()) what += tag("p", esc(m.remedy));
  QStringList sql;
  for (const std::string& statement : f.remedySql)
    sql << esc(QString::fromStdString(statement)) + u';';
  if (!sql.isEmpty()) {
    what += QStringLiteral("<p class=muted>%1</p><pre>%2</pre>")
                .arg(esc(Report::tr("To be run on %1:").arg(sideText(f.remedySide, sites))),
                     sql.join(u'\n'));
  }
  return tag("tr", tag("td", severityBadge(f)) + tag("td", esc(sideText(f.side, sites))) +
                       tag("td", esc(checkText(f.check))) + tag("td", what));
}

// Errors first: who opens the page wants to know what to mend.
QString findingRows(const PrecheckReport& report, const Sites& sites) {
  QString rows;
  for (Severity severity :
       {Severity::Error, Severity::Warning, Severity::Notice, Severity::Passed}) {
    for (const Finding& f : report.findings) {
      if (f.severity == severity) rows += findingRow(f, sites) + u'\n';
    }
  }
  return rows;
}

QString head(const QStringList& columns) {
  QString cells;
  for (const QString& c : columns) cells += QStringLiteral("<th scope=col>%1</th>").arg(esc(c));
  return tag("thead", tag("tr", cells));
}

QString link(const Sites& sites) {
  return QStringLiteral("%1 <span class=forward>⟶</span> <span class=reverse>⇠</span> %2")
      .arg(esc(sites.a), esc(sites.b));
}

QString precheckBody(const PrecheckReport& r, const Sites& sites) {
  const QString verdict =
      r.mayStart() ? badge("ok", QStringLiteral("✓"), Report::tr("The pair may start"))
                   : badge("error", QStringLiteral("✕"), Report::tr("The pair must not start yet"));
  const QString counts = Report::tr("Errors: %1, warnings: %2, notices: %3, passed: %4")
                             .arg(r.count(Severity::Error))
                             .arg(r.count(Severity::Warning))
                             .arg(r.count(Severity::Notice))
                             .arg(r.count(Severity::Passed));
  return QStringLiteral(
             "<section>\n<h2>%1</h2>\n<p>%2 <span class=muted>%3 · %4 · %5</span></p>\n"
             "<table>%6<tbody>\n%7</tbody></table>\n</section>\n")
      .arg(esc(Report::tr("Precheck")), verdict, esc(counts), esc(dateTime(r.startedUs)),
           esc(duration(r.tookUs)),
           head({Report::tr("Result"), Report::tr("Side"), Report::tr("Check"),
                 Report::tr("Finding")}),
           findingRows(r, sites));
}

QString stepRow(const DrillStep& step, int number, const Sites& sites) {
  QString what = QStringLiteral("<strong>%1</strong>").arg(esc(describe(step, sites)));
  const QString facts = detail(step, sites);
  if (!facts.isEmpty()) what += QStringLiteral("<p class=muted>%1</p>").arg(esc(facts));
  if (step.error) {
    const Message m = describe(*step.error);
    for (const QString& part : {m.title, m.why, m.remedy})
      if (!part.isEmpty()) what += tag("p", esc(part));
  }
  const QString took = QStringLiteral("<td class=number>%1</td>").arg(esc(duration(step.tookUs)));
  return tag("tr", QStringLiteral("<td class=number>%1</td>").arg(number) +
                       tag("td", stepBadge(step.state)) + tag("td", what) + took);
}

QString drillBody(const DrillReport& r, const Sites& sites) {
  QString rows;
  int number = 0;
  for (const DrillStep& step : r.steps) rows += stepRow(step, ++number, sites) + u'\n';
  const QString verdict = r.passed()
                              ? badge("ok", QStringLiteral("✓"), Report::tr("The drill passed"))
                              : badge("error", QStringLiteral("✕"), Report::tr("The drill failed"));
  return QStringLiteral(
             "<section>\n<h2>%1</h2>\n<p>%2 <span class=muted>%3 · %4</span></p>\n"
             "<table>%5<tbody>\n%6</tbody></table>\n</section>\n")
      .arg(esc(Report::tr("Active-active drill")), verdict, esc(dateTime(r.startedUs)),
           esc(duration(r.tookUs)),
           head({Report::tr("No."), Report::tr("Result"), Report::tr("Step"), Report::tr("Time")}),
           rows);
}

QString header(const std::string& pair, const Sites& sites) {
  return QStringLiteral("<header>\n<h1>%1</h1>\n<p class=pair>%2</p>\n</header>\n")
      .arg(esc(Report::tr("Link pair %1").arg(QString::fromStdString(pair))), link(sites));
}

QString titled(const QString& what, const std::string& pair) {
  return QStringLiteral("%1 – %2 – Twintide").arg(QString::fromStdString(pair), what);
}

}  // namespace

QString precheckHtml(const PrecheckReport& report, const Sites& sites) {
  return page(titled(Report::tr("Precheck"), report.pair),
              header(report.pair, sites) + precheckBody(report, sites));
}

QString drillHtml(const DrillReport& report) {
  const Sites sites = sitesOf(report.regionA, report.regionB);
  return page(titled(Report::tr("Active-active drill"), report.pair),
              header(report.pair, sites) + drillBody(report, sites));
}

QString pairHtml(const PrecheckReport& precheck, const DrillReport& drill) {
  const Sites sites = sitesOf(drill.regionA, drill.regionB);
  return page(titled(Report::tr("Active-active drill"), drill.pair),
              header(drill.pair, sites) + drillBody(drill, sites) + precheckBody(precheck, sites));
}

}  // namespace twintide::ui::text
