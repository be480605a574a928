// Purpose: runs the prechecks of a pair against both servers.
// Owner: the caller (engine/link) on a thread of its job pool. Thread: any; one run is one thread.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/secret_store.h"
#include "engine/model/data_source.h"
#include "engine/model/finding.h"
#include "engine/model/pair_spec.h"

namespace twintide::precheck {

struct PrecheckRequest {
  PairSpec pair;
  DataSource a, b;
  Secret passwordA, passwordB;
  std::vector<std::string> onlyChecks;  // ids; empty = all
  // True for a pair that was started before: rows at the target and its own markers are expected.
  bool pairHasRun = false;
  // Called before each check with its id, how many are done and how many there are.
  std::function<void(const std::string& check, int done, int total)> progress;
};

// Fails only with Cancelled, or Internal for an unknown id in onlyChecks. A side that cannot be
// reached is a finding. Bounded by the sessions' connect and read timeouts.
Result<PrecheckReport> runPrecheck(const PrecheckRequest& request, std::stop_token stop = {});

}  // namespace twintide::precheck
