#include "engine/api/process_usage.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

#include "engine/base/clock.h"

namespace twintide::api {
namespace {

int64_t cpuUs() {
  rusage r{};
  getrusage(RUSAGE_SELF, &r);
  auto us = [](const timeval& t) { return t.tv_sec * 1'000'000LL + t.tv_usec; };
  return us(r.ru_utime) + us(r.ru_stime);
}

int64_t residentBytes() {
  std::ifstream statm("/proc/self/statm");
  int64_t total = 0, resident = 0;
  statm >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace

Engine::ProcessUsage ProcessUsageReader::read() const {
  std::lock_guard lock(m_mutex);
  const int64_t now = systemClock().steadyUs();
  if (now - m_lastUs >= 200'000) {
    const int64_t cpu = cpuUs();
    if (m_lastUs)
      m_cpu = static_cast<double>(cpu - m_lastCpuUs) / static_cast<double>(now - m_lastUs);
    m_lastUs = now;
    m_lastCpuUs = cpu;
  }
  return {residentBytes(), m_cpu};
}

}  // namespace twintide::api
