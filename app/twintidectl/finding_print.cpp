#include "app/twintidectl/finding_print.h"

#include "app/twintidectl/ctl.h"
#include "app/twintidectl/display_width.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

struct Mark {
  QString icon;
  Ink ink;
};

Mark markOf(const Finding& f) {
  if (f.state != FindingState::Done) return {QStringLiteral("–"), Ink::Muted};
  switch (f.severity) {
    case Severity::Passed:
      return {QStringLiteral("✓"), Ink::Ok};
    case Severity::Notice:
      return {QStringLiteral("i"), Ink::Muted};
    case Severity::Warning:
      return {QStringLiteral("▲"), Ink::Warning};
    case Severity::Error:
      return {QStringLiteral("✕"), Ink::Error};
  }
  return {};
}

QString wordOf(const Finding& f) {
  return f.state == FindingState::Done ? text::severityText(f.severity)
                                       : text::findingStateText(f.state);
}

void printFinding(Output& out, const Finding& f, const text::Sites& sites) {
  const Mark mark = markOf(f);
  const text::Message m = text::describe(f, sites);
  const QString head = mark.icon + u' ' + wordOf(f);
  // The words differ in length; a column keeps the sides and the sentences in line.
  const QString left = padded(head, 9) + u' ' + padded(text::sideText(f.side, sites), 8) + u' ';
  const int indent = displayWidth(left);
  const QStringList lines = wrapped(m.title, std::max(30, out.width() - indent));
  for (int i = 0; i < lines.size(); ++i)
    out.line((i == 0 ? out.inked(padded(head, 9), mark.ink) + left.mid(padded(head, 9).size())
                     : QString(indent, u' ')) +
             lines[i]);
  if (f.severity == Severity::Passed) return;
  out.indented(m.why, indent, Ink::Muted);
  out.indented(m.remedy, indent, Ink::Muted);
  for (const std::string& sql : f.remedySql)
    out.indented(QStringLiteral("%1> %2;").arg(text::sideText(f.remedySide, sites), qs(sql)), indent,
                 Ink::Strong);
  if (f.severity >= Severity::Warning && f.state == FindingState::Done && f.skippable)
    out.indented(Ctl::tr("may be skipped: --skip %1").arg(qs(f.check)), indent, Ink::Muted);
}

}  // namespace

void printReport(Output& out, const PrecheckReport& report, const text::Sites& sites, bool all) {
  for (Severity severity :
       {Severity::Passed, Severity::Notice, Severity::Warning, Severity::Error}) {
    if (severity == Severity::Passed && !all) continue;
    for (const Finding& f : report.findings) {
      if (f.severity == severity) printFinding(out, f, sites);
    }
  }
  if (!all && report.findings.size() > static_cast<size_t>(report.count(Severity::Passed)))
    out.line();
  const QString counts = Ctl::tr("errors %1, warnings %2, notices %3, passed %4 (%5)")
                             .arg(report.count(Severity::Error))
                             .arg(report.count(Severity::Warning))
                             .arg(report.count(Severity::Notice))
                             .arg(report.count(Severity::Passed))
                             .arg(text::duration(report.tookUs));
  if (report.mayStart())
    out.line(out.inked(QStringLiteral("✓ ") + Ctl::tr("Precheck passed"), Ink::Ok) + QStringLiteral(": ") + counts);
  else
    out.line(out.inked(QStringLiteral("✕ ") + Ctl::tr("Precheck failed"), Ink::Error) + QStringLiteral(": ") + counts);
}

store::Json reportJson(const PrecheckReport& report, const text::Sites& sites) {
  store::Json json = store::toJson(report);
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const text::Message m = text::describe(report.findings[i], sites);
    store::Json& f = json["findings"][i];
    f["title"] = m.title.toStdString();
    f["why"] = m.why.toStdString();
    f["remedy"] = m.remedy.toStdString();
  }
  return json;
}

}  // namespace twintide::app
