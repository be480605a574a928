// Purpose: commit times for the policy "latest commit", put on the program's clock.
// Owner: the applier of a link. Thread: the applier's.
#pragma once

#include "engine/apply/commit_times.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"

namespace twintide::link {

class LinkCommitTimes final : public apply::CommitTimes {
 public:
  LinkCommitTimes(const LinkContext& context, const LinkCounters& counters)
      : m_context(context), m_counters(counters) {}

  apply::CommitStamp incoming(const Transaction& t) const override;
  // Waits until the opposite link has read everything that is committed at the target: as long as
  // the context says, then the answer is nullopt, and for a while nobody waits again.
  std::optional<apply::CommitStamp> local(const apply::RowName& row) override;

 private:
  const LinkContext& m_context;
  const LinkCounters& m_counters;
  int64_t m_hopelessUntilUs = 0;  // steady
};

}  // namespace twintide::link
