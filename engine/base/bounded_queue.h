// Purpose: the hand-over between two engine threads; bounded by items and by bytes.
// Owner: the two ends share it. Thread: every call is safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace twintide {

enum class QueueWait { Done, TimedOut, Closed };

template <class T>
class BoundedQueue {
 public:
  // One item larger than maxBytes still passes when the queue is empty, so nothing can wedge.
  BoundedQueue(size_t maxItems, size_t maxBytes) : m_maxItems(maxItems), m_maxBytes(maxBytes) {}

  // Waits for room until the deadline. The item is moved from only when the answer is Done.
  QueueWait push(T&& item, size_t bytes, std::chrono::milliseconds wait) {
    std::unique_lock lock(m_mutex);
    const bool room = m_room.wait_for(lock, wait, [&] { return m_closed || fits(bytes); });
    if (m_closed) return QueueWait::Closed;
    if (!room) return QueueWait::TimedOut;
    m_items.emplace_back(std::move(item), bytes);
    m_bytes += bytes;
    m_filled.notify_one();
    return QueueWait::Done;
  }

  // Takes the oldest item. Closed is reported only after the queue has drained.
  QueueWait pop(T& out, std::chrono::microseconds wait) {
    std::unique_lock lock(m_mutex);
    // Even a wait of nothing costs a system call and the timer's slack.
    if (wait.count() > 0)
      m_filled.wait_for(lock, wait, [&] { return m_closed || !m_items.empty(); });
    if (m_items.empty()) return m_closed ? QueueWait::Closed : QueueWait::TimedOut;
    out = std::move(m_items.front().first);
    m_bytes -= m_items.front().second;
    m_items.pop_front();
    m_room.notify_one();
    return QueueWait::Done;
  }

  // No further push succeeds; waiting ends at both sides.
  void close() {
    std::lock_guard lock(m_mutex);
    m_closed = true;
    m_room.notify_all();
    m_filled.notify_all();
  }

  size_t size() const {
    std::lock_guard lock(m_mutex);
    return m_items.size();
  }
  size_t bytes() const {
    std::lock_guard lock(m_mutex);
    return m_bytes;
  }

 private:
  bool fits(size_t bytes) const {
    return m_items.empty() || (m_items.size() < m_maxItems && m_bytes + bytes <= m_maxBytes);
  }

  const size_t m_maxItems;
  const size_t m_maxBytes;
  mutable std::mutex m_mutex;
  std::condition_variable m_room;
  std::condition_variable m_filled;
  std::deque<std::pair<T, size_t>> m_items;
  size_t m_bytes = 0;
  bool m_closed = false;
};

}  // namespace twintide
