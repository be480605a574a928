#include "engine/precheck/precheck.h"

#include <algorithm>
#include <iterator>

#include "engine/base/clock.h"
#include "engine/precheck/registry.h"
#include "engine/precheck/site.h"

namespace twintide::precheck {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

Result<std::vector<Check*>> chosenChecks(const std::vector<std::string>& only) {
  std::vector<Check*> out;
  for (const auto& check : registry()) {
    if (only.empty() || contains(only, check->id())) out.push_back(check.get());
  }
  const std::vector<std::string> known = checkIds();
  for (const std::string& id : only) {
    if (!contains(known, id)) return fail(ErrorCode::Internal, {{"what", "precheck " + id}});
  }
  return out;
}

void applySkips(const PairSpec& pair, Findings& findings) {
  for (Finding& f : findings) {
    const bool bad = f.severity == Severity::Warning || f.severity == Severity::Error;
    if (bad && f.skippable && f.state == FindingState::Done &&
        contains(pair.skippedChecks, f.check)) {
      f.state = FindingState::Skipped;
    }
  }
}

}  // namespace

Result<PrecheckReport> runPrecheck(const PrecheckRequest& request, std::stop_token stop) {
  auto checks = chosenChecks(request.onlyChecks);
  if (!checks) return fail(checks.error());
  const auto cancelled = [&] { return fail(ErrorCode::Cancelled, {{"what", "precheck"}}); };
  const Clock& clock = systemClock();
  const int64_t began = clock.steadyUs();
  PrecheckReport report;
  report.pair = request.pair.name;
  report.startedUs = clock.wallUs();

  Context context;
  context.pair = request.pair;
  context.pairHasRun = request.pairHasRun;
  context.stop = stop;
  if (stop.stop_requested()) return cancelled();
  context.a = openSite(Side::A, request.a, request.passwordA, request.pair.objects);
  if (stop.stop_requested()) return cancelled();
  context.b = openSite(Side::B, request.b, request.passwordB, request.pair.objects);

  int done = 0;
  for (Check* check : *checks) {
    if (stop.stop_requested()) return cancelled();
    if (request.progress) request.progress(check->id(), done++, static_cast<int>(checks->size()));
    Findings findings = check->run(context);
    std::move(findings.begin(), findings.end(), std::back_inserter(report.findings));
  }
  if (stop.stop_requested()) return cancelled();
  applySkips(request.pair, report.findings);
  report.tookUs = clock.steadyUs() - began;
  return report;
}

}  // namespace twintide::precheck
