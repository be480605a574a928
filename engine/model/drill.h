// Purpose: the result of the five-step active-active drill plus our two checks.
// Owner: made by engine/link. Thread: plain value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/data_source.h"

namespace twintide {

enum class DrillStepId {
  InsertAtA,
  InsertAtB,
  CreateTable,
  RowsIntoNewTable,
  AlterTable,
  NothingLooped,
  BothEqual
};
enum class DrillStepState { Waiting, Running, Passed, Failed, Cancelled };

struct DrillStep {
  DrillStepId id = DrillStepId::InsertAtA;
  DrillStepState state = DrillStepState::Waiting;
  int64_t tookUs = -1;  // from the commit at one side to being seen at the other
  std::map<std::string, std::string> args;  // "rows", "table", "groups", "foreign" …
  std::optional<Error> error;
};

struct DrillReport {
  std::string pair;
  Region regionA, regionB;
  int64_t startedUs = 0, tookUs = 0;
  std::vector<DrillStep> steps;
  bool passed() const {
    for (const auto& s : steps)
      if (s.state != DrillStepState::Passed) return false;
    return !steps.empty();
  }
};

const char* toText(DrillStepId id);    // "insert_at_a" …
const char* toText(DrillStepState s);  // "waiting" "running" "passed" "failed" "cancelled"

}  // namespace twintide
