// Purpose: the marker row: checkpoint, origin mark and fence of one link (design.md §5).
// Owner: the applier of the link. Thread: pure text, and calls on the caller's connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

struct MarkerState {
  int64_t epoch = 0;
  int64_t groupNo = 0;
  std::string position;  // source position after that group
  int64_t commitUs = 0;
  bool operator==(const MarkerState&) const = default;
};

struct MarkerOwner {
  std::string linkId;
  int stream = 0;
  int originRegion = 0;  // number of the region the rows come from
};

// Nothing when the link has never written here.
Result<std::optional<MarkerState>> readMarker(db::DataConnection& target, const MarkerOwner& owner);

// Takes the link over: raises the epoch, so that an older applier is fenced out. A link without a
// marker gets one at startPosition.
Result<MarkerState> claimMarker(db::DataConnection& target, const MarkerOwner& owner,
                                const std::string& startPosition);

// The same once no transaction is at work on it: after a lost connection the server may still be
// busy with the last group.
Result<std::optional<MarkerState>> awaitMarker(db::DataConnection& target,
                                               const MarkerOwner& owner);

// The UPDATE that belongs in every target transaction; matches one row or the applier is fenced.
std::string markerSql(const MarkerOwner& owner, const MarkerState& next);

// The same for groups, which come one by one: no row is met either when the group before is not the
// last one there, so that a packet of a lost connection cannot arrive late.
std::string groupMarkerSql(const MarkerOwner& owner, const MarkerState& next);

// The row of a lane, `lane` of MarkerOwner::stream from kFirstLaneStream downwards (-1 is the echo
// test's): at the head of a transaction that gets its marker later it tells capture whose rows
// follow, and leaves a token that proves at the end that the transaction is still the same.
inline constexpr int kFirstLaneStream = -2;
std::string makeLaneRowSql(const MarkerOwner& lane);
std::string laneHeadSql(const MarkerOwner& lane, int64_t token);
std::string laneProofSql(const MarkerOwner& lane, int64_t token);

// Bytes that suffice for BEGIN, a lane's row, that UPDATE without its position, and what both must
// meet.
inline constexpr size_t kMarkerRoom = 1280;

// A statement that fails with error 1690 unless the statement before it met exactly n rows, so
// that a packet stops before its COMMIT. Works on OceanBase, MySQL and MariaDB alike (tried); DO
// would not, it forgives every error, and a SELECT has a result to send.
void appendExpectation(std::string& out, uint64_t n);
inline constexpr db::Answers kExpectationAnswer = db::kStatementAnswer;
inline constexpr unsigned kExpectationFailed = 1690;  // ER_DATA_OUT_OF_RANGE

}  // namespace twintide::apply
