// Purpose: the capture thread of a link: reads its change source into a bounded queue.
// Owner: LinkSession. Thread: pop() from the apply thread; stop() from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "engine/base/bounded_queue.h"
#include "engine/base/thread_pool.h"
#include "engine/capture/change_source.h"
#include "engine/model/change.h"

namespace twintide::link {

struct Captured {
  Transaction transaction;
  int64_t receivedUs = 0;  // wall clock
  bool idle = false;       // only transaction.position is meaningful
};

class CapturePump {
 public:
  static constexpr size_t kMaxItems = 4096;
  static constexpr size_t kMaxBytes = 48 * 1024 * 1024;

  // `seen` is told, on the capture thread, of everything that was read and of idle positions.
  using Observer = std::function<void(const Transaction&)>;
  CapturePump(capture::ChangeSource& source, const std::string& threadName, Observer seen = {});
  ~CapturePump();

  // Closed: the source failed (error()) or stop() was called, and everything read was handed over.
  QueueWait pop(Captured& out, std::chrono::microseconds wait) { return m_queue.pop(out, wait); }
  std::optional<Error> error() const;
  size_t queuedItems() const { return m_queue.size(); }
  size_t queuedBytes() const { return m_queue.bytes(); }
  void stop();

 private:
  void run(std::stop_token stop);
  bool hand(Captured item, std::stop_token stop);

  capture::ChangeSource& m_source;
  const Observer m_seen;
  BoundedQueue<Captured> m_queue;
  mutable std::mutex m_mutex;
  std::optional<Error> m_error;
  NamedThread m_thread;
};

}  // namespace twintide::link
