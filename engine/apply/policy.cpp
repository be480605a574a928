#include "engine/apply/policy.h"

#include <algorithm>

#include "engine/apply/commit_times.h"

namespace twintide::apply {
namespace {

Decision atArbiter(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::Stop:
      return Decision::Stop;
    case PolicyKind::Quarantine:
      return Decision::Park;
    case PolicyKind::LatestCommit:
      return Decision::TakeLatest;
    case PolicyKind::UseMax:
      return Decision::TakeGreater;
    case PolicyKind::UseMin:
      return Decision::TakeLess;
    case PolicyKind::Delta:
      return Decision::AddDelta;
    default:
      return Decision::KeepLocal;
  }
}

// Why a policy cannot be used; null when it can.
const char* refusal(PolicyKind kind, const std::string& column) {
  // The incoming change wins on both sides: the two rows swap and stay different.
  if (kind == PolicyKind::Overwrite) return "overwrite_both_sides";
  // The local row wins on both sides: each keeps its own.
  if (kind == PolicyKind::Ignore) return "ignore_both_sides";
  return needsColumn(kind) && column.empty() ? "column_missing" : nullptr;
}

}  // namespace

bool surelyLater(const CommitStamp& one, const CommitStamp& other) {
  constexpr int64_t kClockErrorUs = 5'000;
  constexpr int64_t kSecond = 1'000'000;
  return one.us > other.us + kClockErrorUs + (other.exact ? 0 : kSecond);
}

bool asksForTimes(const ConflictPolicy& policy) {
  return policy.kind == PolicyKind::LatestCommit ||
         std::any_of(policy.rules.begin(), policy.rules.end(),
                     [](const ConflictRule& r) { return r.kind == PolicyKind::LatestCommit; });
}

bool arbitrates(const ConflictPolicy& policy, const Situation& situation) {
  return situation.localRegion == policy.winnerRegion;
}

Verdict judge(const ConflictPolicy& policy, const Situation& situation, const TableId& table,
              ConflictKind kind) {
  Verdict v{policy.kind, Decision::KeepLocal, policy.column};
  for (const ConflictRule& rule : policy.rules) {
    if (!rule.matches(table.database, table.table, kind)) continue;
    v.policy = rule.kind;
    v.column = rule.column;
    break;
  }
  const bool everywhere = v.policy == PolicyKind::Stop || v.policy == PolicyKind::Quarantine;
  if (everywhere || arbitrates(policy, situation))
    v.decision = atArbiter(v.policy);
  else
    v.decision = Decision::TakeIncoming;
  return v;
}

Status checkConverges(const ConflictPolicy& policy, const std::string& regionA,
                      const std::string& regionB) {
  auto refuse = [&](PolicyKind kind, const char* reason) {
    return fail(ErrorCode::PolicyDiverges, {{"policy", toText(kind)}, {"reason", reason}});
  };
  if (const char* why = refusal(policy.kind, policy.column)) return refuse(policy.kind, why);
  for (const ConflictRule& rule : policy.rules) {
    if (const char* why = refusal(rule.kind, rule.column)) return refuse(rule.kind, why);
  }
  const bool known = policy.winnerRegion == regionA || policy.winnerRegion == regionB;
  // Even "stop" needs somebody to decide what both sides did alike.
  if (policy.kind != PolicyKind::Stop && !known) return refuse(policy.kind, "winner_not_in_pair");
  return {};
}

}  // namespace twintide::apply
