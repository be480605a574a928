#include "engine/link/link_commit_times.h"

#include "engine/base/clock.h"

namespace twintide::link {

apply::CommitStamp LinkCommitTimes::incoming(const Transaction& t) const {
  return {t.commitUs - m_counters.snapshot().clockSkewUs, t.commitUsExact};
}

std::optional<apply::CommitStamp> LinkCommitTimes::local(const apply::RowName& row) {
  constexpr int64_t kNoPatienceUs = 10'000'000;
  const bool hopeless = systemClock().steadyUs() < m_hopelessUntilUs;
  const auto patience = hopeless ? std::chrono::milliseconds(0) : m_context.targetReadPatience;
  if (!m_context.targetRead(patience)) {
    if (!hopeless) m_hopelessUntilUs = systemClock().steadyUs() + kNoPatienceUs;
    return std::nullopt;
  }
  return m_context.writesAtTarget->last(row);
}

}  // namespace twintide::link
