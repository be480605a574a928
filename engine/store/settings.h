// Purpose: what workspace.yaml holds beside the definitions.
// Owner: Workspace keeps it on disk. Thread: plain value.
#pragma once

#include <string>
#include <vector>

#include "engine/model/data_source.h"

namespace twintide::store {

struct Settings {
  std::vector<Region> regions;  // offered when a data source is made
  int historyDays = 90;         // 1..3650: events, conflicts, reports
  int metricsDays = 30;         // 1..365: one-minute points
  bool operator==(const Settings&) const = default;
};

}  // namespace twintide::store
