#include "engine/link/capture_pump.h"

#include "engine/base/clock.h"
#include "engine/capture/change_spill.h"

namespace twintide::link {
namespace {

constexpr std::chrono::milliseconds kFetchWait{250};
constexpr std::chrono::milliseconds kPushWait{200};
constexpr int64_t kIdleNoteEveryUs = 1'000'000;
constexpr size_t kItemOverhead = 256;

// What is on disk holds a file open, so that it waits for an empty queue.
size_t roomFor(const Transaction& t) {
  if (t.spilled) return CapturePump::kMaxBytes;
  return capture::HeldBytes().of(t) + kItemOverhead;
}

}  // namespace

CapturePump::CapturePump(capture::ChangeSource& source, const std::string& threadName,
                         Observer seen)
    : m_source(source),
      m_seen(std::move(seen)),
      m_queue(kMaxItems, kMaxBytes),
      m_thread(threadName, [this](std::stop_token stop) { run(stop); }) {}

CapturePump::~CapturePump() {
  stop();
}

void CapturePump::stop() {
  m_thread.requestStop();
  m_source.interrupt();
  m_queue.close();
  m_thread.join();
}

std::optional<Error> CapturePump::error() const {
  std::lock_guard lock(m_mutex);
  return m_error;
}

bool CapturePump::hand(Captured item, std::stop_token stop) {
  const size_t bytes = roomFor(item.transaction);
  while (!stop.stop_requested()) {
    switch (m_queue.push(std::move(item), bytes, kPushWait)) {
      case QueueWait::Done:
        return true;
      case QueueWait::Closed:
        return false;
      case QueueWait::TimedOut:
        break;
    }
  }
  return false;
}

void CapturePump::run(std::stop_token stop) {
  int64_t lastIdleUs = 0;
  while (!stop.stop_requested()) {
    Captured item;
    capture::IdleNote idle;
    auto got = m_source.next(item.transaction, idle, kFetchWait);
    if (!got) {
      std::lock_guard lock(m_mutex);
      if (!stop.stop_requested()) m_error = got.error();
      break;
    }
    item.receivedUs = systemClock().wallUs();
    if (*got == capture::Fetched::Idle) item.transaction.position = idle.position;
    if (m_seen && !item.transaction.position.empty()) m_seen(item.transaction);
    if (*got == capture::Fetched::Idle) {
      if (idle.position.empty() || item.receivedUs - lastIdleUs < kIdleNoteEveryUs) continue;
      lastIdleUs = item.receivedUs;
      item.idle = true;
    }
    if (!hand(std::move(item), stop)) break;
  }
  m_queue.close();
}

}  // namespace twintide::link
