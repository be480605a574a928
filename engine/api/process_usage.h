// Purpose: resident memory and CPU share of this program.
// Owner: EngineImpl. Thread: safe from any thread.
#pragma once

#include <mutex>

#include "engine/api/engine.h"

namespace twintide::api {

class ProcessUsageReader {
 public:
  // CPU is the share since the previous call at least 200 ms ago (0 at the first).
  Engine::ProcessUsage read() const;

 private:
  mutable std::mutex m_mutex;
  mutable int64_t m_lastUs = 0;
  mutable int64_t m_lastCpuUs = 0;
  mutable double m_cpu = 0;
};

}  // namespace twintide::api
