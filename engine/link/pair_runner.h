// Purpose: the two links of a pair, their wiring and their pulse (heartbeats, one-second metrics).
// Owner: api::Engine. Thread: every call is safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/link/heartbeat.h"
#include "engine/link/link_runner.h"
#include "engine/model/finding.h"

namespace twintide::link {

struct PairSetup {
  PairSpec pair;
  LinkEnd a, b;
  LinkSinks sinks;
  ThreadPool* jobs = nullptr;
  uint64_t spillAboveBytes = kSpillAboveBytes;
  std::chrono::milliseconds targetReadPatience = kTargetReadPatience;
  std::chrono::milliseconds markerRest = kMarkerRest;
  // One sample a link and second, from the pulse thread.
  std::function<void(const std::string& linkId, const MetricSample&)> sample;
};

class PairRunner {
 public:
  explicit PairRunner(PairSetup setup);
  ~PairRunner();

  // Both links run; Ok when both have left Starting. The first error of a link that failed.
  Status start(std::stop_token stop);
  // Both end; TimedOut when one does not within a minute.
  Status stop(LinkState endState);
  bool active() const;

  std::shared_ptr<const PairSnapshot> snapshot() const;
  // Row changes of one table that the link has applied since the program started it.
  int64_t rowsAppliedTo(Direction direction, const TableId& table) const {
    return (direction == Direction::Forward ? m_forward : m_reverse)->rowsAppliedTo(table);
  }
  // Ends the quarantine of a row: the row of `side` stands on both sides. PairNotRunning,
  // ConflictNotWaiting, TimedOut, errors of the servers.
  Status release(const TableId& table, const std::string& key, Side side);
  // The side that decides conflicts.
  Side decidingSide() const;
  const PairSetup& setup() const { return m_setup; }

 private:
  LinkContext contextOf(Direction direction);
  bool starting(const LinkRunner& link) const;
  void stateChanged();
  Status firstFailure() const;
  void pulse(std::stop_token stop);

  PairSetup m_setup;
  std::shared_ptr<StartGates> m_gates = std::make_shared<StartGates>();
  std::shared_ptr<RecentWrites> m_writesAtA, m_writesAtB;  // null unless a policy asks
  std::mutex m_stateMutex;  // nothing else is locked under it but a link's counters
  std::condition_variable_any m_stateNews;
  std::unique_ptr<LinkRunner> m_forward, m_reverse;
  NamedThread m_pulse;
};

}  // namespace twintide::link
