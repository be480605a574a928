#include "engine/api/engine_impl.h"

#include <filesystem>

#include "engine/base/clock.h"
#include "engine/base/log.h"

namespace twintide::api {
namespace {

constexpr size_t kCopyWorkers = 16;
constexpr size_t kJobWorkers = 6;
constexpr size_t kMaxQueuedJobs = 256;

}  // namespace

EngineImpl::EngineImpl(std::unique_ptr<store::Workspace> workspace,
                       std::unique_ptr<store::History> history,
                       std::unique_ptr<SecretStore> secrets)
    : m_workspace(std::move(workspace)),
      m_history(std::move(history)),
      m_secrets(std::move(secrets)),
      m_copies("copy", kCopyWorkers, kMaxQueuedJobs),
      m_jobs("job", kJobWorkers, kMaxQueuedJobs) {}

EngineImpl::~EngineImpl() {
  // Jobs first: none may start a pair that is being taken down.
  m_jobs.close();
  std::map<std::string, Runner> runners;
  {
    std::lock_guard lock(m_mutex);
    runners.swap(m_runners);
  }
  for (auto& [name, r] : runners) {
    if (Status done = r->stop(LinkState::Stopped); !done)
      logger("api")->warn("{} did not stop in time", name);
  }
}

EngineImpl::Runner EngineImpl::runner(const std::string& name) const {
  std::lock_guard lock(m_mutex);
  auto it = m_runners.find(name);
  return it == m_runners.end() ? nullptr : it->second;
}

void EngineImpl::exchangeRunner(const std::string& name, Runner runner) {
  std::lock_guard lock(m_mutex);
  if (runner) {
    m_runners[name].swap(runner);
  } else if (auto old = m_runners.extract(name)) {
    runner = std::move(old.mapped());
  }
}

void EngineImpl::setEventSink(std::function<void(const Event&)> sink) {
  std::lock_guard lock(m_mutex);
  m_sink = std::move(sink);
}

void EngineImpl::raise(Event event) {
  if (!event.atUs) event.atUs = systemClock().wallUs();
  if (auto id = m_history->addEvent(event)) {
    event.id = *id;
  } else {
    logger("api")->error("history does not take events: {}", name(id.error().code));
  }
  std::function<void(const Event&)> sink;
  {
    std::lock_guard lock(m_mutex);
    sink = m_sink;
  }
  if (sink) sink(event);
}

void EngineImpl::raise(EventLevel level, const std::string& pair, const std::string& code,
                       std::map<std::string, std::string> args) {
  Event event;
  event.level = level;
  event.pair = pair;
  event.code = code;
  event.args = std::move(args);
  raise(std::move(event));
}

Result<std::vector<Event>> EngineImpl::events(const std::string& pairName, int64_t beforeId,
                                              int limit) const {
  return m_history->events(pairName, beforeId, limit);
}

Result<std::vector<Conflict>> EngineImpl::waitingConflicts(const std::string& pairName,
                                                           int limit) const {
  return m_history->waitingConflicts(pairName, limit);
}

Result<std::vector<Conflict>> EngineImpl::conflicts(const std::string& pairName, int64_t beforeId,
                                                    int limit) const {
  return m_history->conflicts(pairName, beforeId, limit);
}

Result<std::vector<DrillReport>> EngineImpl::drills(const std::string& pairName, int limit) const {
  return m_history->drills(pairName, limit);
}

std::vector<MetricSample> EngineImpl::metrics(const std::string& linkId, int64_t spanSeconds,
                                              int maxPoints) const {
  const int64_t now = systemClock().wallUs();
  auto points = m_history->metrics(linkId, now - spanSeconds * 1'000'000, now, maxPoints);
  return points ? *points : std::vector<MetricSample>();
}

std::shared_ptr<const PairSnapshot> EngineImpl::snapshot(const std::string& pairName) const {
  if (auto r = runner(pairName)) return r->snapshot();
  auto pair = m_workspace->pair(pairName);
  if (!pair) return nullptr;
  auto s = std::make_shared<PairSnapshot>();
  s->pair = pairName;
  s->takenUs = systemClock().wallUs();
  s->reverse.direction = Direction::Reverse;
  s->forward.linkId = pair->linkId(Direction::Forward);
  s->reverse.linkId = pair->linkId(Direction::Reverse);
  return s;
}

Result<std::unique_ptr<Engine>> openEngine(const EngineOptions& options,
                                           std::unique_ptr<SecretStore> secrets) {
  const std::string dir =
      options.workspaceDir.empty() ? store::defaultWorkspaceDir() : options.workspaceDir;
  const auto mode = options.readOnly ? store::OpenMode::ReadOnly : store::OpenMode::ReadWrite;
  auto workspace = store::Workspace::open(dir, mode);
  if (!workspace) return fail(workspace.error());
  auto settings = (*workspace)->settings();
  if (!settings) return fail(settings.error());
  store::HistoryLimits limits;
  limits.reportDays = settings->historyDays;
  limits.daysOfMinutes = settings->metricsDays;
  auto history = store::History::open((*workspace)->historyFile(), options.readOnly, limits);
  if (!history) return fail(history.error());
  if (!options.readOnly) initLog((*workspace)->logFile(), false);
  return std::unique_ptr<Engine>(
      std::make_unique<EngineImpl>(std::move(*workspace), std::move(*history), std::move(secrets)));
}

}  // namespace twintide::api
