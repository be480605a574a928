// Purpose: where somebody asks a running link to end the quarantine of a row; the link answers
// between two groups.
// Owner: LinkSession. Thread: ask() from any thread, serve() and close() from the apply thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

#include "engine/apply/applier.h"

namespace twintide::link {

class ReleaseDesk {
 public:
  // One question at a time. What the link says to it; PairNotRunning when it ends meanwhile,
  // TimedOut when it does not come to it in time (nothing is done then).
  Status ask(const apply::RowChoice& choice, std::chrono::milliseconds time);
  // What `act` said to the one that waits; ok when nobody does.
  Status serve(const std::function<Status(const apply::RowChoice&)>& act);
  void close();

 private:
  std::mutex m_callers;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::optional<apply::RowChoice> m_asked;
  std::optional<Status> m_answer;
  bool m_closed = false;
};

}  // namespace twintide::link
