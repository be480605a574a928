// Purpose: how far a change log has been read, as the text a marker keeps.
// Owner: capture/changelog. Thread: plain value.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"

namespace twintide::capture {

// "scn:<n>": every transaction with commit SCN ≤ n has been delivered. "scn:<n>:<v>": those below
// n, and of the DDL statements committed at n the ones with schema version ≤ v (one RENAME of two
// tables is one transaction with two statements).
struct LogPosition {
  static constexpr uint64_t kAll = UINT64_MAX;
  uint64_t scn = 0;
  uint64_t ddl = kAll;
  auto operator<=>(const LogPosition&) const = default;
  std::string text() const;
};

// BinlogPositionLost when the text is not a position of a change log.
Result<LogPosition> parseLogPosition(const std::string& text);

}  // namespace twintide::capture
