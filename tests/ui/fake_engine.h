// Purpose: an engine without servers for the tests of the screens: lively, deterministic numbers,
// jobs that end on another thread as the real ones do, and faults on request.
// Owner: the test. Thread: as api::Engine.
#pragma once

#include <deque>
#include <map>
#include <mutex>

#include "engine/api/engine.h"
#include "engine/base/thread_pool.h"

namespace twintide::ui::test {

class MemorySecrets : public SecretStore {
 public:
  Result<Secret> get(const std::string& name, const std::string&) override;
  Status put(const std::string& name, const Secret& secret) override;
  Status remove(const std::string& name) override;
  bool has(const std::string& name) const;

 private:
  mutable std::mutex m_mutex;
  std::map<std::string, std::string> m_kept;
};

class FakeEngine : public api::Engine {
 public:
  FakeEngine();
  ~FakeEngine() override;

  // ---- what the test decides
  std::string goodPassword = "right";
  std::string position;  // what every link says it has applied up to
  // Every job of this name fails with this error: "test" "tables" "precheck" "start" …
  std::map<std::string, Error> failures;
  bool hold = false;  // jobs wait until release()
  void release();     // lets waiting jobs end
  bool failSavePair = false;
  bool cleanPrecheck = false;  // no warnings, no errors
  void addSamplePairs();       // orders 订单双活 (running) and members (paused)
  LinkState stateOf(const std::string& pair) const;
  void setState(const std::string& pair, LinkState state, std::optional<Error> error = {});
  void raise(const Event& event);
  std::vector<std::string> calls;  // in order: "precheck beijing-hangzhou"
  MemorySecrets& memory() { return m_secrets; }
  std::vector<DataSource> drafts;

  // ---- api::Engine
  Result<std::vector<DataSource>> dataSources() override { return m_sources; }
  Status saveDataSource(const DataSource& source) override;
  Status removeDataSource(const std::string& name) override;
  Result<std::vector<PairSpec>> pairs() override { return m_pairs; }
  Result<PairSpec> pair(const std::string& name) override;
  Status savePair(const PairSpec& pair) override;
  Status removePair(const std::string& name) override;
  SecretStore& secrets() override { return m_secrets; }
  std::string workspaceDir() const override { return "/home/dba/.config/twintide"; }
  api::Job<ServerInfo> testConnection(const DataSource& source,
                                      std::optional<Secret> password) override;
  api::Job<std::vector<TableBrief>> listTables(const DataSource& source,
                                               const ObjectFilter& filter) override;
  void setDraftSources(const std::vector<DataSource>& sources) override { drafts = sources; }
  api::Job<PrecheckReport> precheck(const PairSpec& pair,
                                    const std::vector<std::string>& onlyChecks) override;
  api::Job<PrecheckReport> runRemedy(const PairSpec& pair, const Finding& finding,
                                     const std::optional<api::AdminLogin>& admin) override;
  api::Job<void> start(const std::string& pair) override;
  api::Job<void> pause(const std::string& pair) override;
  api::Job<void> resume(const std::string& pair) override;
  api::Job<void> stop(const std::string& pair) override;
  api::Job<void> skipDdl(const std::string& pair, const std::string& position) override;
  api::Job<void> resolveConflict(const std::string& pair, int64_t conflictId, Side side) override;
  api::Job<void> cleanUp(const std::string& pair) override;
  api::Job<DrillReport> drill(const std::string& pair,
                              std::function<void(const DrillReport&)> progress) override;
  api::Job<api::PracticeInfo> startPractice(
      const api::PracticeOptions& options,
      std::function<void(const api::StepProgress&)> progress) override;
  api::Job<void> stopPractice() override;
  std::optional<api::PracticeInfo> practice() const override { return m_practice; }
  std::shared_ptr<const PairSnapshot> snapshot(const std::string& pair) const override;
  std::vector<MetricSample> metrics(const std::string& linkId, int64_t spanSeconds,
                                    int maxPoints) const override;
  ProcessUsage usage() const override { return {78 << 20, 0.11}; }
  Result<std::vector<Event>> events(const std::string& pair, int64_t beforeId,
                                    int limit) const override;
  Result<std::vector<Conflict>> conflicts(const std::string& pair, int64_t beforeId,
                                          int limit) const override;
  Result<std::vector<Conflict>> waitingConflicts(const std::string& pair, int limit) const override;
  Result<std::vector<DrillReport>> drills(const std::string& pair, int limit) const override;
  void setEventSink(std::function<void(const Event&)> sink) override { m_sink = std::move(sink); }

 private:
  template <class T>
  api::Job<T> run(const std::string& what, std::function<Result<T>()> body);
  api::Job<void> change(const std::string& what, const std::string& pair, LinkState to);
  void submit(std::function<void()> work);

  std::vector<DataSource> m_sources;
  std::vector<PairSpec> m_pairs;
  std::map<std::string, LinkState> m_states;
  std::map<std::string, Error> m_errors;
  std::optional<api::PracticeInfo> m_practice;
  std::vector<DrillReport> m_drills;
  bool m_packetMended = false;
  MemorySecrets m_secrets;
  std::function<void(const Event&)> m_sink;
  mutable std::mutex m_mutex;
  std::deque<std::function<void()>> m_waiting;
  ThreadPool m_pool;
};

// Sample values, also used by model tests.
DataSource sampleSource(const std::string& name, bool beijing);
PairSpec samplePair(const std::string& name, const std::string& label);
std::vector<Finding> sampleFindings(bool mended, bool clean);
std::vector<Conflict> sampleConflicts(int count);
std::vector<Event> sampleEvents(int count);
DrillReport sampleDrill(size_t finishedSteps);
std::vector<TableBrief> sampleTables();

}  // namespace twintide::ui::test
