// Purpose: gathers the changes of one source transaction and decides at its commit what is
// delivered: local rows, a foreign transaction with nothing but its corrections, a heartbeat, or
// nothing.
// Owner: a change source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/change_spill.h"
#include "engine/model/change.h"

namespace twintide::capture {

struct CommitInfo {
  int64_t commitUs = 0;
  bool exact = false;
  bool moreRows = false;
};

class TransactionAssembler {
 public:
  // maxBytes bounds a transaction in memory where it may not be spilled.
  explicit TransactionAssembler(uint64_t maxBytes, SpillLimits spill = {})
      : m_maxBytes(maxBytes), m_limits(std::move(spill)) {}

  // Bytes for cells of this transaction.
  Arena& arena() { return now().arena; }
  // Changes are appended here, so that decoding writes them in place.
  std::vector<Change>& changes() { return now().changes; }
  void addChanges(Arena&& bytes, std::vector<Change>&& changes) {
    now().add(std::move(bytes), std::move(changes));
  }
  // To be called now and then: moves what has been gathered to disk once it is large.
  // BinlogUnsupported (too_large) once the transaction is above the bound; SpillFailed.
  Status checkSize();
  // A marker has been seen: rows that follow need not be decoded.
  bool foreign() const { return m_now.foreign(); }

  void addMarker(MarkerSeen marker) { now().markers.push_back(std::move(marker)); }
  void addCorrection(CorrectionSeen seen) { now().corrections.push_back(std::move(seen)); }
  void addHeartbeat(int64_t writtenUs) { now().heartbeatUs = writtenUs; }
  void addWireBytes(uint64_t n) { now().bytes += n; }
  void savepoint(std::string_view name);
  // Drops what came after the savepoint; an unknown name drops everything.
  Status rollbackTo(std::string_view name);

  // Ends the transaction. True: `out` is filled and is to be delivered. SpillFailed.
  // info.moreRows: the caller has changes of it that have not been added; only where nothing has
  // been spilled.
  Result<bool> commit(const CommitInfo& info, Transaction& out);
  // Ends it without a commit.
  void discard();
  bool empty() const { return m_now.changes.empty() && !spilled() && m_now.markers.empty(); }
  bool spilled() const { return m_spill != nullptr; }

 private:
  struct Savepoint {
    std::string name;
    uint64_t changes = 0;  // before it, those on disk included
    size_t markers = 0;
    uint64_t spillBytes = 0;  // size of the spill at it, once everything before it is there
  };
  Transaction& now() {
    m_begun = true;
    return m_now;
  }
  Status spill();
  Status tooLarge(uint64_t bytes, uint64_t limit) const;

  const uint64_t m_maxBytes;
  const SpillLimits m_limits;
  Transaction m_now;
  bool m_begun = false;  // something of it has been seen
  HeldBytes m_held;
  std::vector<Savepoint> m_savepoints;
  std::shared_ptr<ChangeSpill> m_spill;
};

}  // namespace twintide::capture
