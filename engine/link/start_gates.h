// Purpose: the order in which the two links of a pair begin, so that no row written at B between
// the making of a table there and the start of its capture is missed.
// Owner: shared by the two links of a pair. Thread: safe from any thread.
#pragma once

#include <array>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace twintide::link {

// ReverseReads: the reverse link has fixed its place in B's log. TablesMade: the forward link has
// made the tables at B. ReverseReady: the reverse link captures those tables.
enum class Gate { ReverseReads, TablesMade, ReverseReady };

class StartGates {
 public:
  void open(Gate gate) {
    std::lock_guard lock(m_mutex);
    m_open[static_cast<size_t>(gate)] = true;
    m_changed.notify_all();
  }
  // True when open; false when stopped first.
  bool wait(Gate gate, std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait(lock, stop, [&] { return m_open[static_cast<size_t>(gate)]; });
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::array<bool, 3> m_open{};
};

}  // namespace twintide::link
