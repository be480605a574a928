// Purpose: the façade that app and ui use: definitions, commands, snapshots, history.
// Owner: the composition root makes one a program. Thread: every call is safe from any thread
// unless it says so; callbacks arrive on engine threads.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/job.h"
#include "engine/base/result.h"
#include "engine/base/secret_store.h"
#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"
#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"

namespace twintide::api {

struct EngineOptions {
  std::string workspaceDir;  // empty = ~/.config/twintide
  bool readOnly = false;     // looks at definitions and history without taking the lock
};

// What a practice pair is made of, and where it runs.
struct PracticeOptions {
  ServerKind kind = ServerKind::OceanBase;
  std::string dataDir;  // empty = <workspace>/practice
  // Fall back to MariaDB when the chosen kind's binaries are missing; the event log says so.
  bool fallBack = true;
};

struct PracticeInfo {
  ServerKind kind = ServerKind::OceanBase;
  bool fellBack = false;
  DataSource a, b;       // saved as data sources "practice-beijing" and "practice-hangzhou"
  std::string pairName;  // "practice", saved, not started
};

struct StepProgress {
  std::string step;  // "server_a" "server_b" "sample_tables" … or a DrillStep text id
  int done = 0, total = 0;
};

// Somebody who may do more at a server than the data source's user; held for one call only.
struct AdminLogin {
  std::string user;
  Secret password;
};

class Engine {
 public:
  virtual ~Engine() = default;

  // ---- definitions (quick, file based; call from any thread)
  virtual Result<std::vector<DataSource>> dataSources() = 0;
  virtual Status saveDataSource(const DataSource& source) = 0;
  virtual Status removeDataSource(
      const std::string& name) = 0;  // SourceInUse while a pair needs it
  virtual Result<std::vector<PairSpec>> pairs() = 0;
  virtual Result<PairSpec> pair(const std::string& name) = 0;
  // Refuses what cannot work: unknown sources, SameServer, RegionSame, PolicyDiverges, PairRunning.
  virtual Status savePair(const PairSpec& pair) = 0;
  // Only when stopped; keeps history. Remote leftovers are removed by cleanUp().
  virtual Status removePair(const std::string& name) = 0;
  virtual SecretStore& secrets() = 0;
  virtual std::string workspaceDir() const = 0;

  // ---- jobs
  // password: what the user typed; empty optional = ask the secret store.
  virtual Job<ServerInfo> testConnection(const DataSource& source,
                                         std::optional<Secret> password) = 0;
  virtual Job<std::vector<TableBrief>> listTables(const DataSource& source,
                                                  const ObjectFilter& filter) = 0;
  // The wizard's data sources before they are saved: precheck() and runRemedy() look here before
  // the files. Kept in memory only; empty = none.
  virtual void setDraftSources(const std::vector<DataSource>& sources) = 0;
  // onlyChecks: ids to run again; empty = all.
  virtual Job<PrecheckReport> precheck(const PairSpec& pair,
                                       const std::vector<std::string>& onlyChecks = {}) = 0;
  // Runs finding.remedySql at finding.remedySide, with the data source's own login unless another
  // is given, then that check again. Arg advice=admin_login_needed where the login may not do it.
  virtual Job<PrecheckReport> runRemedy(const PairSpec& pair, const Finding& finding,
                                        const std::optional<AdminLogin>& admin = {}) = 0;

  // Finished when both links have left Starting (running or copying) or failed. Of a pair with one
  // failed link that link alone is tried again.
  virtual Job<void> start(const std::string& pairName) = 0;
  virtual Job<void> pause(const std::string& pairName) = 0;  // keeps position; resume() goes on
  virtual Job<void> resume(const std::string& pairName) = 0;
  virtual Job<void> stop(const std::string& pairName) = 0;  // ends cleanly; start() goes on
  // Goes on behind the DDL that a link has failed at, without running it. position: the arg of the
  // link's error, so that only the statement a person has seen is skipped. PairStateForbids when
  // no link stands there.
  virtual Job<void> skipDdl(const std::string& pairName, const std::string& position) = 0;
  // Ends the quarantine of the row of a conflict (its id in the history): the row of side A or B
  // stands on both sides. PairNotRunning, ConflictNotWaiting.
  virtual Job<void> resolveConflict(const std::string& pairName, int64_t conflictId, Side side) = 0;
  // Removes markers, triggers and logs of a stopped pair from both servers.
  virtual Job<void> cleanUp(const std::string& pairName) = 0;

  // progress is called on an engine thread each time a step changes.
  virtual Job<DrillReport> drill(const std::string& pairName,
                                 std::function<void(const DrillReport&)> progress = {}) = 0;
  virtual Job<PracticeInfo> startPractice(
      const PracticeOptions& options, std::function<void(const StepProgress&)> progress = {}) = 0;
  virtual Job<void> stopPractice() = 0;
  virtual std::optional<PracticeInfo> practice() const = 0;

  // ---- numbers: immutable, cheap, pulled at 4 Hz. Null for an unknown pair.
  virtual std::shared_ptr<const PairSnapshot> snapshot(const std::string& pairName) const = 0;
  // Oldest first, at most maxPoints, of the last spanSeconds; gaps carry lagUs -1.
  virtual std::vector<MetricSample> metrics(const std::string& linkId, int64_t spanSeconds,
                                            int maxPoints) const = 0;
  // Resident memory (bytes) and CPU share (0..cores) of the program.
  struct ProcessUsage {
    int64_t residentBytes = 0;
    double cpu = 0;
  };
  virtual ProcessUsage usage() const = 0;

  // ---- history
  virtual Result<std::vector<Event>> events(
      const std::string& pairName, int64_t beforeId,
      int limit) const = 0;  // newest first; beforeId 0 = newest
  virtual Result<std::vector<Conflict>> conflicts(const std::string& pairName, int64_t beforeId,
                                                  int limit) const = 0;
  // Quarantined rows that nobody has decided about yet, oldest first.
  virtual Result<std::vector<Conflict>> waitingConflicts(const std::string& pairName,
                                                         int limit) const = 0;
  virtual Result<std::vector<DrillReport>> drills(const std::string& pairName, int limit) const = 0;
  // Called on an engine thread for every new event; one sink, empty = none.
  virtual void setEventSink(std::function<void(const Event&)> sink) = 0;
};

// Opens the workspace and takes its lock. Errors: WorkspaceLocked, WorkspaceNotWritable,
// WorkspaceDiskFull, and the file errors of broken definitions.
Result<std::unique_ptr<Engine>> openEngine(const EngineOptions& options,
                                           std::unique_ptr<SecretStore> secrets);

}  // namespace twintide::api
