// Purpose: who wins a conflict; a pure function, so that both sides decide alike.
// Owner: engine/apply. Thread: pure.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/pair_spec.h"

namespace twintide::apply {

enum class Decision { TakeIncoming, KeepLocal, Stop };

// What a decision may look at; the same facts lead to mirror-image decisions at the other side.
struct Situation {
  std::string originRegion;  // region id the change comes from
  std::string localRegion;   // region id it is applied at
};

// Both sides hold the same policy; the winner region is filled in by then.
Decision decide(const ConflictPolicy& policy, const Situation& situation);

// PolicyDiverges when two sides that apply it could end different, or when it is not supported yet.
Status checkConverges(const ConflictPolicy& policy, const std::string& regionA,
                      const std::string& regionB);

}  // namespace twintide::apply
