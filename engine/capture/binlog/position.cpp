#include "engine/capture/binlog/position.h"

#include <charconv>

namespace twintide::capture {

// marker.source_position holds 1024 characters (engine/db/twintide_schema.h).
static constexpr size_t kMaxText = 1000;

uint64_t BinlogPosition::fileNumber() const {
  const size_t dot = file.rfind('.');
  uint64_t n = 0;
  if (dot != std::string::npos)
    std::from_chars(file.data() + dot + 1, file.data() + file.size(), n);
  return n;
}

bool BinlogPosition::atOrAfter(const BinlogPosition& other) const {
  const uint64_t mine = fileNumber();
  const uint64_t theirs = other.fileNumber();
  return mine != theirs ? mine > theirs : offset >= other.offset;
}

std::string BinlogPosition::text() const {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, offset).ptr;
  std::string out;
  out.reserve(file.size() + 22 + gtidSet.size());
  out += file;
  out += ':';
  out.append(digits, end);
  if (!gtidSet.empty() && out.size() + 1 + gtidSet.size() <= kMaxText) {
    out += '|';
    out += gtidSet;
  }
  return out;
}

Result<BinlogPosition> BinlogPosition::parse(std::string_view text) {
  auto lost = [&] {
    return fail(ErrorCode::BinlogPositionLost, {{"position", std::string(text)}});
  };
  BinlogPosition p;
  std::string_view place = text;
  if (const size_t bar = text.find('|'); bar != std::string_view::npos) {
    p.gtidSet = text.substr(bar + 1);
    place = text.substr(0, bar);
  }
  const size_t colon = place.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return lost();
  p.file = place.substr(0, colon);
  const char* end = place.data() + place.size();
  const auto [ptr, ec] = std::from_chars(place.data() + colon + 1, end, p.offset);
  if (ec != std::errc() || ptr != end || p.offset < 4) return lost();
  return p;
}

}  // namespace twintide::capture
