// Purpose: connections to the target beside the applier's own, on which groups run ahead of their
// turn (README.md, "Beside each other").
// Owner: the applier. Thread: the applier's; interrupt() from any thread.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>

#include "engine/apply/foreign_keys.h"
#include "engine/apply/marker.h"
#include "engine/db/connect_params.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

// A connection that writes rows of the link: a change log at that side knows it by the link's id.
Result<std::unique_ptr<db::DataConnection>> openWriter(const db::ConnectParams& target,
                                                       const std::string& linkId);

struct Lane {
  std::unique_ptr<db::DataConnection> connection;
  ForeignKeys foreignKeys;
  int64_t usedUs = 0;  // steady: when a group was sent over it last
  MarkerOwner owner;   // of its row
  bool busy = false;   // a group is on it
};

class Lanes {
 public:
  static constexpr size_t kLanes = 2;

  Lanes(db::ConnectParams target, const MarkerOwner& owner, const ObjectFilter& objects);

  // One without a group, connected; null when there is none or it cannot be had, which is no
  // trouble: the group takes its turn then.
  Lane* take();
  Lane* of(const db::DataConnection* connection);
  // The server rolls back what was open on it.
  void close(Lane& lane);
  void closeAll();
  // Those that have had no group for a while.
  void closeUnused();
  void forgetForeignKeys();
  void interrupt();

 private:
  Status open(Lane& lane);

  const db::ConnectParams m_target;
  std::mutex m_swap;  // guards the connections against interrupt() while they are replaced
  std::array<Lane, kLanes> m_lanes;
};

}  // namespace twintide::apply
