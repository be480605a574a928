// Purpose: the handle of a command that runs in the engine: wait, cancel, or be told.
// Owner: caller and engine share the state. Thread: every call is safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "engine/base/result.h"

namespace twintide::api {

// A job ends exactly once: with a value or an Error (Cancelled, TimedOut and OwnerGone included).
template <class T>
class Job {
 public:
  struct State {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<Result<T>> result;
    std::function<void(const Result<T>&)> callback;
    std::stop_source stop;
  };
  Job() : m_state(std::make_shared<State>()) {}

  // Blocks; TimedOut when the job is still running then (the job goes on).
  Result<T> wait(std::chrono::milliseconds timeout) const {
    std::unique_lock lock(m_state->mutex);
    if (!m_state->done.wait_for(lock, timeout, [&] { return m_state->result.has_value(); }))
      return fail(ErrorCode::TimedOut, {{"what", "job"}});
    return *m_state->result;
  }
  bool finished() const {
    std::lock_guard lock(m_state->mutex);
    return m_state->result.has_value();
  }
  void cancel() const { m_state->stop.request_stop(); }

  // Called once, on an engine thread, or here at once when already finished. The UI queues from
  // there to its own thread.
  void onFinished(std::function<void(const Result<T>&)> callback) const {
    std::unique_lock lock(m_state->mutex);
    if (!m_state->result) {
      m_state->callback = std::move(callback);
      return;
    }
    lock.unlock();
    callback(*m_state->result);
  }

  // For the engine's side.
  std::stop_token stopToken() const { return m_state->stop.get_token(); }
  void finish(Result<T> result) const {
    std::function<void(const Result<T>&)> callback;
    {
      std::lock_guard lock(m_state->mutex);
      if (m_state->result) return;
      m_state->result = std::move(result);
      callback = std::move(m_state->callback);
    }
    m_state->done.notify_all();
    if (callback) callback(*m_state->result);
  }

 private:
  std::shared_ptr<State> m_state;
};

}  // namespace twintide::api
