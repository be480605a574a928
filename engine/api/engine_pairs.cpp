#include "engine/api/ddl_stop.h"
#include "engine/api/engine_impl.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/db/session.h"
#include "engine/link/clean_up.h"
#include "engine/link/ddl_choice.h"
#include "engine/link/drill.h"
#include "engine/link/link_phase.h"

namespace twintide::api {

Result<link::PairSetup> EngineImpl::setupOf(const PairSpec& pair, bool drafts) {
  link::PairSetup setup;
  setup.pair = pair;
  auto a = endOf(pair.sourceA, drafts);
  if (!a) return fail(a.error());
  setup.a = std::move(*a);
  auto b = endOf(pair.sourceB, drafts);
  if (!b) return fail(b.error());
  setup.b = std::move(*b);
  setup.jobs = &m_copies;
  setup.sinks.event = [this](const Event& e) { raise(e); };
  setup.sinks.conflicts = [this](const std::vector<Conflict>& c) {
    return m_history->addConflicts(c);
  };
  setup.sample = [this](const std::string& linkId, const MetricSample& sample) {
    // A chart without points is a nuisance, not a reason to stop a link.
    if (Status kept = m_history->addSamples({{linkId, sample}}); !kept)
      logger("api")->warn("history does not take metrics: {}", name(kept.error().code));
  };
  return setup;
}

bool EngineImpl::hasRun(const link::PairSetup& setup) const {
  auto session = db::Session::open(setup.b.params());
  if (!session) return false;
  auto phase = link::loadPhase(**session, setup.pair.linkId(Direction::Forward));
  return phase && phase->has_value();
}

Status EngineImpl::startNow(const std::string& name, std::stop_token stop) {
  std::lock_guard command(m_commandMutex);
  return startLocked(name, stop);
}

Status EngineImpl::startLocked(const std::string& name, std::stop_token stop) {
  Runner r = runner(name);
  // Links that run are left alone: only one that has failed begins again.
  if (r && r->active()) return r->start(stop);
  auto pair = m_workspace->pair(name);
  if (!pair) return fail(pair.error());
  auto setup = setupOf(*pair);
  if (!setup) return fail(setup.error());
  auto report = runPrecheckNow(*pair, {}, stop);
  if (!report) return fail(report.error());
  if (!report->mayStart()) {
    return fail(ErrorCode::PrecheckFailed,
                {{"name", name}, {"count", std::to_string(report->count(Severity::Error))}});
  }
  r = std::make_shared<link::PairRunner>(std::move(*setup));
  exchangeRunner(name, r);
  raise(EventLevel::Info, name, "pair_started");
  return r->start(stop);
}

Status EngineImpl::skipDdlNow(const std::string& name, const std::string& position,
                              std::stop_token stop) {
  std::lock_guard command(m_commandMutex);
  Runner r = runner(name);
  if (!r) return fail(ErrorCode::PairNotRunning, {{"name", name}});
  const auto snapshot = r->snapshot();
  for (const LinkSnapshot* l : {&snapshot->forward, &snapshot->reverse}) {
    const bool here = l->state == LinkState::Failed && l->error && stopsAtDdl(*l->error) &&
                      l->error->arg("position") == position;
    if (!here) continue;
    const bool forward = l->direction == Direction::Forward;
    TWINTIDE_TRY(link::chooseSkip(forward ? r->setup().b : r->setup().a, *l->error));
    return startLocked(name, stop);
  }
  return fail(ErrorCode::PairStateForbids, {{"name", name}, {"action", "skip_ddl"}});
}

Status EngineImpl::resolveNow(const std::string& name, int64_t conflictId, Side side) {
  Runner r = runner(name);
  if (!r) return fail(ErrorCode::PairNotRunning, {{"name", name}});
  auto conflict = m_history->waitingConflict(name, conflictId);
  if (!conflict) return fail(conflict.error());
  Status done = r->release(conflict->table, conflict->key, side);
  const bool settledSince = !done && done.error().code == ErrorCode::ConflictNotWaiting;
  if (!done && !settledSince) return done;
  // What came to be settled otherwise is what the deciding side holds.
  const Side stands = settledSince ? r->decidingSide() : side;
  TWINTIDE_TRY(m_history->resolveConflicts(name, *conflict, stands, systemClock().wallUs()));
  if (settledSince)
    return fail(ErrorCode::ConflictNotWaiting, {{"id", std::to_string(conflictId)}});
  raise(EventLevel::Info, name, "conflict_resolved",
        {{"table", conflict->table.text()}, {"key", conflict->key}, {"side", toText(side)}});
  return {};
}

Status EngineImpl::endNow(const std::string& name, LinkState endState) {
  std::lock_guard command(m_commandMutex);
  Runner r = runner(name);
  if (!r) return fail(ErrorCode::PairNotRunning, {{"name", name}});
  TWINTIDE_TRY(r->stop(endState));
  raise(EventLevel::Info, name, endState == LinkState::Paused ? "pair_paused" : "pair_stopped");
  return {};
}

Job<void> EngineImpl::start(const std::string& pairName) {
  return submit<void>([this, pairName](std::stop_token s) { return startNow(pairName, s); });
}

Job<void> EngineImpl::skipDdl(const std::string& pairName, const std::string& position) {
  return submit<void>(
      [this, pairName, position](std::stop_token s) { return skipDdlNow(pairName, position, s); });
}

Job<void> EngineImpl::resolveConflict(const std::string& pairName, int64_t conflictId, Side side) {
  return submit<void>([this, pairName, conflictId, side](std::stop_token) {
    return resolveNow(pairName, conflictId, side);
  });
}

Job<void> EngineImpl::resume(const std::string& pairName) {
  return start(pairName);
}

Job<void> EngineImpl::pause(const std::string& pairName) {
  return submit<void>(
      [this, pairName](std::stop_token) { return endNow(pairName, LinkState::Paused); });
}

Job<void> EngineImpl::stop(const std::string& pairName) {
  return submit<void>(
      [this, pairName](std::stop_token) { return endNow(pairName, LinkState::Stopped); });
}

Job<void> EngineImpl::cleanUp(const std::string& pairName) {
  return submit<void>([this, pairName](std::stop_token) -> Status {
    std::lock_guard command(m_commandMutex);
    if (Runner r = runner(pairName); r && r->active())
      return fail(ErrorCode::PairRunning, {{"name", pairName}});
    auto pair = m_workspace->pair(pairName);
    if (!pair) return fail(pair.error());
    auto setup = setupOf(*pair);
    if (!setup) return fail(setup.error());
    if (Status done = link::cleanUp(*pair, setup->a, setup->b); !done)
      return fail(link::explained(done.error(), setup->a, setup->b));
    raise(EventLevel::Info, pairName, "pair_cleaned");
    return {};
  });
}

Job<DrillReport> EngineImpl::drill(const std::string& pairName,
                                   std::function<void(const DrillReport&)> progress) {
  return submit<DrillReport>([this, pairName, progress = std::move(progress)](
                                 std::stop_token stop) -> Result<DrillReport> {
    Runner r = runner(pairName);
    if (!r) return fail(ErrorCode::PairNotRunning, {{"name", pairName}});
    auto report = link::Drill(*r, stop, progress).run();
    if (!report) return report;
    TWINTIDE_TRY(m_history->addDrill(*report));
    raise(report->passed() ? EventLevel::Info : EventLevel::Error, pairName,
          report->passed() ? "drill_passed" : "drill_failed");
    return report;
  });
}

}  // namespace twintide::api
