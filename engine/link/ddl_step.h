// Purpose: one replicated DDL: parsed, filtered, journalled, executed once, marker moved.
// Owner: LinkSession. Thread: the apply thread.
#pragma once

#include <optional>
#include <string>

#include "engine/apply/applier.h"
#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/link/ddl_fate.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/model/change.h"

namespace twintide::link {

class DdlStep {
 public:
  DdlStep(const LinkContext& context, LinkCounters& counters)
      : m_context(context), m_counters(counters) {}

  // The transaction carries a DDL of this link's source. After it the target's marker stands
  // behind it. Errors: DdlUnknown, DdlRefused, DdlFailed, and those of the connection; each with
  // args position, link and sql.
  Status apply(const Transaction& t, apply::Applier& applier, db::Session& from, db::Session& to);

 private:
  struct Work;  // one statement on its way
  struct Journalled;
  Status decideAndRun(Work& work);
  Result<bool> decide(const Transaction& t, Work& work);
  Status pass(Work& work);
  Status journalAndRun(Work& work);
  Status announce(Work& work);
  Status runOnce(Work& work);
  Status runSplit(Work& work, size_t first);
  Status judge(Work& work, const Error& refusal, const std::string& phase);
  std::string rowOf(const Work& work) const;
  Result<std::optional<Journalled>> journalled(Work& work);
  Status recordStructures(Work& work, const Structures& now);
  Result<bool> stillDue(Work& work, bool changed);
  Status setPhase(Work& work, const std::string& phase);
  Result<bool> sameAtBothEnds(Work& work);
  Status finish(Work& work);
  bool empties(const Work& work, uint64_t after) const;
  std::string tellEmptiedSql(const Work& work) const;
  void raise(const Work& work, const std::string& code, EventLevel level);

  const LinkContext& m_context;
  LinkCounters& m_counters;
};

}  // namespace twintide::link
