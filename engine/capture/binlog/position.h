// Purpose: a place in a server's binlog, always at a transaction boundary.
// Owner: the source; its text is opaque to all others. Thread: plain value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace twintide::capture {

// Text form: "binlog.000012:4711" or "binlog.000012:4711|<gtid set>".
struct BinlogPosition {
  std::string file;
  uint64_t offset = 4;
  std::string gtidSet;  // everything before the place; empty = not known

  // The number behind the last dot of the file name.
  uint64_t fileNumber() const;
  // Same place or behind it; the GTID set does not count.
  bool atOrAfter(const BinlogPosition& other) const;
  std::string text() const;

  // BinlogPositionLost when the text is not a position.
  static Result<BinlogPosition> parse(std::string_view text);
};

}  // namespace twintide::capture
