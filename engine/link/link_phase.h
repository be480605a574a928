// Purpose: how far a link has come (schema, rows, incremental), kept at its target so that a
// restart goes on where it was.
// Owner: LinkRunner. Thread: uses the caller's session.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"

namespace twintide::link {

enum class Phase { Schema, Rows, Incremental };
const char* toText(Phase phase);  // "schema" "rows" "incremental"

struct PhaseRecord {
  Phase phase = Phase::Schema;
  std::string startPosition;  // where the stream begins
  std::string asOf;           // " AS OF SNAPSHOT n" of the row copy; empty = none
  std::string tolerantUntil;  // rows up to here may already be in the copy
};

Result<std::optional<PhaseRecord>> loadPhase(db::Session& target, const std::string& linkId);
Status savePhase(db::Session& target, const std::string& linkId, const PhaseRecord& record);

}  // namespace twintide::link
