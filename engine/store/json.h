// Purpose: model values as JSON and back: for the history, the control socket and --json.
// Owner: engine/store. Thread: pure functions. A value that is not UTF-8 never makes them fail.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/result.h"
#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"
#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"

namespace twintide::store {

using Json = nlohmann::json;

Json toJson(const Error& error);
Json toJson(const Region& region);
Json toJson(const DataSource& source);
Json toJson(const PairSpec& pair);
Json toJson(const ServerInfo& info);
Json toJson(const Event& event);
Json toJson(const RowImage& image);
Json toJson(const Conflict& conflict);
Json toJson(const DrillReport& report);
Json toJson(const Finding& finding);
Json toJson(const PrecheckReport& report);
Json toJson(const LinkSnapshot& link);
Json toJson(const PairSnapshot& pair);

// Lenient: absent members keep their defaults, unknown members are skipped (a newer writer).
Error errorFrom(const Json& json);
Event eventFrom(const Json& json);
RowImage imageFrom(const Json& json);
Conflict conflictFrom(const Json& json);
DrillReport drillFrom(const Json& json);
Finding findingFrom(const Json& json);
PrecheckReport precheckFrom(const Json& json);
LinkSnapshot linkFrom(const Json& json);
PairSnapshot pairSnapshotFrom(const Json& json);

// One line; bytes that are not UTF-8 are replaced.
std::string text(const Json& json);
// A discarded (never thrown) value when the text is not JSON.
Json parseJson(const std::string& text);

}  // namespace twintide::store
