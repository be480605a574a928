#include "app/twintidectl/finding_print.h"

#include "app/twintidectl/ctl.h"
#include "app/twintidectl/display_width.h"
#include "ui/text/numbers.h"

namespace twintide::app {
namespace {

using namespace ui;

constexpr int kWordColumns = 10;
constexpr int kSideColumns = 9;

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

// What waits for a server that could not be reached says nothing of its own.
bool onlyWaits(const Finding& f) {
  return f.reason == "side_unreachable";
}

void printFinding(Output& out, const Finding& f, const text::Sites& sites) {
  const Mark mark = markOf(f);
  const text::Message m = text::describe(f, sites);
  // The words differ in length; columns keep sides and sentences in line.
  const QString head = padded(mark.icon + u' ' + wordOf(f), kWordColumns);
  const QString side = padded(text::sideText(f.side, sites), kSideColumns);
  const int indent = displayWidth(head + side);
  const QString what = text::checkText(f.check) + QStringLiteral(": ") + m.title;
  QString left = out.inked(head, mark.ink) + side;
  for (const QString& l : wrapped(what, std::max(30, out.width() - indent))) {
    out.line(left + l);
    left = QString(indent, u' ');
  }
  if (f.severity == Severity::Passed) return;
  out.indented(m.why, indent, Ink::Muted);
  out.indented(m.remedy, indent, Ink::Muted);
  for (const std::string& sql : f.remedySql)
    out.indented(QStringLiteral("%1> %2;").arg(text::sideText(f.remedySide, sites), qs(sql)),
                 indent, Ink::Strong);
  if (f.severity >= Severity::Warning && f.state == FindingState::Done && f.skippable)
    out.indented(Ctl::tr("may be skipped: --skip %1").arg(qs(f.check)), indent, Ink::Muted);
}

QString countsText(const PrecheckReport& report) {
  int waiting = 0;
  for (const Finding& f : report.findings) waiting += onlyWaits(f);
  QString counts = Ctl::tr("errors %1, warnings %2, notices %3, passed %4 (%5)")
                       .arg(report.count(Severity::Error))
                       .arg(report.count(Severity::Warning))
                       .arg(report.count(Severity::Notice) - waiting)
                       .arg(report.count(Severity::Passed))
                       .arg(text::duration(report.tookUs));
  if (waiting > 0) counts += Ctl::tr("; %1 could not be made without the server").arg(waiting);
  return counts;
}

}  // namespace

void printReport(Output& out, const PrecheckReport& report, const text::Sites& sites, bool all) {
  bool any = false;
  for (Severity severity :
       {Severity::Passed, Severity::Notice, Severity::Warning, Severity::Error}) {
    for (const Finding& f : report.findings) {
      if (f.severity != severity) continue;
      if (!all && (severity == Severity::Passed || onlyWaits(f))) continue;
      printFinding(out, f, sites);
      any = true;
    }
  }
  if (any) out.line();
  const QString counts = QStringLiteral(": ") + countsText(report);
  if (report.mayStart())
    out.line(out.inked(QStringLiteral("✓ ") + Ctl::tr("Precheck passed"), Ink::Ok) + counts);
  else
    out.line(out.inked(QStringLiteral("✕ ") + Ctl::tr("Precheck failed"), Ink::Error) + counts);
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
