#include "engine/link/release_desk.h"

namespace twintide::link {

Status ReleaseDesk::ask(const apply::RowChoice& choice, std::chrono::milliseconds time) {
  std::lock_guard caller(m_callers);
  std::unique_lock lock(m_mutex);
  if (m_closed) return fail(ErrorCode::PairNotRunning);
  m_asked = choice;
  m_answer.reset();
  const auto over = [&] { return m_answer || m_closed; };
  if (!m_changed.wait_for(lock, time, over) && m_asked) {
    m_asked.reset();
    return fail(ErrorCode::TimedOut, {{"what", "release"}});
  }
  // Taken up already: its end is near, since every statement of the applier has one.
  m_changed.wait(lock, over);
  if (!m_answer) return fail(ErrorCode::PairNotRunning);
  return *m_answer;
}

Status ReleaseDesk::serve(const std::function<Status(const apply::RowChoice&)>& act) {
  std::optional<apply::RowChoice> choice;
  {
    std::lock_guard lock(m_mutex);
    choice.swap(m_asked);
  }
  if (!choice) return {};
  Status done = act(*choice);
  {
    std::lock_guard lock(m_mutex);
    m_answer = done;
  }
  m_changed.notify_all();
  return done;
}

void ReleaseDesk::close() {
  {
    std::lock_guard lock(m_mutex);
    m_closed = true;
    m_asked.reset();
  }
  m_changed.notify_all();
}

}  // namespace twintide::link
