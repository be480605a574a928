#include "engine/apply/policy.h"

namespace twintide::apply {

Decision decide(const ConflictPolicy& policy, const Situation& situation) {
  if (policy.kind == PolicyKind::Stop) return Decision::Stop;
  return situation.originRegion == policy.winnerRegion ? Decision::TakeIncoming
                                                       : Decision::KeepLocal;
}

Status checkConverges(const ConflictPolicy& policy, const std::string& regionA,
                      const std::string& regionB) {
  auto refuse = [&](const char* reason) {
    return fail(ErrorCode::PolicyDiverges, {{"policy", toText(policy.kind)}, {"reason", reason}});
  };
  switch (policy.kind) {
    case PolicyKind::Stop:
      return {};
    case PolicyKind::RegionPriority:
      if (policy.winnerRegion == regionA || policy.winnerRegion == regionB) return {};
      return refuse("winner_not_in_pair");
    // The incoming change wins on both sides: the two rows swap and stay different.
    case PolicyKind::Overwrite:
      return refuse("overwrite_both_sides");
    // The local row wins on both sides: each keeps its own.
    case PolicyKind::Ignore:
      return refuse("ignore_both_sides");
    default:
      return refuse("not_available");
  }
}

}  // namespace twintide::apply
