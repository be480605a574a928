// Purpose: waits for a job and looks around meanwhile: for a signal, a caller that left, progress.
// Owner: app. Thread: the caller's.
#pragma once

#include <chrono>
#include <functional>

#include "engine/api/job.h"

namespace twintide::app {

// A job ends by itself (engine/api/job.h); giveUp() is asked ten times a second and, once true,
// cancels it.
template <class T, class GiveUp>
Result<T> waitJob(const api::Job<T>& job, GiveUp giveUp) {
  while (!job.finished()) {
    (void)job.wait(std::chrono::milliseconds(100));
    if (giveUp()) job.cancel();
  }
  return job.wait(std::chrono::milliseconds(0));
}

}  // namespace twintide::app
