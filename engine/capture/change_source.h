// Purpose: what yields the committed transactions of one database, in commit order.
// Owner: a link runner; next() is called from its capture thread only.
// Thread: interrupt() from any thread; everything else from one thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/change.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

// Got: out is filled. Idle: nothing committed since; everything before `nowUs` has been delivered.
enum class Fetched { Got, Idle };

struct IdleNote {
  int64_t serverUs = 0;  // source clock at which the source said "nothing more"; 0 = unknown
  std::string position;  // resume here; may be newer than the last transaction's
};

// Where a copy joins the stream (design.md §4): rows read at or after `start` are complete
// when the stream is applied from `start`.
struct SnapshotPoint {
  std::string start;         // position to stream from
  std::string asOfSnapshot;  // OceanBase: " AS OF SNAPSHOT <scn>" for every copy SELECT; else empty
};

class ChangeSource {
 public:
  virtual ~ChangeSource() = default;

  // Creates what capture needs at the source (change log: tables and triggers of all chosen
  // tables) and fixes a point from which no change will be missed. Idempotent.
  virtual Result<SnapshotPoint> prepare() = 0;

  // The end of the source's log now; a stream that has passed it has seen everything before.
  virtual Result<std::string> endPosition() = 0;

  // True when the stream at `position` has delivered everything up to `mark`.
  virtual bool reached(const std::string& position, const std::string& mark) const = 0;

  // Connects and starts after `position`. BinlogPositionLost when the source no longer has it.
  virtual Status open(const std::string& position) = 0;

  // Next transaction or an idle note; waits at most `wait`. Foreign transactions are delivered
  // (marked by their markers) without their row changes. Rows of tables outside the filter and
  // of the twintide schema are left out; a transaction without anything left still moves the
  // position, and is delivered only if it has markers, DDL or a heartbeat.
  virtual Result<Fetched> next(Transaction& out, IdleNote& idle,
                               std::chrono::milliseconds wait) = 0;

  // The opposite link is about to remove, rename or retype these columns of a table at this source:
  // until tableChanged(), nobody's statement may fail because we capture the table. Thread: any.
  virtual Status tableChanging(const TableId& table, const std::vector<std::string>& touched) = 0;

  // A table was created or altered at this source by the opposite link (or is new to the filter):
  // be ready to capture it before this returns. Thread: any.
  virtual Status tableChanged(const TableId& table) = 0;

  // Wakes a blocked next() or prepare(), which then returns Cancelled; a prepare() that comes later
  // does not wait. After Cancelled, or open(), the source is as before. Thread: any.
  virtual void interrupt() = 0;

  // Consumed up to here at the target: the source may purge (change log). Thread: any.
  virtual void acknowledge(const std::string& position) = 0;

  // Removes what prepare() created at the source, when the pair is deleted.
  virtual Status tearDown() = 0;
};

}  // namespace twintide::capture
