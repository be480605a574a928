// Purpose: history.sqlite: events, conflicts, metrics, drills and prechecks, each bounded.
// Owner: api::Engine, shared with the link runners. Thread: every call is safe from any thread;
// readers use a connection of their own, so that a slow write never holds up a screen.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"

namespace twintide::store {

// The oldest go first. Rows are counted now and then, so a bound may be exceeded by 1 %.
struct HistoryLimits {
  int64_t events = 100'000;
  int64_t conflicts = 200'000;
  int64_t drills = 500;
  int64_t prechecks = 500;
  int64_t reportDays = 90;           // events, conflicts, drills, prechecks
  int64_t secondsOfMetrics = 7'200;  // 1 s points
  int64_t hoursOfTenSeconds = 48;    // 10 s points
  int64_t daysOfMinutes = 30;        // 60 s points
};

struct LinkSample {
  std::string linkId;
  MetricSample sample;
};

class Database;

// Errors of every call: HistoryBroken{file, reason}, WorkspaceDiskFull, WorkspaceNotWritable.
class History {
 public:
  // Makes the file when absent; read-only with no file = an empty history.
  // SchemaVersionNewer when a newer Twintide wrote it.
  static Result<std::unique_ptr<History>> open(const std::string& file, bool readOnly,
                                               const HistoryLimits& limits = {});
  ~History();

  Result<int64_t> addEvent(const Event& event);  // the id it got
  // Newest first; beforeId 0 = from the newest. pair empty = every pair and the workspace.
  Result<std::vector<Event>> events(const std::string& pair, int64_t beforeId, int limit) const;

  Status addConflicts(const std::vector<Conflict>& conflicts);  // one transaction
  Result<std::vector<Conflict>> conflicts(const std::string& pair, int64_t beforeId,
                                          int limit) const;
  // Quarantined and not resolved yet, oldest first.
  Result<std::vector<Conflict>> waitingConflicts(const std::string& pair, int limit) const;
  // ConflictNotWaiting when there is none of that number that waits.
  Result<Conflict> waitingConflict(const std::string& pair, int64_t id) const;
  // Whatever waits under the row's key has been resolved: the row of `side` stands.
  Status resolveConflicts(const std::string& pair, const Conflict& row, Side side, int64_t atUs);
  Result<int64_t> countConflicts(const std::string& linkId, int64_t sinceUs) const;

  // Call about once a second with one sample a link. Keeps 1 s, 10 s and 60 s points: the worst
  // lag and the mean rates of the span.
  Status addSamples(const std::vector<LinkSample>& samples);
  // Oldest first, at most maxPoints, of [fromUs, toUs); a hole is marked by a point with lagUs -1.
  Result<std::vector<MetricSample>> metrics(const std::string& linkId, int64_t fromUs, int64_t toUs,
                                            int maxPoints) const;

  Status addDrill(const DrillReport& report);
  Result<std::vector<DrillReport>> drills(const std::string& pair, int limit) const;
  Status addPrecheck(const PrecheckReport& report);
  Result<std::vector<PrecheckReport>> prechecks(const std::string& pair, int limit) const;

 private:
  History(std::string file, HistoryLimits limits);
  Status write(const std::function<Status(Database&)>& body);
  Status trimRows(Database& db, const char* table, int64_t keep);
  Status trimMetrics(Database& db, int64_t nowUs);
  Status addReport(const char* table, const std::string& pair, int64_t atUs,
                   const std::string& json);
  Result<std::vector<std::string>> reports(const char* table, const std::string& pair,
                                           int limit) const;

  const std::string m_file;
  const HistoryLimits m_limits;
  std::mutex m_writeMutex;
  mutable std::mutex m_readMutex;
  std::unique_ptr<Database> m_writer;  // null: opened read-only
  std::unique_ptr<Database> m_reader;  // null: read-only and no file yet
  int64_t m_writes = 0;
  int64_t m_metricsTrimmedUs = 0;
};

}  // namespace twintide::store
