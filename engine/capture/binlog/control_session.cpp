#include "engine/capture/binlog/control_session.h"

namespace twintide::capture {

// A session that rested longer is asked whether it is alive before it is trusted.
static constexpr std::chrono::seconds kRest{20};

Status ControlSession::ensure() {
  const auto now = std::chrono::steady_clock::now();
  if (m_session && now - m_used > kRest && !m_session->alive()) m_session.reset();
  if (!m_session) {
    auto opened = db::Session::open(m_params);
    if (!opened) return fail(opened.error());
    m_session = std::move(*opened);
  }
  return {};
}

Status ControlSession::with(const std::function<Status(db::Session&)>& work) {
  std::lock_guard lock(m_mutex);
  const bool kept = m_session != nullptr;
  TWINTIDE_TRY(ensure());
  Status done = work(*m_session);
  const bool lost = !done && done.error().code == ErrorCode::ConnectionLost;
  if (lost) m_session.reset();
  // A kept session may have died unnoticed; a new one that dies is a failure.
  if (lost && kept) {
    TWINTIDE_TRY(ensure());
    done = work(*m_session);
    if (!done && done.error().code == ErrorCode::ConnectionLost) m_session.reset();
  }
  m_used = std::chrono::steady_clock::now();
  return done;
}

}  // namespace twintide::capture
