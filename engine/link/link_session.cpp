#include "engine/link/link_session.h"

#include <algorithm>

#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"
#include "engine/link/copy_step.h"
#include "engine/link/emptied_news.h"
#include "engine/link/link_commit_times.h"
#include "engine/link/source_factory.h"

namespace twintide::link {
namespace {

constexpr std::chrono::milliseconds kIdleWait{100};
constexpr int kMaxRetries = 20;
constexpr size_t kLeastRows = 50;

}  // namespace

LinkSession::LinkSession(const LinkContext& context, LinkCounters& counters,
                         std::unique_ptr<apply::Applier>& applier)
    : m_context(context),
      m_counters(counters),
      m_applier(applier),
      m_ddl(context, counters),
      m_echo(context) {
  m_groupRows = static_cast<size_t>(context.pair.options.groupRows);
}

LinkSession::~LinkSession() {
  m_pump.reset();
}

Status LinkSession::run(std::stop_token stop) {
  m_stop = stop;
  Status ended = runSteps(stop);
  if (m_applier) m_applier->abandon();
  m_desk.close();
  return ended;
}

Status LinkSession::runSteps(std::stop_token stop) {
  TWINTIDE_TRY(connect());
  TWINTIDE_TRY(prepare());
  TWINTIDE_TRY(claim());
  if (m_context.direction == Direction::Reverse) {
    TWINTIDE_TRY(joinForward(stop));
  } else {
    TWINTIDE_TRY(copy(stop));
  }
  if (stop.stop_requested()) return {};
  return stream(stop);
}

Status LinkSession::connect() {
  auto from = db::Session::open(m_context.from.params());
  if (!from) return fail(from.error());
  m_from = std::move(*from);
  auto to = db::Session::open(m_context.to.params());
  if (!to) return fail(to.error());
  m_to = std::move(*to);
  TWINTIDE_TRY(db::ensureSchema(*m_from));
  TWINTIDE_TRY(db::ensureSchema(*m_to));
  auto clock = db::probeClock(*m_from);
  if (!clock) return fail(clock.error());
  m_counters.setSkew(clock->skewUs);
  return {};
}

Status LinkSession::prepare() {
  auto source = makeChangeSource(m_context);
  if (!source) return fail(source.error());
  {
    std::lock_guard lock(m_sourceMutex);
    m_source = std::move(*source);
  }
  // A stop that came before found no source to interrupt.
  if (m_stop.stop_requested()) return fail(ErrorCode::Cancelled, {{"what", "prepare"}});
  auto point = m_source->prepare();
  if (!point) return fail(point.error());
  auto stored = loadPhase(*m_to, m_context.linkId());
  if (!stored) return fail(stored.error());
  if (*stored) {
    m_phase = **stored;
    return {};
  }
  const MigrationTypes& types = m_context.types();
  const bool reverse = m_context.direction == Direction::Reverse;
  // The reverse link counts as incremental only once it has joined the forward one.
  m_phase.phase = reverse || types.schema ? Phase::Schema
                  : types.full            ? Phase::Rows
                                          : Phase::Incremental;
  m_phase.startPosition = point->start;
  m_phase.asOf = point->asOfSnapshot;
  return savePhase(*m_to, m_context.linkId(), m_phase);
}

Status LinkSession::claim() {
  if (m_applier) {
    TWINTIDE_TRY(m_applier->recover());
  } else {
    apply::ApplierOptions options;
    options.target = m_context.to.params();
    options.owner = {m_context.linkId(), 0, m_context.from.source.region.number};
    options.oppositeLinkId = m_context.oppositeLinkId();
    options.policy = m_context.pair.conflicts;
    options.situation = {m_context.from.source.region.id, m_context.to.source.region.id};
    const Direction opposite =
        m_context.direction == Direction::Forward ? Direction::Reverse : Direction::Forward;
    options.targetOwnsDdl = m_context.pair.link(opposite).types.ddl;
    options.source = m_context.from.params();
    options.objects = m_context.pair.objects;
    options.unsettledRows = static_cast<size_t>(m_context.pair.options.unsettledRows);
    if (m_context.writesAtTarget)
      options.times = std::make_shared<LinkCommitTimes>(m_context, m_counters);
    auto applier = apply::Applier::open(options, m_phase.startPosition);
    if (!applier) return fail(applier.error());
    m_applier = std::move(*applier);
  }
  m_applier->heed(m_stop);
  showMarker();
  return {};
}

// The reverse link fixes its place in B's log before the forward link makes tables there, and
// captures them before the forward link writes rows into them.
Status LinkSession::joinForward(std::stop_token stop) {
  m_context.gates->open(Gate::ReverseReads);
  TWINTIDE_TRY(m_context.gates->wait(Gate::TablesMade, stop));
  if (stop.stop_requested()) return {};
  if (m_phase.phase != Phase::Incremental) {
    // Once more, for the tables that were not there the first time.
    auto point = m_source->prepare();
    if (!point) return fail(point.error());
    m_phase.phase = Phase::Incremental;
    TWINTIDE_TRY(savePhase(*m_to, m_context.linkId(), m_phase));
  }
  m_context.gates->open(Gate::ReverseReady);
  return {};
}

Status LinkSession::copy(std::stop_token stop) {
  CopyStep step(m_context, m_counters);
  if (m_phase.phase != Phase::Incremental)
    TWINTIDE_TRY(m_context.gates->wait(Gate::ReverseReads, stop));
  if (stop.stop_requested()) return {};
  if (m_phase.phase == Phase::Schema) {
    m_counters.setState(LinkState::CopyingSchema);
    TWINTIDE_TRY(step.copySchema(*m_from, *m_to, stop));
    m_phase.phase = m_context.types().full ? Phase::Rows : Phase::Incremental;
    TWINTIDE_TRY(savePhase(*m_to, m_context.linkId(), m_phase));
    m_applier->forgetTables();
  }
  m_context.gates->open(Gate::TablesMade);
  if (m_phase.phase != Phase::Rows) return {};
  TWINTIDE_TRY(m_context.gates->wait(Gate::ReverseReady, stop));
  if (stop.stop_requested()) return {};
  m_counters.setState(LinkState::CopyingRows);
  TWINTIDE_TRY(step.copyRows(*m_from, m_phase, stop));
  if (stop.stop_requested()) return {};
  if (m_phase.asOf.empty()) {
    auto end = m_source->endPosition();
    if (!end) return fail(end.error());
    m_phase.tolerantUntil = *end;
  }
  m_phase.phase = Phase::Incremental;
  return savePhase(*m_to, m_context.linkId(), m_phase);
}

Status LinkSession::stream(std::stop_token stop) {
  TWINTIDE_TRY(m_source->open(m_applier->marker().position));
  m_firstGroup = m_applier->marker().groupNo;
  TWINTIDE_TRY(m_echo.begin(*m_source));
  m_pump = std::make_unique<CapturePump>(*m_source, "cap-" + m_context.linkId(), observer());
  m_markerMovedUs = systemClock().steadyUs();
  m_counters.setState(LinkState::CatchingUp);
  if (!m_phase.tolerantUntil.empty() &&
      m_source->reached(m_applier->marker().position, m_phase.tolerantUntil)) {
    m_phase.tolerantUntil.clear();
  }
  m_applier->setTolerant(!m_phase.tolerantUntil.empty());
  while (!stop.stop_requested()) {
    TWINTIDE_TRY(serveReleases());
    Captured item;
    const QueueWait got = m_pump->pop(item, patience());
    if (got == QueueWait::Closed) {
      TWINTIDE_TRY(drain());
      if (auto error = m_pump->error()) return fail(afterProgress(std::move(*error)));
      return {};
    }
    if (got == QueueWait::TimedOut) {
      m_counters.setQueue(m_pump->queuedItems(), m_pump->queuedBytes());
      TWINTIDE_TRY(flush());
      TWINTIDE_TRY(pingIfIdle());
    } else {
      TWINTIDE_TRY(take(item));
    }
    TWINTIDE_TRY(moveMarkerIfDue());
  }
  return drain();
}

Status LinkSession::take(Captured& item) {
  Transaction& t = item.transaction;
  if (!m_echo.passed()) TWINTIDE_TRY(m_echo.look(t));
  for (const MarkerSeen& m : t.markers) {
    if (m.linkId == m_context.linkId()) m_counters.sawOwnMarker();
    // The opposite link's DDL on its way back, which was made at the target first.
    if (m.epoch == 0 && m.stream == 0) m_applier->forgetTables();
  }
  if (!item.idle && t.foreign()) m_counters.sawForeign();
  if (overlapEndsAt(t)) {
    // The transaction that reaches the mark is still inside the overlap.
    const bool rows = !t.foreign() && t.hasRows();
    if (rows) TWINTIDE_TRY(takeRows(item));
    TWINTIDE_TRY(endOverlap());
    if (rows) return {};
  }
  const bool toApply = !item.idle && !t.foreign() && (t.hasRows() || t.ddl);
  if (toApply && t.ddl) {
    TWINTIDE_TRY(flush());
    m_counters.sawLocal();
    m_skippedPosition = t.position;
    return m_ddl.apply(t, *m_applier, *m_from, *m_to);
  }
  if (toApply) return takeRows(item);
  std::erase_if(t.corrections,
                [](const CorrectionSeen& c) { return c.kind == CorrectionSeen::Kind::Echo; });
  if (!t.corrections.empty()) return takeCorrections(item);
  if (t.heartbeatUs) m_pendingHeartbeatUs = std::max(m_pendingHeartbeatUs, t.heartbeatUs);
  if (!m_group.empty()) {
    m_group.position = t.position;
    return {};
  }
  m_skippedPosition = t.position;
  if (t.foreign()) ++m_skippedTransactions;
  if (m_sent.empty()) heartbeatPassed(m_pendingHeartbeatUs);
  return {};
}

bool LinkSession::overlapEndsAt(const Transaction& t) const {
  return !m_phase.tolerantUntil.empty() && m_source->reached(t.position, m_phase.tolerantUntil);
}

Status LinkSession::endOverlap() {
  TWINTIDE_TRY(flush());
  m_phase.tolerantUntil.clear();
  m_applier->setTolerant(false);
  return savePhase(*m_to, m_context.linkId(), m_phase);
}

// With nothing waiting before it, a heartbeat says how far behind we are.
void LinkSession::heartbeatPassed(int64_t& us) {
  if (!us) return;
  m_counters.caughtUpTo(us);
  us = 0;
  if (m_phase.tolerantUntil.empty()) m_counters.setState(LinkState::Running);
}

Status LinkSession::takeRows(Captured& item) {
  m_counters.sawLocal();
  if (item.transaction.spilled) return takeSpilled(item);
  if (m_group.empty()) {
    m_groupReceivedUs = item.receivedUs;
    m_groupBegunUs = systemClock().steadyUs();
  }
  m_group.add(std::move(item.transaction));
  return groupFull() ? push() : Status();
}

// A group of its own that goes to the target piece by piece.
Status LinkSession::takeSpilled(Captured& item) {
  TWINTIDE_TRY(flush());
  Transaction& t = item.transaction;
  Sent& sent = m_sent.emplace_back();
  sent.receivedUs = item.receivedUs;
  sent.startedUs = systemClock().wallUs();
  m_skippedPosition.clear();
  m_skippedTransactions = 0;
  auto outcome = m_applier->applySpilled(t, m_stop);
  if (!outcome) {
    m_sent.clear();
    return fail(outcome.error());
  }
  const uint64_t rows = t.spilled->rows();
  TWINTIDE_TRY(countSpilled(t));
  t.spilled.reset();
  const uint64_t bytes = t.bytes;
  sent.group.add(std::move(t));
  sent.group.rows = rows;
  sent.group.bytes = bytes;
  return landed(*outcome);
}

Status LinkSession::countSpilled(const Transaction& t) {
  TWINTIDE_TRY(t.spilled->rewind());
  for (;;) {
    Transaction piece;
    auto more = t.spilled->next(piece, apply::kSpilledPieceBytes);
    if (!more) return fail(more.error());
    if (!*more) return {};
    m_counters.addChanges(piece, {});
  }
}

// How long to wait for more. A group gathers what comes while the one before it is under way; to
// linger beyond that trades lag for fewer, larger commits.
std::chrono::microseconds LinkSession::patience() const {
  if (m_group.empty()) return m_sent.empty() ? kIdleWait : std::chrono::microseconds(0);
  const int64_t until = m_groupBegunUs + int64_t{1000} * m_context.pair.options.groupLingerMs;
  return std::chrono::microseconds(std::max<int64_t>(0, until - systemClock().steadyUs()));
}

// A group of their own: the rows around them may take the fast path.
Status LinkSession::takeCorrections(Captured& item) {
  TWINTIDE_TRY(flush());
  m_groupReceivedUs = item.receivedUs;
  m_group.add(std::move(item.transaction));
  return flush();
}

bool LinkSession::groupFull() const {
  const PairOptions& o = m_context.pair.options;
  return m_group.rows >= m_groupRows || m_group.bytes >= static_cast<size_t>(o.groupBytes);
}

Status LinkSession::flush() {
  TWINTIDE_TRY(push());
  return settle();
}

// Sends the group as soon as the one before it has landed, or beside it where there is more to come
// than the target takes; it is planned meanwhile.
Status LinkSession::push() {
  if (m_group.empty()) return {};
  m_counters.setQueue(m_pump->queuedItems(), m_pump->queuedBytes());
  const bool full = groupFull();
  auto plan = m_applier->plan(m_group);
  TWINTIDE_TRY(settle(full && plan ? apply::Applier::kMostUnderWay - 1 : 0));
  Sent sent;
  sent.group = std::move(m_group);
  m_group.clear();
  sent.receivedUs = m_groupReceivedUs;
  sent.heartbeatUs = std::exchange(m_pendingHeartbeatUs, 0);
  sent.startedUs = systemClock().wallUs();
  m_skippedPosition.clear();
  m_skippedTransactions = 0;
  return begin(std::move(sent), std::move(plan));
}

Status LinkSession::begin(Sent sent, Result<apply::Plan> plan) {
  const bool inFront = m_sent.empty();
  Sent& s = m_sent.emplace_back(std::move(sent));
  if (!inFront && m_applier->beginAhead(s.group, *plan)) return {};
  Sent waits = std::move(m_sent.back());
  m_sent.pop_back();
  TWINTIDE_TRY(settle());
  Sent& first = m_sent.emplace_back(std::move(waits));
  first.startedUs = systemClock().wallUs();
  first.begun = plan ? m_applier->begin(first.group, std::move(*plan)) : fail(plan.error());
  return {};
}

// Waits for the groups that are under way, the oldest first, and accounts for them.
Status LinkSession::settle(size_t underWay) {
  while (m_sent.size() > underWay) {
    auto outcome = finishWithRetries();
    if (!outcome) return fail(outcome.error());
    TWINTIDE_TRY(landed(*outcome));
  }
  return {};
}

Status LinkSession::landed(const apply::ApplyOutcome& outcome) {
  noteApplied(outcome);
  tellEmptied(m_context, outcome.emptied);
  if (!outcome.conflicts.empty()) TWINTIDE_TRY(m_context.sinks.conflicts(outcome.conflicts));
  m_markerMovedUs = systemClock().steadyUs();
  const bool last = m_sent.size() == 1 && m_group.empty();
  heartbeatPassed(m_sent.front().heartbeatUs);
  m_sent.pop_front();
  if (last) heartbeatPassed(m_pendingHeartbeatUs);
  m_source->acknowledge(m_applier->marker().position);
  return {};
}

// Only errors after which nothing of the group stands at the target are tried again here; a lost
// connection starts the session anew, which asks the marker.
Result<apply::ApplyOutcome> LinkSession::finishWithRetries() {
  Sent& sent = m_sent.front();
  for (int attempt = 0;; ++attempt) {
    Result<apply::ApplyOutcome> outcome = fail(ErrorCode::Internal);
    if (attempt > 0) {
      sent.startedUs = systemClock().wallUs();
      outcome = m_applier->apply(sent.group);
    } else if (sent.begun) {
      outcome = m_applier->finish();
    } else {
      outcome = fail(sent.begun.error());
    }
    if (outcome) return outcome;
    const Error& e = outcome.error();
    const bool again = e.retryable && e.code != ErrorCode::ConnectionLost && attempt < kMaxRetries;
    if (!again) return fail(e);
    m_counters.retried();
    const auto pause = std::chrono::milliseconds(std::min(1000, 20 << std::min(attempt, 6)));
    if (!pauseFor(m_stop, pause)) return fail(ErrorCode::Cancelled, {{"what", "apply"}});
  }
}

void LinkSession::noteApplied(const apply::ApplyOutcome& outcome) {
  const int64_t now = systemClock().wallUs();
  GroupTimes times;
  const Sent& sent = m_sent.front();
  const apply::Group& group = sent.group;
  const Transaction& last = group.transactions.back();
  const int64_t skew = m_counters.snapshot().clockSkewUs;
  if (last.commitUsExact) {
    times.captureUs = std::max<int64_t>(0, sent.receivedUs - (last.commitUs - skew));
    m_counters.caughtUpTo(last.commitUs - skew);
  }
  times.queueUs = std::max<int64_t>(0, sent.startedUs - sent.receivedUs);
  times.applyUs = now - sent.startedUs;
  for (const Transaction& t : group.transactions) m_counters.addChanges(t, outcome.notWritten);
  m_counters.appliedGroup(group.transactions.size(), group.rows, group.bytes, times);
  if (outcome.ranAhead) m_counters.ranAhead();
  m_counters.conflicts(outcome.conflicts);
  showMarker();
  // Where there are conflicts, a large group would be replayed row by row for the sake of a few.
  const auto most = static_cast<size_t>(m_context.pair.options.groupRows);
  m_groupRows = outcome.conflicts.empty() ? std::min(most, m_groupRows * 2)
                                          : std::min(most, std::max(kLeastRows, m_groupRows / 4));
}

void LinkSession::showMarker() {
  const auto& marker = m_applier->marker();
  m_counters.setMarker(marker.epoch, marker.groupNo, marker.position);
}

CapturePump::Observer LinkSession::observer() {
  if (!m_context.writesAtSource) return {};
  return [this](const Transaction& t) {
    m_context.writesAtSource->note(t, m_counters.snapshot().clockSkewUs);
  };
}

std::shared_ptr<capture::ChangeSource> LinkSession::source() {
  std::lock_guard lock(m_sourceMutex);
  return m_source;
}

void LinkSession::interrupt() {
  std::lock_guard lock(m_sourceMutex);
  if (m_source) m_source->interrupt();
}

}  // namespace twintide::link
