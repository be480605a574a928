// Purpose: the source's control connection: opened at need, opened anew when it died.
// Owner: the binlog source. Thread: any; calls take turns.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

#include "engine/base/result.h"
#include "engine/db/session.h"

namespace twintide::capture {

class ControlSession {
 public:
  explicit ControlSession(db::ConnectParams params) : m_params(std::move(params)) {}

  // Runs `work` on a live session; its result is returned. Work that a kept session loses is run
  // again on a new one: it must be fit for that.
  Status with(const std::function<Status(db::Session&)>& work);

 private:
  Status ensure();

  const db::ConnectParams m_params;
  std::mutex m_mutex;
  std::unique_ptr<db::Session> m_session;
  std::chrono::steady_clock::time_point m_used;
};

}  // namespace twintide::capture
