// Purpose: one replicated DDL: parsed, filtered, journalled, executed once, marker moved.
// Owner: LinkSession. Thread: the apply thread.
#pragma once

#include <string>

#include "engine/apply/applier.h"
#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/model/change.h"

namespace twintide::link {

class DdlStep {
 public:
  DdlStep(const LinkContext& context, LinkCounters& counters)
      : m_context(context), m_counters(counters) {}

  // The transaction carries a DDL of this link's source. After it the target's marker stands
  // behind it. Errors: DdlUnknown, DdlRefused, DdlFailed, and those of the connection.
  Status apply(const Transaction& t, apply::Applier& applier, db::Session& target);

 private:
  const LinkContext& m_context;
  LinkCounters& m_counters;
};

}  // namespace twintide::link
