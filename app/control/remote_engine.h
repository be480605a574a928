// Purpose: api::Engine over the control socket: commands go to the program that runs the links,
// definitions and history are read from the workspace.
// Owner: twintidectl, while another program holds the workspace. Thread: as api::Engine.
#pragma once

#include <memory>

#include "app/control/control_client.h"
#include "engine/api/engine.h"
#include "engine/base/thread_pool.h"

namespace twintide::app {

class RemoteEngine final : public api::Engine {
 public:
  // reader: the same workspace, opened read-only.
  explicit RemoteEngine(std::unique_ptr<api::Engine> reader);
  ~RemoteEngine() override;

  Result<std::vector<DataSource>> dataSources() override { return m_reader->dataSources(); }
  Result<std::vector<PairSpec>> pairs() override { return m_reader->pairs(); }
  Result<PairSpec> pair(const std::string& name) override { return m_reader->pair(name); }
  Status saveDataSource(const DataSource& source) override;
  Status removeDataSource(const std::string& name) override;
  Status savePair(const PairSpec& pair) override;
  Status removePair(const std::string& name) override;
  SecretStore& secrets() override { return m_reader->secrets(); }
  std::string workspaceDir() const override { return m_reader->workspaceDir(); }

  // The password comes from the other program's store, whatever is given here.
  api::Job<ServerInfo> testConnection(const DataSource& source,
                                      std::optional<Secret> password) override;
  api::Job<std::vector<TableBrief>> listTables(const DataSource& source,
                                               const ObjectFilter& filter) override;
  void setDraftSources(const std::vector<DataSource>& sources) override;
  api::Job<PrecheckReport> precheck(const PairSpec& pair,
                                    const std::vector<std::string>& onlyChecks) override;
  api::Job<PrecheckReport> runRemedy(const PairSpec& pair, const Finding& finding,
                                     const std::optional<api::AdminLogin>& admin) override;
  api::Job<void> start(const std::string& pairName) override;
  api::Job<void> pause(const std::string& pairName) override;
  api::Job<void> resume(const std::string& pairName) override;
  api::Job<void> stop(const std::string& pairName) override;
  api::Job<void> skipDdl(const std::string& pairName, const std::string& position) override;
  api::Job<void> resolveConflict(const std::string& pairName, int64_t conflictId,
                                 Side side) override;
  api::Job<void> cleanUp(const std::string& pairName) override;
  api::Job<DrillReport> drill(const std::string& pairName,
                              std::function<void(const DrillReport&)> progress) override;
  // A practice pair lives in the program that started it.
  api::Job<api::PracticeInfo> startPractice(
      const api::PracticeOptions& options,
      std::function<void(const api::StepProgress&)> progress) override;
  api::Job<void> stopPractice() override;
  std::optional<api::PracticeInfo> practice() const override { return std::nullopt; }

  // Null, too, when the other program has ended meanwhile.
  std::shared_ptr<const PairSnapshot> snapshot(const std::string& pairName) const override;
  std::vector<MetricSample> metrics(const std::string& linkId, int64_t spanSeconds,
                                    int maxPoints) const override;
  ProcessUsage usage() const override;
  Result<std::vector<Event>> events(const std::string& pairName, int64_t beforeId,
                                    int limit) const override;
  Result<std::vector<Conflict>> waitingConflicts(const std::string& pairName,
                                                 int limit) const override;
  Result<std::vector<Conflict>> conflicts(const std::string& pairName, int64_t beforeId,
                                          int limit) const override;
  Result<std::vector<DrillReport>> drills(const std::string& pairName, int limit) const override;
  void setEventSink(std::function<void(const Event&)> sink) override;

 private:
  Status tell(store::Json request) const;
  template <class T>
  api::Job<T> ask(store::Json request, T (*read)(const store::Json&),
                  std::function<void(const store::Json&)> progress = {});
  api::Job<void> command(const char* what, const std::string& pairName);

  std::unique_ptr<api::Engine> m_reader;
  const ControlClient m_client;
  ThreadPool m_calls;  // last: its jobs use the client
};

}  // namespace twintide::app
