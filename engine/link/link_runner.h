// Purpose: one direction of a pair: its thread, its states, its retries. Forward and reverse are
// this one class with different data.
// Owner: PairRunner. Thread: every call is safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "engine/apply/applier.h"
#include "engine/base/thread_pool.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/link/link_session.h"

namespace twintide::link {

class LinkRunner {
 public:
  explicit LinkRunner(LinkContext context);
  ~LinkRunner();

  // Begins to run, unless it does already.
  void start();
  // Ends cleanly in `endState` (Paused or Stopped); returns at once, see waitInactive().
  void requestStop(LinkState endState);
  // Returns once its thread has ended; after requestStop(), and not beside start().
  void join() { m_thread.join(); }
  // False when still active after `time`.
  bool waitInactive(std::chrono::milliseconds time);

  LinkSnapshot snapshot() const { return m_counters.snapshot(); }
  int64_t rowsAppliedTo(const TableId& t) const { return m_counters.rowsAppliedTo(t.text()); }
  MetricSample tick() { return m_counters.tick(); }
  const LinkContext& context() const { return m_context; }
  // Called for the opposite link when it makes or changes a table at our source; while we are
  // stopped the triggers of a change log are still there and must fit.
  Status tableChangingAtSource(const TableId& table, const std::vector<std::string>& touched);
  Status tableChangedAtSource(const TableId& table);
  // Waits until all that is committed at our source by now has been read; false when the link does
  // not run or takes longer; one that starts or tries again is waited for. Needs
  // LinkContext::writesAtSource.
  bool sourceRead(std::chrono::milliseconds time);
  // Ends the quarantine of a row at the target. PairNotRunning, ConflictNotWaiting, TimedOut.
  Status release(const apply::RowChoice& choice);

 private:
  void run(std::stop_token stop);
  Result<std::shared_ptr<capture::ChangeSource>> source();
  std::shared_ptr<LinkSession> session() const;
  // Null when there is none by then, or none to be expected.
  std::shared_ptr<capture::ChangeSource> comingSource(std::chrono::steady_clock::time_point until);
  Status attempt(std::stop_token stop);
  Error causeOf(const Error& error);
  void enter(LinkState state, std::optional<Error> error = std::nullopt);
  void end(std::stop_token stop, const Status& result);

  const LinkContext m_context;
  LinkCounters m_counters;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::shared_ptr<LinkSession> m_session;
  std::unique_ptr<apply::Applier> m_applier;  // apply thread only
  LinkState m_endState = LinkState::Stopped;
  NamedThread m_thread;
};

}  // namespace twintide::link
