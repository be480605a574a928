#include <doctest/doctest.h>

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

TEST_CASE("region priority decides mirror-image on the two sides") {
  for (const char* winner : {"cn-a", "cn-b"}) {
    const auto p = policy(PolicyKind::RegionPriority, winner);
    const Decision atB = apply::decide(p, {"cn-a", "cn-b"});
    const Decision atA = apply::decide(p, {"cn-b", "cn-a"});
    CHECK(atA != atB);
    CHECK((atB == Decision::TakeIncoming) == (std::string(winner) == "cn-a"));
  }
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
  CHECK(reason(policy(PolicyKind::Delta)) == "not_available");
}
