#include <doctest/doctest.h>

#include "engine/apply/commit_times.h"
#include "engine/apply/policy.h"

using namespace twintide;
using apply::Decision;

namespace {

ConflictPolicy policy(PolicyKind kind, const std::string& winner = "") {
  ConflictPolicy p;
  p.kind = kind;
  p.winnerRegion = winner;
  return p;
}

}  // namespace

TEST_CASE("the winner region's side decides; away from it the incoming change stands") {
  const TableId table{"app", "t"};
  for (const char* winner : {"cn-a", "cn-b"}) {
    const auto p = policy(PolicyKind::RegionPriority, winner);
    const bool aWins = std::string(winner) == "cn-a";
    const auto atB = apply::judge(p, {"cn-a", "cn-b"}, table, ConflictKind::UpdateDiffering);
    const auto atA = apply::judge(p, {"cn-b", "cn-a"}, table, ConflictKind::UpdateDiffering);
    CHECK(atB.decision == (aWins ? Decision::TakeIncoming : Decision::KeepLocal));
    CHECK(atA.decision == (aWins ? Decision::KeepLocal : Decision::TakeIncoming));
  }
}

TEST_CASE("the first rule that fits table and kind decides") {
  auto p = policy(PolicyKind::RegionPriority, "cn-a");
  p.rules = {{{"app.account*"}, {ConflictKind::UpdateDiffering}, PolicyKind::Delta, "balance"},
             {{"app.*"}, {}, PolicyKind::Stop, ""}};
  const apply::Situation atA{"cn-b", "cn-a"};
  auto decided = [&](const char* table, ConflictKind kind) {
    return apply::judge(p, atA, {"app", table}, kind).decision;
  };
  CHECK(decided("account_1", ConflictKind::UpdateDiffering) == Decision::AddDelta);
  CHECK(decided("account_1", ConflictKind::InsertExists) == Decision::Stop);
  CHECK(decided("orders", ConflictKind::UpdateDiffering) == Decision::Stop);
  CHECK(apply::judge(p, atA, {"other", "t"}, ConflictKind::UpdateDiffering).decision ==
        Decision::KeepLocal);
}

TEST_CASE("policies that cannot converge are refused with the reason") {
  auto reason = [](const ConflictPolicy& p) {
    auto ok = apply::checkConverges(p, "cn-a", "cn-b");
    return ok ? std::string() : ok.error().arg("reason");
  };
  CHECK(reason(policy(PolicyKind::RegionPriority, "cn-a")).empty());
  CHECK(reason(policy(PolicyKind::Stop)).empty());
  CHECK(reason(policy(PolicyKind::RegionPriority, "cn-c")) == "winner_not_in_pair");
  CHECK(reason(policy(PolicyKind::Overwrite)) == "overwrite_both_sides");
  CHECK(reason(policy(PolicyKind::Ignore)) == "ignore_both_sides");
  CHECK(reason(policy(PolicyKind::Delta, "cn-a")) == "column_missing");
  CHECK(reason(policy(PolicyKind::Quarantine, "cn-a")).empty());
  CHECK(reason(policy(PolicyKind::LatestCommit, "cn-a")).empty());
}

TEST_CASE("a commit counts as later only where no doubt is left") {
  using apply::surelyLater;
  CHECK(surelyLater({2'000'000, true}, {1'000'000, true}));
  CHECK_FALSE(surelyLater({1'000'000, true}, {2'000'000, true}));
  CHECK_FALSE(surelyLater({1'000'000, true}, {1'000'000, true}));
  CHECK_FALSE(surelyLater({1'001'000, true}, {1'000'000, true}));
  // The log of the other one tells whole seconds: it may have been anywhere in that second.
  CHECK_FALSE(surelyLater({1'900'000, true}, {1'000'000, false}));
  CHECK_FALSE(surelyLater({2'000'000, false}, {1'000'000, false}));
  CHECK(surelyLater({3'000'000, false}, {1'000'000, false}));
}
