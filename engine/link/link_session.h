// Purpose: one attempt of a link: connect, prepare, copy what is left to copy, then apply the
// stream until stopped or failed.
// Owner: LinkRunner. Thread: run() on the apply thread; the others from any thread.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/apply/applier.h"
#include "engine/capture/change_source.h"
#include "engine/db/session.h"
#include "engine/link/capture_pump.h"
#include "engine/link/ddl_step.h"
#include "engine/link/echo_test.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/link/link_phase.h"
#include "engine/link/release_desk.h"

namespace twintide::link {

class LinkSession {
 public:
  // `applier` outlives an attempt: its epoch tells whether another engine took the link meanwhile.
  LinkSession(const LinkContext& context, LinkCounters& counters,
              std::unique_ptr<apply::Applier>& applier);
  ~LinkSession();

  // Ends with ok only when `stop` was requested and everything taken from the queue is applied.
  Status run(std::stop_token stop);

  // Null before prepare(). Thread: any.
  std::shared_ptr<capture::ChangeSource> source();
  // Ends the quarantine of a row at the target; see ReleaseDesk::ask(). Thread: any.
  Status release(const apply::RowChoice& choice);
  // Wakes blocked reads so that run() notices its stop token. Thread: any.
  void interrupt();

 private:
  // A group that the target works on while the next ones are gathered and planned.
  struct Sent {
    apply::Group group;
    int64_t receivedUs = 0, startedUs = 0, heartbeatUs = 0;
    Status begun;
  };

  Status runSteps(std::stop_token stop);
  Status connect();
  Status prepare();
  Status claim();
  Status joinForward(std::stop_token stop);
  Status copy(std::stop_token stop);
  Status stream(std::stop_token stop);
  Status take(Captured& item);
  Status takeRows(Captured& item);
  Status takeCorrections(Captured& item);
  Status takeSpilled(Captured& item);
  Status flush();
  Status push();
  // Beside the group that is under way, or once it has landed.
  Status begin(Sent sent, Result<apply::Plan> plan);
  // Waits until at most so many groups are under way.
  Status settle(size_t underWay = 0);
  Status landed(const apply::ApplyOutcome& outcome);
  Status countSpilled(const Transaction& t);
  Status drain();
  Error afterProgress(Error error) const;
  Result<apply::ApplyOutcome> finishWithRetries();
  Status moveMarkerIfDue();
  bool markerBehind() const;
  Status pingIfIdle();
  Status moveMarker();
  Status serveReleases();
  CapturePump::Observer observer();
  bool overlapEndsAt(const Transaction& t) const;
  Status endOverlap();
  void heartbeatPassed(int64_t& us);
  void showMarker();
  void noteApplied(const apply::ApplyOutcome& outcome);
  bool groupFull() const;
  std::chrono::microseconds patience() const;

  const LinkContext& m_context;
  LinkCounters& m_counters;
  std::unique_ptr<apply::Applier>& m_applier;
  std::unique_ptr<db::Session> m_from, m_to;
  std::mutex m_sourceMutex;  // guards m_source against the opposite link and interrupt()
  std::shared_ptr<capture::ChangeSource> m_source;
  std::unique_ptr<CapturePump> m_pump;
  DdlStep m_ddl;
  EchoTest m_echo;
  ReleaseDesk m_desk;
  std::stop_token m_stop;
  PhaseRecord m_phase;
  apply::Group m_group;
  std::deque<Sent> m_sent;           // under way, in their order
  size_t m_groupRows = 0;            // most rows of the next group: fewer after a conflict
  int64_t m_groupReceivedUs = 0;     // when its first transaction came
  int64_t m_pendingHeartbeatUs = 0;  // newest heartbeat behind the group
  std::string m_skippedPosition;     // newest position with nothing to apply
  int64_t m_firstGroup = 0;          // the marker's group when the stream began
  int64_t m_markerMovedUs = 0;       // steady
  int64_t m_pingedUs = 0;
  uint64_t m_skippedTransactions = 0;
  int64_t m_groupBegunUs = 0;  // steady: when its first transaction was taken
};

}  // namespace twintide::link
