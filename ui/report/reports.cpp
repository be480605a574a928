#include "ui/report/reports.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "ui/support/job_watch.h"
#include "ui/text/html_report.h"
#include "ui/widgets/ask.h"

namespace twintide::ui {
namespace {

struct Report {
  Q_DECLARE_TR_FUNCTIONS(Report)
};

std::optional<QString> save(QWidget* parent, const QString& title, const QString& stem,
                            const QByteArray& html, const QByteArray& json) {
  const auto path =
      ask().saveFile(parent, title, stem + u".html"_qs, Report::tr("HTML (*.html);;JSON (*.json)"));
  if (!path) return std::nullopt;
  QSaveFile file(*path);
  const QByteArray& text = path->endsWith(u".json") ? json : html;
  if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
    return QString();
  return Report::tr("%1 could not be written: %2").arg(*path, file.errorString());
}

}  // namespace

QByteArray precheckJson(const PrecheckReport& r, const text::Sites& sites) {
  QJsonArray findings;
  for (const Finding& f : r.findings) {
    const text::Message s = text::describe(f, sites);
    QJsonArray sql;
    for (const std::string& line : f.remedySql) sql << qs(line);
    findings << QJsonObject{{u"check"_qs, qs(f.check)},
                            {u"reason"_qs, qs(f.reason)},
                            {u"severity"_qs, QString::fromLatin1(toText(f.severity))},
                            {u"skipped"_qs, f.state == FindingState::Skipped},
                            {u"side"_qs, QString::fromLatin1(toText(f.side))},
                            {u"object"_qs, qs(f.object)},
                            {u"what"_qs, s.title},
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
                                    const text::Sites& sites) {
  return save(parent, Report::tr("Export precheck"), u"precheck-"_qs + qs(r.pair),
              text::precheckHtml(r, sites).toUtf8(), precheckJson(r, sites));
}

std::optional<QString> saveDrill(QWidget* parent, const DrillReport& r) {
  return save(parent, Report::tr("Export drill"), u"drill-"_qs + qs(r.pair),
              text::drillHtml(r).toUtf8(), drillJson(r));
}

}  // namespace twintide::ui
