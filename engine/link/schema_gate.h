// Purpose: lets the reverse link wait until the forward link has made the tables it will read.
// Owner: shared by the two links of a pair. Thread: safe from any thread.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace twintide::link {

class SchemaGate {
 public:
  void open() {
    std::lock_guard lock(m_mutex);
    m_open = true;
    m_changed.notify_all();
  }
  void reset() {
    std::lock_guard lock(m_mutex);
    m_open = false;
  }
  // True when open; false when stopped first.
  bool wait(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait(lock, stop, [&] { return m_open; });
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  bool m_open = false;
};

}  // namespace twintide::link
