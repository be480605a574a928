#include "engine/link/link_commit_times.h"

namespace twintide::link {

apply::CommitStamp LinkCommitTimes::incoming(const Transaction& t) const {
  return {t.commitUs - m_counters.snapshot().clockSkewUs, t.commitUsExact};
}

std::optional<apply::CommitStamp> LinkCommitTimes::local(const apply::RowName& row) {
  constexpr std::chrono::milliseconds kPatience{2000};
  if (!m_context.targetRead(kPatience)) return std::nullopt;
  return m_context.writesAtTarget->last(row);
}

}  // namespace twintide::link
