// Purpose: what a link is doing, and the numbers it shows.
// Owner: engine/link makes snapshots; readers get immutable copies. Thread: plain values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/pair_spec.h"

namespace twintide {

enum class LinkState {
  NotStarted,
  Starting,
  CopyingSchema,
  CopyingRows,
  CatchingUp,
  Running,
  Retrying,
  Pausing,
  Paused,
  Stopping,
  Stopped,
  Failed
};
const char* toText(LinkState s);  // "not-started" "starting" "copying-schema" …
bool isActive(LinkState s);       // has threads running

struct CopyProgress {
  int tablesTotal = 0, tablesDone = 0;
  int64_t rowsTotalEstimate = 0, rowsDone = 0;
  std::string currentTable;
};

struct TableCounters {
  std::string table;  // "db.table"
  int64_t inserts = 0, updates = 0, deletes = 0;
  double rowsPerSecond = 0;  // last 5 s
};

// Numbers of one link at one moment. Rates are over the last 5 s. -1 = not known yet.
struct LinkSnapshot {
  std::string linkId;
  Direction direction = Direction::Forward;
  LinkState state = LinkState::NotStarted;
  int64_t sinceUs = 0;                                 // when the state was entered, wall clock
  int64_t lagUs = -1;                                  // source clock, corrected by clockSkewUs
  int64_t lagMeasuredUs = 0;                           // wall clock of that measurement
  int64_t captureUs = -1, queueUs = -1, applyUs = -1;  // where the lag goes, last group
  int64_t clockSkewUs = 0;                             // source clock minus ours
  double rowsPerSecond = 0, bytesPerSecond = 0, transactionsPerSecond = 0;
  int64_t rowsApplied = 0, transactionsApplied = 0, groupsApplied = 0, ddlApplied = 0;
  int64_t groupsAhead = 0;  // of groupsApplied: ran beside the one before
  int64_t foreignSeen = 0;  // transactions recognised as written by the opposite link
  int64_t localSeen = 0;    // transactions written by applications
  int64_t looped = 0;       // own-origin rows that came back: must stay 0
  int64_t conflicts = 0, conflictsToday = 0;
  int64_t queueItems = 0, queueBytes = 0;
  int64_t retries = 0;
  int64_t epoch = 0, groupNo = 0;
  std::string position;  // newest applied source position
  CopyProgress copy;
  std::vector<TableCounters> tables;  // busiest first, at most 100
  std::optional<Error> error;         // why Failed or Retrying
};

struct PairSnapshot {
  std::string pair;
  LinkSnapshot forward, reverse;
  int64_t takenUs = 0;
  const LinkSnapshot& link(Direction d) const {
    return d == Direction::Forward ? forward : reverse;
  }
};

// One point of the lag and rate charts; lagUs -1 = a gap.
struct MetricSample {
  int64_t atUs = 0;
  int64_t lagUs = -1;
  double rowsPerSecond = 0;
  double bytesPerSecond = 0;
};

}  // namespace twintide
