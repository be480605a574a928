#include "ui/report/reports.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "ui/support/format.h"
#include "ui/support/job_watch.h"
#include "ui/support/sentences.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/ask.h"

namespace twintide::ui {
namespace {

struct Report {
  Q_DECLARE_TR_FUNCTIONS(Report)
};

// Printed on white paper, so always the light colours.
QString htmlPage(const QString& title, const QString& sub, const QString& body) {
  const Tokens t = lightTokens();
  const QString css =
      u"body{font:14px system-ui,sans-serif;color:%1;margin:32px auto;max-width:960px}"
      "h1{font-size:20px;margin:0}p{color:%2}table{border-collapse:collapse;width:100%}"
      "td,th{border-top:1px solid %3;padding:8px;text-align:left;vertical-align:top}"
      "th{color:%2;font-weight:400}pre{background:%4;padding:8px;white-space:pre-wrap}"
      ".ok{color:%5}.warning{color:%6}.error{color:%7}"_qs.arg(
          t.text.name(), t.muted.name(), t.line.name(), t.inset.name(), t.ok.name(),
          t.warning.name(), t.error.name());
  return u"<!doctype html><html><head><meta charset=\"utf-8\"><title>%1</title><style>%2</style>"
         "</head><body><h1>%1</h1><p>%3</p>%4</body></html>\n"_qs.arg(title.toHtmlEscaped(), css,
                                                                    sub.toHtmlEscaped(), body);
}

QString where(Side side, const SiteNames& sites) {
  if (side == Side::A) return sites.a;
  if (side == Side::B) return sites.b;
  return Report::tr("%1, %2").arg(sites.a, sites.b);
}

QString severityHtml(const Finding& f) {
  if (f.state == FindingState::Skipped) return Report::tr("Skipped");
  switch (f.severity) {
    case Severity::Error:
      return u"<b class=error>✗ %1</b>"_qs.arg(Report::tr("Must mend"));
    case Severity::Warning:
      return u"<b class=warning>! %1</b>"_qs.arg(Report::tr("Warning"));
    case Severity::Notice:
      return Report::tr("Notice");
    case Severity::Passed:
      break;
  }
  return u"<span class=ok>✓ %1</span>"_qs.arg(Report::tr("Passed"));
}

QString findingHtml(const Finding& f, const SiteNames& sites) {
  const Sentence s = sentenceOf(f);
  QString cell = u"<b>%1</b>"_qs.arg(s.what.toHtmlEscaped());
  for (const QString& more : {s.why, s.remedy})
    if (!more.isEmpty()) cell += u"<br>"_qs + more.toHtmlEscaped();
  QStringList sql;
  for (const std::string& line : f.remedySql) sql << qs(line);
  if (!sql.isEmpty()) cell += u"<pre>%1</pre>"_qs.arg(sql.join(u'\n').toHtmlEscaped());
  return u"<tr><td>%1</td><td>%2</td><td>%3</td></tr>"_qs.arg(
      severityHtml(f), where(f.side, sites).toHtmlEscaped(), cell);
}

std::optional<QString> save(QWidget* parent, const QString& title, const QString& stem,
                            const QByteArray& html, const QByteArray& json) {
  const auto path = ask().saveFile(parent, title, stem + u".html"_qs,
                                   Report::tr("HTML (*.html);;JSON (*.json)"));
  if (!path) return std::nullopt;
  QSaveFile file(*path);
  const QByteArray& text = path->endsWith(u".json") ? json : html;
  if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
    return QString();
  return Report::tr("%1 could not be written: %2").arg(*path, file.errorString());
}

}  // namespace

QString precheckHtml(const PrecheckReport& r, const SiteNames& sites) {
  QString rows = u"<table><tr><th>%1</th><th>%2</th><th>%3</th></tr>"_qs.arg(
      Report::tr("Result"), Report::tr("Where"), Report::tr("Finding"));
  for (const Severity s : {Severity::Error, Severity::Warning, Severity::Notice, Severity::Passed})
    for (const Finding& f : r.findings)
      if (f.severity == s) rows += findingHtml(f, sites);
  return htmlPage(Report::tr("Precheck of %1").arg(qs(r.pair)),
                  Report::tr("%1 to %2 and back, %3").arg(sites.a, sites.b,
                                                          dateTimeText(r.startedUs)),
                  rows + u"</table>"_qs);
}

QByteArray precheckJson(const PrecheckReport& r, const SiteNames& sites) {
  QJsonArray findings;
  for (const Finding& f : r.findings) {
    const Sentence s = sentenceOf(f);
    QJsonArray sql;
    for (const std::string& line : f.remedySql) sql << qs(line);
    findings << QJsonObject{{u"check"_qs, qs(f.check)},
                            {u"reason"_qs, qs(f.reason)},
                            {u"severity"_qs, QString::fromLatin1(toText(f.severity))},
                            {u"skipped"_qs, f.state == FindingState::Skipped},
                            {u"side"_qs, QString::fromLatin1(toText(f.side))},
                            {u"object"_qs, qs(f.object)},
                            {u"what"_qs, s.what},
                            {u"why"_qs, s.why},
                            {u"remedy"_qs, s.remedy},
                            {u"sql"_qs, sql}};
  }
  return QJsonDocument(QJsonObject{{u"pair"_qs, qs(r.pair)},
                                   {u"a"_qs, sites.a},
                                   {u"b"_qs, sites.b},
                                   {u"startedUs"_qs, double(r.startedUs)},
                                   {u"tookUs"_qs, double(r.tookUs)},
                                   {u"findings"_qs, findings}})
      .toJson();
}

QString drillHtml(const DrillReport& r) {
  QString rows = u"<table><tr><th>%1</th><th>%2</th><th>%3</th></tr>"_qs.arg(
      Report::tr("Step"), Report::tr("Result"), Report::tr("Time"));
  for (const DrillStep& step : r.steps) {
    const bool passed = step.state == DrillStepState::Passed;
    const QString why = step.error ? u"<br>"_qs + sentenceOf(*step.error).what.toHtmlEscaped()
                                   : QString();
    rows += u"<tr><td>%1%2</td><td class=%3>%4</td><td>%5</td></tr>"_qs.arg(
        stepSentence(r, step).toHtmlEscaped(), why, passed ? u"ok"_qs : u"error"_qs,
        passed ? Report::tr("✓ passed") : Report::tr("✗ not passed"), shortTook(step.tookUs));
  }
  return htmlPage(Report::tr("Drill of %1").arg(qs(r.pair)),
                  Report::tr("%1 ⇄ %2, %3, took %4")
                      .arg(qs(r.regionA.label()), qs(r.regionB.label()), dateTimeText(r.startedUs),
                           shortTook(r.tookUs)),
                  rows + u"</table>"_qs);
}

QByteArray drillJson(const DrillReport& r) {
  QJsonArray steps;
  for (const DrillStep& step : r.steps)
    steps << QJsonObject{{u"step"_qs, QString::fromLatin1(toText(step.id))},
                         {u"state"_qs, QString::fromLatin1(toText(step.state))},
                         {u"tookUs"_qs, double(step.tookUs)}};
  return QJsonDocument(QJsonObject{{u"pair"_qs, qs(r.pair)},
                                   {u"passed"_qs, r.passed()},
                                   {u"startedUs"_qs, double(r.startedUs)},
                                   {u"tookUs"_qs, double(r.tookUs)},
                                   {u"steps"_qs, steps}})
      .toJson();
}

std::optional<QString> savePrecheck(QWidget* parent, const PrecheckReport& r,
                                    const SiteNames& sites) {
  return save(parent, Report::tr("Export precheck"), u"precheck-"_qs + qs(r.pair),
              precheckHtml(r, sites).toUtf8(), precheckJson(r, sites));
}

std::optional<QString> saveDrill(QWidget* parent, const DrillReport& r) {
  return save(parent, Report::tr("Export drill"), u"drill-"_qs + qs(r.pair),
              drillHtml(r).toUtf8(), drillJson(r));
}

}  // namespace twintide::ui
