#include "engine/link/link_runner.h"

#include <algorithm>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/stop_wait.h"
#include "engine/link/source_factory.h"

namespace twintide::link {
namespace {

constexpr std::chrono::milliseconds kFirstPause{250};
constexpr std::chrono::milliseconds kLongestPause{10'000};

}  // namespace

LinkRunner::LinkRunner(LinkContext context)
    : m_context(std::move(context)),
      m_counters(m_context.linkId(), m_context.direction,
                 int64_t{1000} * m_context.pair.options.heartbeatMs, m_context.stateChanged) {}

LinkRunner::~LinkRunner() {
  requestStop(LinkState::Stopped);
  join();
}

void LinkRunner::start() {
  std::lock_guard lock(m_mutex);
  if (isActive(m_counters.state())) return;
  m_thread.join();
  m_endState = LinkState::Stopped;
  m_context.gates->begins(m_context.direction);
  m_counters.setState(LinkState::Starting);
  m_thread = NamedThread("app-" + m_context.linkId(), [this](std::stop_token s) { run(s); });
}

void LinkRunner::requestStop(LinkState endState) {
  std::shared_ptr<LinkSession> session;
  {
    std::lock_guard lock(m_mutex);
    if (!isActive(m_counters.state())) {
      // A paused or failed link may still be declared stopped.
      if (endState == LinkState::Stopped && m_counters.state() == LinkState::Paused)
        m_counters.setState(LinkState::Stopped);
      return;
    }
    m_endState = endState;
    m_counters.setState(endState == LinkState::Paused ? LinkState::Pausing : LinkState::Stopping);
    m_thread.requestStop();
    session = m_session;
  }
  m_changed.notify_all();
  if (session) session->interrupt();
}

bool LinkRunner::waitInactive(std::chrono::milliseconds time) {
  std::unique_lock lock(m_mutex);
  return m_changed.wait_for(lock, time, [&] { return !isActive(m_counters.state()); });
}

void LinkRunner::run(std::stop_token stop) {
  auto pause = kFirstPause;
  for (;;) {
    const int64_t began = systemClock().steadyUs();
    Status result = attempt(stop);
    if (!result && !stop.stop_requested())
      result = fail(explained(result.error(), m_context.from, m_context.to));
    if (stop.stop_requested() || result || !result.error().retryable) {
      end(stop, result);
      return;
    }
    // An attempt that ran well for a while starts with the short pause again.
    if (systemClock().steadyUs() - began > 30'000'000) pause = kFirstPause;
    m_counters.retried();
    enter(LinkState::Retrying, result.error());
    if (!pauseFor(stop, pause)) {
      end(stop, {});
      return;
    }
    pause = std::min(pause * 2, kLongestPause);
  }
}

Status LinkRunner::attempt(std::stop_token stop) {
  auto session = std::make_shared<LinkSession>(m_context, m_counters, m_applier);
  {
    std::lock_guard lock(m_mutex);
    m_session = session;
  }
  Status result = session->run(stop);
  {
    std::lock_guard lock(m_mutex);
    m_session.reset();
  }
  if (result || stop.stop_requested() || result.error().retryable) return result;
  return fail(causeOf(result.error()));
}

// An engine that takes the link over may take more than the marker, such as our place in the
// source's list of replicas: the marker tells which of the two we have met.
Error LinkRunner::causeOf(const Error& error) {
  if (!m_applier || error.code == ErrorCode::FencedOut) return error;
  Status ours = m_applier->recover();
  return !ours && ours.error().code == ErrorCode::FencedOut ? ours.error() : error;
}

void LinkRunner::enter(LinkState state, std::optional<Error> error) {
  {
    std::lock_guard lock(m_mutex);
    if (m_counters.state() == state && !error) return;
    const bool news = m_counters.state() != state;
    m_counters.setState(state, error);
    if (!news) return;
  }
  m_changed.notify_all();
  Event event;
  event.atUs = systemClock().wallUs();
  event.pair = m_context.pair.name;
  event.linkId = m_context.linkId();
  event.code = "link_state";
  event.level = state == LinkState::Failed     ? EventLevel::Error
                : state == LinkState::Retrying ? EventLevel::Warning
                                               : EventLevel::Info;
  event.args["state"] = toText(state);
  if (error) {
    event.args.insert(error->args.begin(), error->args.end());
    event.args["error"] = std::string(name(error->code));
    logger("link")->warn("{}: {} ({}: {})", event.linkId, toText(state), name(error->code),
                         error->arg("server"));
  }
  m_context.sinks.event(event);
}

void LinkRunner::end(std::stop_token stop, const Status& result) {
  const bool failed = !result && !stop.stop_requested();
  const bool mattersAnyway = !result && result.error().code == ErrorCode::FencedOut;
  LinkState state;
  {
    std::lock_guard lock(m_mutex);
    state = failed || mattersAnyway ? LinkState::Failed : m_endState;
  }
  m_applier.reset();
  m_counters.forgetLag();
  // Before the state: who sees that we have ended may start us again.
  if (state == LinkState::Failed) m_context.gates->ended(m_context.direction, result.error());
  enter(state, failed || mattersAnyway ? std::optional<Error>(result.error()) : std::nullopt);
}

std::shared_ptr<LinkSession> LinkRunner::session() const {
  std::lock_guard lock(m_mutex);
  return m_session;
}

Result<std::shared_ptr<capture::ChangeSource>> LinkRunner::source() {
  const std::shared_ptr<LinkSession> running = session();
  if (std::shared_ptr<capture::ChangeSource> own = running ? running->source() : nullptr)
    return own;
  auto idle = makeChangeSource(m_context);
  if (!idle) return fail(idle.error());
  return std::shared_ptr<capture::ChangeSource>(std::move(*idle));
}

std::shared_ptr<capture::ChangeSource> LinkRunner::comingSource(
    std::chrono::steady_clock::time_point until) {
  for (;;) {
    const std::shared_ptr<LinkSession> running = session();
    if (auto log = running ? running->source() : nullptr) return log;
    std::unique_lock lock(m_mutex);
    const LinkState state = m_counters.state();
    const bool coming = state == LinkState::Starting || state == LinkState::Retrying;
    if (!coming || std::chrono::steady_clock::now() >= until) return nullptr;
    // A session makes its source without the condition: look again now and then.
    m_changed.wait_for(lock, std::chrono::milliseconds(20));
  }
}

bool LinkRunner::sourceRead(std::chrono::milliseconds time) {
  using std::chrono::steady_clock;
  if (!m_context.writesAtSource) return false;
  const auto until = steady_clock::now() + time;
  const auto log = comingSource(until);
  if (!log) return false;
  const auto end = log->endPosition();
  const auto left = std::max(until - steady_clock::now(), steady_clock::duration::zero());
  return end && m_context.writesAtSource->awaitRead(
                    [&](const std::string& at) { return log->reached(at, *end); },
                    std::chrono::duration_cast<std::chrono::milliseconds>(left));
}

Status LinkRunner::release(const apply::RowChoice& choice) {
  const std::shared_ptr<LinkSession> running = session();
  return running ? running->release(choice) : fail(ErrorCode::PairNotRunning);
}

Status LinkRunner::tableChangingAtSource(const TableId& table,
                                         const std::vector<std::string>& touched) {
  auto from = source();
  return from ? (*from)->tableChanging(table, touched) : fail(from.error());
}

Status LinkRunner::tableChangedAtSource(const TableId& table) {
  auto from = source();
  return from ? (*from)->tableChanged(table) : fail(from.error());
}

}  // namespace twintide::link
