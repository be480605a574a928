// Purpose: everything one link needs to run, given by the pair: ends, sinks, wiring.
// Owner: PairRunner makes it; LinkRunner keeps a copy. Thread: immutable once running.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/secret_store.h"
#include "engine/base/thread_pool.h"
#include "engine/db/connect_params.h"
#include "engine/db/reach_probe.h"
#include "engine/link/recent_writes.h"
#include "engine/link/start_gates.h"
#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/event.h"
#include "engine/model/pair_spec.h"

namespace twintide::link {

struct LinkEnd {
  DataSource source;
  Secret password;
  db::ConnectParams params() const { return db::connectParams(source, password); }
};

// Which of both ends cannot be reached, and why: a second look of at most its connect timeout.
inline Error explained(const Error& error, const LinkEnd& one, const LinkEnd& other) {
  for (const LinkEnd* end : {&one, &other}) {
    if (error.arg("source") == end->source.name)
      return db::explainConnectFailure(error, end->params());
  }
  return error;
}

// Where a link reports to. Callbacks come from its own threads and must not block for long.
struct LinkSinks {
  std::function<void(const Event&)> event;
  // An error stops the link: a conflict that cannot be recorded must not be decided silently.
  std::function<Status(const std::vector<Conflict>&)> conflicts;
};

// A transaction above this goes to disk while it is read, and to the target in pieces.
constexpr uint64_t kSpillAboveBytes = uint64_t{32} << 20;

// How long a link waits until the opposite one has read what a decision by commit times needs.
constexpr std::chrono::milliseconds kTargetReadPatience{2000};
// How long a marker may stand behind a position up to which there was nothing to apply: the source
// purges its log, or keeps what it could delete. Two markers at this pace cannot chase each other.
constexpr std::chrono::milliseconds kMarkerRest{120'000};

struct LinkContext {
  PairSpec pair;
  Direction direction = Direction::Forward;
  LinkEnd from, to;
  LinkSinks sinks;
  ThreadPool* jobs = nullptr;  // copies run here
  uint64_t spillAboveBytes = kSpillAboveBytes;
  std::chrono::milliseconds markerRest = kMarkerRest;
  std::shared_ptr<StartGates> gates;
  // These columns of a table at `to` are about to go or change: the opposite link gets ready.
  std::function<Status(const TableId&, const std::vector<std::string>&)> targetTableChanging;
  // A table was made or changed at `to`: the opposite link must be ready to read it.
  std::function<Status(const TableId&)> targetTableChanged;

  // Who wrote which row when, at either end; null unless a policy decides by it.
  std::shared_ptr<RecentWrites> writesAtSource, writesAtTarget;
  // Waits until the opposite link has read all that is committed at `to` by now; false when it
  // does not run or takes longer.
  std::function<bool(std::chrono::milliseconds)> targetRead;
  std::chrono::milliseconds targetReadPatience = kTargetReadPatience;
  // The link's state is another one; told on the thread that changed it, which may hold the
  // runner's lock: to ask no more of the runner than its snapshot.
  std::function<void()> stateChanged;

  std::string linkId() const { return pair.linkId(direction); }
  std::string oppositeLinkId() const {
    return pair.linkId(direction == Direction::Forward ? Direction::Reverse : Direction::Forward);
  }
  const MigrationTypes& types() const { return pair.link(direction).types; }
};

}  // namespace twintide::link
