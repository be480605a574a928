#include "engine/capture/changelog/position.h"

#include <charconv>

namespace twintide::capture {
namespace {

bool readNumber(const char*& at, const char* end, uint64_t& out) {
  const auto [next, error] = std::from_chars(at, end, out);
  if (error != std::errc()) return false;
  at = next;
  return true;
}

}  // namespace

std::string LogPosition::text() const {
  std::string out = "scn:" + std::to_string(scn);
  if (ddl != kAll) out += ":" + std::to_string(ddl);
  return out;
}

Result<LogPosition> parseLogPosition(const std::string& text) {
  LogPosition p;
  const char* at = text.data();
  const char* const end = at + text.size();
  bool good = text.rfind("scn:", 0) == 0;
  if (good) at += 4;
  good = good && readNumber(at, end, p.scn);
  if (good && at != end) good = *at++ == ':' && readNumber(at, end, p.ddl) && at == end;
  if (!good) return fail(ErrorCode::BinlogPositionLost, {{"position", text}});
  return p;
}

}  // namespace twintide::capture
