// Purpose: the numbers of one link, written by its threads, read as an immutable snapshot.
// Owner: LinkRunner. Thread: safe from any thread.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/model/change.h"
#include "engine/model/conflict.h"
#include "engine/model/link_state.h"

namespace twintide::link {

// Times of one applied group, µs.
struct GroupTimes {
  int64_t captureUs = -1;  // source commit → received (exact commit times only)
  int64_t queueUs = -1;    // received → taken for applying
  int64_t applyUs = -1;    // taken → committed at the target
};

class LinkCounters {
 public:
  // `stateChanged`, if any, is told on the thread that changed the state.
  LinkCounters(std::string linkId, Direction direction, int64_t heartbeatUs,
               std::function<void()> stateChanged = {});

  void setState(LinkState state, std::optional<Error> error = std::nullopt);
  LinkState state() const;

  void sawForeign() { bump(&LinkSnapshot::foreignSeen); }
  void sawLocal() { bump(&LinkSnapshot::localSeen); }
  void sawOwnMarker() { bump(&LinkSnapshot::looped); }
  void ranAhead() { bump(&LinkSnapshot::groupsAhead); }
  void retried() { bump(&LinkSnapshot::retries); }
  void appliedDdl() { bump(&LinkSnapshot::ddlApplied); }
  // Per-table counts, once applied; without the changes that left the target as it was.
  void addChanges(const Transaction& t, const std::vector<const Change*>& notWritten = {});
  void appliedGroup(size_t transactions, size_t rows, size_t bytes, const GroupTimes& times);
  void conflicts(const std::vector<Conflict>& found);
  void setMarker(int64_t epoch, int64_t groupNo, const std::string& position);
  void setQueue(size_t items, size_t bytes);
  void setCopy(const CopyProgress& progress);
  void setSkew(int64_t us);
  // Everything the source committed up to `sourceUs` (on our clock) is applied as of now.
  void caughtUpTo(int64_t sourceUs);
  void forgetLag();

  // Once a second: closes the rate window.
  MetricSample tick();
  LinkSnapshot snapshot() const;
  int64_t rowsAppliedTo(const std::string& table) const;  // "db.table"

 private:
  void bump(int64_t LinkSnapshot::*counter);
  int64_t lagNow(int64_t nowUs) const;
  struct Window {
    int64_t atUs = 0, rows = 0, bytes = 0, transactions = 0;
  };
  struct PerTable {
    TableCounters total;
    int64_t atWindowStart = 0;
  };

  mutable std::mutex m_mutex;
  LinkSnapshot m_now;
  const int64_t m_heartbeatUs;
  const std::function<void()> m_stateChanged;
  int64_t m_caughtUpToUs = 0;
  int64_t m_worstLagUs = -1;  // since the last tick
  int64_t m_bytesApplied = 0;
  std::deque<Window> m_windows;  // last 6 ticks
  std::map<std::string, PerTable> m_tables;
};

}  // namespace twintide::link
