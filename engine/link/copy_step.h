// Purpose: the initial copy of a link: structures, then rows, several tables at a time.
// Owner: LinkSession. Thread: the apply thread; rows run on the job pool.
#pragma once

#include <stop_token>

#include "engine/apply/applier.h"
#include "engine/base/result.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/link/link_phase.h"

namespace twintide::link {

class CopyStep {
 public:
  CopyStep(const LinkContext& context, LinkCounters& counters)
      : m_context(context), m_counters(counters) {}

  // Makes what is missing at the target; TableDiffers, TargetNotEmpty.
  Status copySchema(db::Session& source, db::Session& target, std::stop_token stop);
  // Copies every chosen table that is not done yet. Cancelled leaves it resumable.
  Status copyRows(db::Session& source, apply::Applier& applier, const PhaseRecord& phase,
                  std::stop_token stop);

 private:
  const LinkContext& m_context;
  LinkCounters& m_counters;
};

}  // namespace twintide::link
