// Purpose: reads the config.yaml that an OMS was deployed with, as far as it says something to us.
// Owner: engine/store. Thread: pure function.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/data_source.h"

namespace twintide::store {

// An OMS config describes one region and the OMS that runs there, and no data source: those live in
// its meta database.
struct OmsConfig {
  Region region;                     // of cm_region, cm_region_cn, cm_location
  std::vector<std::string> noUse;    // keys of OMS's own parts, which Twintide does not need
  std::vector<std::string> unclear;  // keys known to nobody, or with a value that cannot be used
};

// Tolerant: whatever is not understood is listed, never its value. Errors: FileUnreadable,
// YamlSyntax, FileHalfWritten, YamlKeyMissing where it names no region.
Result<OmsConfig> readOmsConfig(const std::string& path);

}  // namespace twintide::store
