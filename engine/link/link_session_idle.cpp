// Between groups: the marker of a quiet link, decisions of a person, signs of life, the end.
#include "engine/base/clock.h"
#include "engine/link/link_session.h"

namespace twintide::link {
namespace {

constexpr int64_t kPingEveryUs = 5'000'000;

}  // namespace

// Traffic that is not ours to apply would leave the marker behind until the source purges its log.
// A single foreign transaction may be the echo of the opposite link's move.
Status LinkSession::moveMarkerIfDue() {
  if (!m_sent.empty() || !m_group.empty() || !markerBehind()) return {};
  const int64_t restUs = std::chrono::microseconds(m_context.markerRest).count();
  const int64_t stoodUs = systemClock().steadyUs() - m_markerMovedUs;
  if (stoodUs < (m_skippedTransactions < 2 ? restUs : restUs / 2)) return {};
  return moveMarker();
}

bool LinkSession::markerBehind() const {
  return !m_skippedPosition.empty() && m_skippedPosition != m_applier->marker().position;
}

Status LinkSession::moveMarker() {
  m_group.position = m_skippedPosition;
  auto outcome = m_applier->apply(m_group);
  m_group.clear();
  m_skippedTransactions = 0;
  m_markerMovedUs = systemClock().steadyUs();
  if (!outcome) return fail(outcome.error());
  showMarker();
  m_source->acknowledge(m_applier->marker().position);
  return {};
}

Status LinkSession::release(const apply::RowChoice& choice) {
  constexpr std::chrono::milliseconds kPatience{30'000};
  return m_desk.ask(choice, kPatience);
}

Status LinkSession::serveReleases() {
  Status served = m_desk.serve([this](const apply::RowChoice& choice) -> Status {
    TWINTIDE_TRY(flush());
    TWINTIDE_TRY(m_applier->release(choice));
    showMarker();
    return {};
  });
  if (served) return served;
  // A question out of date, or a choice that cannot stand here, is no trouble of the link's.
  const ErrorCode why = served.error().code;
  const bool answered =
      why == ErrorCode::ConflictNotWaiting || why == ErrorCode::TargetValueRefused;
  return answered ? Status() : served;
}

// With nothing to write, a target that is gone would not be noticed.
Status LinkSession::pingIfIdle() {
  const int64_t now = systemClock().steadyUs();
  if (now - m_pingedUs < kPingEveryUs) return {};
  m_pingedUs = now;
  return m_applier->ping();
}

// Before the end: what was skipped since the last group need not be read again by the next start.
Status LinkSession::drain() {
  TWINTIDE_TRY(flush());
  return markerBehind() ? moveMarker() : Status();
}

// Rows older than their table can be understood once the DDL between has been made at the target;
// without progress another try would end alike.
Error LinkSession::afterProgress(Error error) const {
  if (error.code == ErrorCode::SchemaMismatch)
    error.retryable = error.retryable && m_applier->marker().groupNo > m_firstGroup;
  return error;
}

}  // namespace twintide::link
