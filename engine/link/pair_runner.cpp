#include "engine/link/pair_runner.h"

#include <algorithm>

#include "engine/apply/policy.h"
#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"

namespace twintide::link {
namespace {

// OceanBase may let a DDL wait a minute for what a killed program left open.
constexpr std::chrono::seconds kStartTime{180};
constexpr std::chrono::seconds kStopTime{60};
constexpr int64_t kTickUs = 1'000'000;

}  // namespace

PairRunner::PairRunner(PairSetup setup) : m_setup(std::move(setup)) {
  ConflictPolicy& policy = m_setup.pair.conflicts;
  if (policy.winnerRegion.empty()) policy.winnerRegion = m_setup.a.source.region.id;
  if (apply::asksForTimes(policy)) {
    m_writesAtA = std::make_shared<RecentWrites>();
    m_writesAtB = std::make_shared<RecentWrites>();
  }
  m_forward = std::make_unique<LinkRunner>(contextOf(Direction::Forward));
  m_reverse = std::make_unique<LinkRunner>(contextOf(Direction::Reverse));
  m_pulse = NamedThread("pulse-" + m_setup.pair.name, [this](std::stop_token s) { pulse(s); });
}

PairRunner::~PairRunner() {
  m_pulse.requestStop();
  m_pulse.join();
  m_forward->requestStop(LinkState::Stopped);
  m_reverse->requestStop(LinkState::Stopped);
  // Each link's thread calls the other link: both have to end before either goes.
  m_forward->join();
  m_reverse->join();
}

LinkContext PairRunner::contextOf(Direction direction) {
  LinkContext c;
  const bool forward = direction == Direction::Forward;
  c.pair = m_setup.pair;
  c.direction = direction;
  c.from = forward ? m_setup.a : m_setup.b;
  c.to = forward ? m_setup.b : m_setup.a;
  c.sinks = m_setup.sinks;
  c.jobs = m_setup.jobs;
  c.gates = m_gates;
  c.spillAboveBytes = m_setup.spillAboveBytes;
  c.targetReadPatience = m_setup.targetReadPatience;
  c.markerRest = m_setup.markerRest;
  c.writesAtSource = forward ? m_writesAtA : m_writesAtB;
  c.writesAtTarget = forward ? m_writesAtB : m_writesAtA;
  c.targetRead = [this, forward](std::chrono::milliseconds time) {
    return (forward ? m_reverse : m_forward)->sourceRead(time);
  };
  c.stateChanged = [this] { stateChanged(); };
  c.targetTableChanging = [this, forward](const TableId& table,
                                          const std::vector<std::string>& touched) {
    return (forward ? m_reverse : m_forward)->tableChangingAtSource(table, touched);
  };
  c.targetTableChanged = [this, forward](const TableId& table) {
    return (forward ? m_reverse : m_forward)->tableChangedAtSource(table);
  };
  return c;
}

Status PairRunner::start(std::stop_token stop) {
  m_forward->start();
  m_reverse->start();
  for (const LinkRunner* link : {m_forward.get(), m_reverse.get()}) {
    {
      std::unique_lock lock(m_stateMutex);
      m_stateNews.wait_for(lock, stop, kStartTime,
                           [&] { return !starting(*link) || !firstFailure(); });
    }
    TWINTIDE_TRY(firstFailure());
    if (starting(*link))
      return fail(stop.stop_requested() ? ErrorCode::Cancelled : ErrorCode::TimedOut,
                  {{"what", "start"}, {"link", link->context().linkId()}});
  }
  return firstFailure();
}

void PairRunner::stateChanged() {
  { std::lock_guard lock(m_stateMutex); }
  m_stateNews.notify_all();
}

// The reverse link stands in Starting until the forward's schema copy is done.
bool PairRunner::starting(const LinkRunner& link) const {
  if (link.snapshot().state != LinkState::Starting) return false;
  return &link == m_forward.get() || m_forward->snapshot().state != LinkState::CopyingSchema;
}

// A link that has failed may be what the other one waits for.
Status PairRunner::firstFailure() const {
  for (const LinkRunner* link : {m_forward.get(), m_reverse.get()}) {
    const LinkSnapshot s = link->snapshot();
    if (s.state == LinkState::Failed && s.error) return fail(*s.error);
  }
  return {};
}

Status PairRunner::stop(LinkState endState) {
  m_forward->requestStop(endState);
  m_reverse->requestStop(endState);
  for (LinkRunner* link : {m_forward.get(), m_reverse.get()}) {
    if (!link->waitInactive(kStopTime))
      return fail(ErrorCode::TimedOut, {{"what", "stop"}, {"link", link->context().linkId()}});
  }
  return {};
}

Side PairRunner::decidingSide() const {
  return m_setup.pair.conflicts.winnerRegion == m_setup.b.source.region.id ? Side::B : Side::A;
}

// Done by the link that writes to the deciding side.
Status PairRunner::release(const TableId& table, const std::string& key, Side side) {
  const Side deciding = decidingSide();
  LinkRunner& link = deciding == Side::A ? *m_reverse : *m_forward;
  Status done = link.release({table, key, side != deciding});
  if (!done && done.error().code == ErrorCode::PairNotRunning)
    return fail(ErrorCode::PairNotRunning, {{"name", m_setup.pair.name}});
  return done;
}

bool PairRunner::active() const {
  return isActive(m_forward->snapshot().state) || isActive(m_reverse->snapshot().state);
}

std::shared_ptr<const PairSnapshot> PairRunner::snapshot() const {
  auto s = std::make_shared<PairSnapshot>();
  s->pair = m_setup.pair.name;
  s->forward = m_forward->snapshot();
  s->reverse = m_reverse->snapshot();
  s->takenUs = systemClock().wallUs();
  return s;
}

void PairRunner::pulse(std::stop_token stop) {
  Heartbeat atA(m_setup.a, m_setup.pair.linkId(Direction::Forward));
  Heartbeat atB(m_setup.b, m_setup.pair.linkId(Direction::Reverse));
  const int64_t beatUs = int64_t{1000} * m_setup.pair.options.heartbeatMs;
  int64_t nextBeat = 0, nextTick = 0;
  while (!stop.stop_requested()) {
    const int64_t now = systemClock().steadyUs();
    if (now >= nextBeat) {
      nextBeat = now + beatUs;
      if (isActive(m_forward->snapshot().state)) atA.beat(systemClock().wallUs());
      if (isActive(m_reverse->snapshot().state)) atB.beat(systemClock().wallUs());
    }
    if (now >= nextTick) {
      nextTick = now + kTickUs;
      for (LinkRunner* link : {m_forward.get(), m_reverse.get()})
        m_setup.sample(link->context().linkId(), link->tick());
    }
    const int64_t rest = std::min(nextBeat, nextTick) - systemClock().steadyUs();
    pauseFor(stop, std::chrono::milliseconds(std::clamp<int64_t>(rest / 1000, 1, 1000)));
  }
}

}  // namespace twintide::link
