#include <algorithm>

#include "app/control/wait_job.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/agree.h"
#include "app/twintidectl/commands.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "app/twintidectl/finding_print.h"
#include "app/twintidectl/report_file.h"
#include "ui/text/html_report.h"

namespace twintide::app {
namespace {

using namespace ui;

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Result<PrecheckReport> check(Context& c, api::Engine& engine, const PairSpec& pair) {
  c.out.progress(Ctl::tr("Checking both servers …"));
  auto report = waitJob(engine.precheck(pair), interrupted);
  c.out.progressEnd();
  return report;
}

// Runs the remedies of the checks named by --fix. The number that were run.
Result<int> fix(Context& c, api::Engine& engine, const PairSpec& pair, const PrecheckReport& report,
                const text::Sites& sites) {
  PrecheckReport chosen;
  for (const Finding& f : report.findings) {
    if (holds(c.options.fix, f.check) && !f.remedySql.empty()) chosen.findings.push_back(f);
  }
  for (const Finding& f : chosen.findings) {
    for (const std::string& sql : f.remedySql)
      c.out.line(QStringLiteral("%1> %2;").arg(text::sideText(f.remedySide, sites), qs(sql)));
  }
  if (chosen.findings.empty()) {
    c.out.note(Ctl::tr("None of these checks has a statement to run."));
    return 0;
  }
  if (!agreed(c, Ctl::tr("Run these statements?"))) return 0;
  auto admin = adminLogin(c);
  if (!admin) return fail(admin.error());
  for (const Finding& f : chosen.findings) {
    auto again = waitJob(engine.runRemedy(pair, f, *admin), interrupted);
    if (again) {
      c.out.line(QStringLiteral("✓ ") +
                 Ctl::tr("Run at %1: %2")
                     .arg(text::sideText(f.remedySide, sites), text::checkText(f.check)));
      continue;
    }
    if (!again.error().arg("advice").empty())
      c.out.note(Ctl::tr("--admin-user NAME runs it with another login, for this once."));
    return fail(again.error());
  }
  return static_cast<int>(chosen.findings.size());
}

// Keeps the skipped checks in the definition, since start looks there. Refuses what must not be.
Status skip(Context& c, api::Engine& engine, PairSpec& pair, const PrecheckReport& report) {
  bool changed = false;
  for (const std::string& id : c.options.skip) {
    const auto stuck =
        std::find_if(report.findings.begin(), report.findings.end(), [&](const Finding& f) {
          return f.check == id && f.severity >= Severity::Warning && !f.skippable;
        });
    if (stuck != report.findings.end()) {
      c.out.note(QStringLiteral("▲ ") +
                 Ctl::tr("%1 cannot be skipped: starting anyway could lose rows.").arg(qs(id)));
      continue;
    }
    if (holds(pair.skippedChecks, id)) continue;
    pair.skippedChecks.push_back(id);
    changed = true;
  }
  return changed ? engine.savePair(pair) : Status();
}

text::Sites sites(api::Engine& engine, const PairSpec& pair) {
  text::Sites out;
  const auto all = engine.dataSources();
  if (!all) return out;
  for (const DataSource& s : *all) {
    if (s.name == pair.sourceA) out.a = qs(s.region.label());
    if (s.name == pair.sourceB) out.b = qs(s.region.label());
  }
  return out;
}

// Check, skip and fix, then check again where something changed.
Result<PrecheckReport> runAll(Context& c, api::Engine& engine, PairSpec& pair) {
  auto report = check(c, engine, pair);
  if (!report) return report;
  const size_t skipped = pair.skippedChecks.size();
  TWINTIDE_TRY(skip(c, engine, pair, *report));
  int fixed = 0;
  if (!c.options.fix.empty()) {
    auto n = fix(c, engine, pair, *report, sites(engine, pair));
    if (!n) return fail(n.error());
    fixed = *n;
  }
  if (fixed > 0 || pair.skippedChecks.size() != skipped) return check(c, engine, pair);
  return report;
}

}  // namespace

int precheck(Context& c) {
  auto engine = c.writer();
  if (!engine) return c.failed(engine.error());
  auto pair = (*engine)->pair(c.options.name);
  if (!pair) return c.failed(pair.error());
  auto report = runAll(c, **engine, *pair);
  if (!report) return c.failed(report.error());
  const text::Sites names = sites(**engine, *pair);
  printReport(c.out, *report, names, c.options.all);
  if (!c.options.html.empty()) {
    if (Status w = writeReport(c.out, c.options.html, text::precheckHtml(*report, names)); !w)
      return c.failed(w.error());
  }
  c.done({{"report", reportJson(*report, names)}});
  return report->mayStart() ? kOk : kPrecheckFailed;
}

}  // namespace twintide::app
