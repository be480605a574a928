#include "engine/apply/marker.h"

#include <cstdlib>

#include "engine/base/clock.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::apply {
namespace {

std::string whereOwner(const MarkerOwner& owner) {
  return " WHERE link_id=" + db::quoteText(owner.linkId) +
         " AND stream=" + std::to_string(owner.stream);
}

int64_t number(const std::optional<std::string>& text) {
  return text ? std::strtoll(text->c_str(), nullptr, 10) : 0;
}

Result<std::optional<MarkerState>> select(db::DataConnection& target, const MarkerOwner& owner,
                                          const char* lock) {
  auto rows = target.rows(
      "SELECT epoch,group_no,source_position,source_commit_us FROM "
      "twintide.marker" +
      whereOwner(owner) + lock);
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<MarkerState>();
  const auto& r = (*rows)[0];
  return MarkerState{number(r[0]), number(r[1]), r[2].value_or(""), number(r[3])};
}

}  // namespace

void appendExpectation(std::string& out, uint64_t n) {
  // 2^64-1 + 1 overflows; evaluated at run time because ROW_COUNT() is not constant.
  out += ";SET @twintide=18446744073709551615+(ROW_COUNT()<>";
  out += std::to_string(n);
  out += ");";
}

Result<std::optional<MarkerState>> readMarker(db::DataConnection& target,
                                              const MarkerOwner& owner) {
  return select(target, owner, "");
}

Result<std::optional<MarkerState>> awaitMarker(db::DataConnection& target,
                                               const MarkerOwner& owner) {
  return select(target, owner, " FOR UPDATE");
}

Result<MarkerState> claimMarker(db::DataConnection& target, const MarkerOwner& owner,
                                const std::string& startPosition) {
  const std::string values = db::quoteText(owner.linkId) + ',' + std::to_string(owner.stream) +
                             ",0,0," + std::to_string(owner.originRegion) + ',' +
                             db::quoteText(startPosition) + ",0,0";
  TWINTIDE_TRY(target.execute("INSERT IGNORE INTO twintide.marker VALUES (" + values + ")"));
  TWINTIDE_TRY(target.execute("UPDATE twintide.marker SET epoch=epoch+1,origin_region=" +
                              std::to_string(owner.originRegion) + whereOwner(owner)));
  auto state = readMarker(target, owner);
  if (!state) return fail(state.error());
  if (!*state) return fail(ErrorCode::MarkerMissing, {{"link", owner.linkId}});
  return **state;
}

std::string makeLaneRowSql(const MarkerOwner& lane) {
  return "INSERT IGNORE INTO twintide.marker VALUES (" + db::quoteText(lane.linkId) + ',' +
         std::to_string(lane.stream) + ",1,0," + std::to_string(lane.originRegion) + ",'',0,0)";
}

std::string laneHeadSql(const MarkerOwner& lane, int64_t token) {
  return "UPDATE twintide.marker SET group_no=" + std::to_string(token) + whereOwner(lane);
}

std::string laneProofSql(const MarkerOwner& lane, int64_t token) {
  return laneHeadSql(lane, token) + " AND group_no=" + std::to_string(token);
}

std::string markerSql(const MarkerOwner& owner, const MarkerState& next) {
  return "UPDATE twintide.marker SET group_no=" + std::to_string(next.groupNo) +
         ",source_position=" + db::quoteText(next.position) +
         ",source_commit_us=" + std::to_string(next.commitUs) +
         // Of this program's clock: asking the server's costs a tenth of a small group.
         ",applied_us=" + std::to_string(systemClock().wallUs()) + whereOwner(owner) +
         " AND epoch=" + std::to_string(next.epoch);
}

std::string groupMarkerSql(const MarkerOwner& owner, const MarkerState& next) {
  return markerSql(owner, next) + " AND group_no=" + std::to_string(next.groupNo - 1);
}

}  // namespace twintide::apply
