// Purpose: a pause that ends early when somebody asks to stop.
// Owner: base. Thread: any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace twintide {

// False when stopped before the time was over.
inline bool pauseFor(std::stop_token stop, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace twintide
