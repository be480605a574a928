// Purpose: the one implementation of api::Engine.
// Owner: openEngine()'s caller. Thread: see engine.h.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/api/engine.h"
#include "engine/api/process_usage.h"
#include "engine/base/thread_pool.h"
#include "engine/link/pair_runner.h"
#include "engine/link/practice_pair.h"
#include "engine/store/history.h"
#include "engine/store/workspace.h"

namespace twintide::api {

class EngineImpl final : public Engine {
 public:
  EngineImpl(std::unique_ptr<store::Workspace> workspace, std::unique_ptr<store::History> history,
             std::unique_ptr<SecretStore> secrets);
  ~EngineImpl() override;

  Result<std::vector<DataSource>> dataSources() override;
  Status saveDataSource(const DataSource& source) override;
  Status removeDataSource(const std::string& name) override;
  Result<std::vector<PairSpec>> pairs() override;
  Result<PairSpec> pair(const std::string& name) override;
  Status savePair(const PairSpec& pair) override;
  Status removePair(const std::string& name) override;
  SecretStore& secrets() override { return *m_secrets; }
  std::string workspaceDir() const override { return m_workspace->dir(); }

  Job<ServerInfo> testConnection(const DataSource& source, std::optional<Secret> password) override;
  Job<std::vector<TableBrief>> listTables(const DataSource& source,
                                          const ObjectFilter& filter) override;
  void setDraftSources(const std::vector<DataSource>& sources) override;
  Job<PrecheckReport> precheck(const PairSpec& pair,
                               const std::vector<std::string>& onlyChecks) override;
  Job<PrecheckReport> runRemedy(const PairSpec& pair, const Finding& finding,
                                const std::optional<AdminLogin>& admin) override;
  Job<void> start(const std::string& pairName) override;
  Job<void> pause(const std::string& pairName) override;
  Job<void> resume(const std::string& pairName) override;
  Job<void> stop(const std::string& pairName) override;
  Job<void> skipDdl(const std::string& pairName, const std::string& position) override;
  Job<void> resolveConflict(const std::string& pairName, int64_t conflictId, Side side) override;
  Job<void> cleanUp(const std::string& pairName) override;
  Job<DrillReport> drill(const std::string& pairName,
                         std::function<void(const DrillReport&)> progress) override;
  Job<PracticeInfo> startPractice(const PracticeOptions& options,
                                  std::function<void(const StepProgress&)> progress) override;
  Job<void> stopPractice() override;
  std::optional<PracticeInfo> practice() const override;

  std::shared_ptr<const PairSnapshot> snapshot(const std::string& pairName) const override;
  std::vector<MetricSample> metrics(const std::string& linkId, int64_t spanSeconds,
                                    int maxPoints) const override;
  ProcessUsage usage() const override { return m_usage.read(); }
  Result<std::vector<Event>> events(const std::string& pairName, int64_t beforeId,
                                    int limit) const override;
  Result<std::vector<Conflict>> conflicts(const std::string& pairName, int64_t beforeId,
                                          int limit) const override;
  Result<std::vector<Conflict>> waitingConflicts(const std::string& pairName,
                                                 int limit) const override;
  Result<std::vector<DrillReport>> drills(const std::string& pairName, int limit) const override;
  void setEventSink(std::function<void(const Event&)> sink) override;

 private:
  using Runner = std::shared_ptr<link::PairRunner>;

  // Runs body(stop token) on the job pool; the job ends as OwnerGone when the engine closes first.
  template <class T, class Body>
  Job<T> submit(Body body);

  Result<Secret> passwordOf(const DataSource& source);
  // Drafts first where `drafts` says so.
  Result<link::LinkEnd> endOf(const std::string& sourceName, bool drafts);
  Result<link::PairSetup> setupOf(const PairSpec& pair, bool drafts = false);
  Result<PrecheckReport> runPrecheckNow(const PairSpec& pair,
                                        const std::vector<std::string>& onlyChecks,
                                        std::stop_token stop);
  bool hasRun(const link::PairSetup& setup) const;
  // The next two hold m_commandMutex while they run; startLocked() expects it held.
  Status startNow(const std::string& name, std::stop_token stop);
  Status skipDdlNow(const std::string& name, const std::string& position, std::stop_token stop);
  Status startLocked(const std::string& name, std::stop_token stop);
  Status resolveNow(const std::string& name, int64_t conflictId, Side side);
  Status endNow(const std::string& name, LinkState endState);
  Result<PracticeInfo> startPracticeNow(const PracticeOptions& options,
                                        const std::function<void(const StepProgress&)>& progress,
                                        std::stop_token stop);
  Result<PracticeInfo> savePractice(std::unique_ptr<link::PracticePair> pair, bool fellBack);
  Runner runner(const std::string& name) const;
  // Puts `runner`, or none, in the place of the pair's runner. The old one dies without m_mutex:
  // it waits for its threads, and those raise events.
  void exchangeRunner(const std::string& name, Runner runner);
  void raise(Event event);
  void raise(EventLevel level, const std::string& pair, const std::string& code,
             std::map<std::string, std::string> args = {});

  std::unique_ptr<store::Workspace> m_workspace;
  std::unique_ptr<store::History> m_history;
  std::unique_ptr<SecretStore> m_secrets;
  ProcessUsageReader m_usage;
  mutable std::mutex m_mutex;  // guards the maps and the sink
  std::map<std::string, Runner> m_runners;
  std::unique_ptr<link::PracticePair> m_practice;
  std::optional<PracticeInfo> m_practiceInfo;
  std::function<void(const Event&)> m_sink;
  std::vector<DataSource> m_drafts;
  std::mutex m_commandMutex;  // one start/stop at a time: two would race over a runner
  ThreadPool m_copies;
  ThreadPool m_jobs;  // last: its jobs use everything above
};

template <class T, class Body>
Job<T> EngineImpl::submit(Body body) {
  Job<T> job;
  const bool taken = m_jobs.submit([job, body = std::move(body)](std::stop_token closing) {
    std::stop_callback onClose(closing, [&job] { job.cancel(); });
    if (closing.stop_requested()) {
      job.finish(fail(ErrorCode::OwnerGone));
    } else if (job.stopToken().stop_requested()) {
      job.finish(fail(ErrorCode::Cancelled, {{"what", "job"}}));
    } else {
      job.finish(body(job.stopToken()));
    }
  });
  if (!taken) job.finish(fail(ErrorCode::OwnerGone));
  return job;
}

}  // namespace twintide::api
