// Purpose: who decides a conflict and how; a pure function of the policy and the two ends.
// Owner: engine/apply. Thread: pure.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/pair_spec.h"

namespace twintide::apply {

// What to do with a change that did not meet its row. The last four need the rows themselves and
// fall back to KeepLocal where there is nothing to compare.
enum class Decision {
  TakeIncoming,
  KeepLocal,
  Stop,
  Park,
  TakeLatest,
  TakeGreater,
  TakeLess,
  AddDelta
};

struct Situation {
  std::string originRegion;  // region id the change comes from
  std::string localRegion;   // region id it is applied at
};

// The policy for one conflict, and what it says here. Away from the arbiter the incoming change
// always stands, since it is what the arbiter holds; only stop and quarantine are the same at both.
struct Verdict {
  PolicyKind policy = PolicyKind::RegionPriority;
  Decision decision = Decision::KeepLocal;
  std::string column;
};
Verdict judge(const ConflictPolicy& policy, const Situation& situation, const TableId& table,
              ConflictKind kind);

// True when some conflict is decided by commit times.
bool asksForTimes(const ConflictPolicy& policy);

// True where conflicts are decided: the side of the winner region, filled in by then.
bool arbitrates(const ConflictPolicy& policy, const Situation& situation);

// PolicyDiverges when two sides that apply it could end different, or when it is not supported yet.
Status checkConverges(const ConflictPolicy& policy, const std::string& regionA,
                      const std::string& regionB);

}  // namespace twintide::apply
