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
#include "engine/model/change.h"

namespace twintide::capture {

struct CommitInfo {
  int64_t commitUs = 0;
  bool exact = false;
  std::string position;  // resume after this transaction
};

class TransactionAssembler {
 public:
  explicit TransactionAssembler(uint64_t maxBytes) : m_maxBytes(maxBytes) {}

  // Bytes for cells of this transaction.
  Arena& arena() { return m_now.arena; }
  // Changes are appended here, so that decoding writes them in place.
  std::vector<Change>& changes() { return m_now.changes; }
  // BinlogUnsupported (too_large) once the transaction is above the bound.
  Status checkSize();
  // A marker has been seen: rows that follow need not be decoded.
  bool foreign() const { return m_now.foreign(); }

  void addMarker(MarkerSeen marker) { m_now.markers.push_back(std::move(marker)); }
  void addCorrection(CorrectionSeen seen) { m_now.corrections.push_back(std::move(seen)); }
  void addHeartbeat(int64_t writtenUs) { m_now.heartbeatUs = writtenUs; }
  void addWireBytes(uint64_t n) { m_now.bytes += n; }
  void savepoint(std::string_view name);
  // Drops what came after the savepoint; an unknown name drops everything.
  void rollbackTo(std::string_view name);

  // Ends the transaction. True: `out` is filled and is to be delivered.
  bool commit(CommitInfo info, Transaction& out);
  // Ends it without a commit.
  void discard();
  bool empty() const { return m_now.changes.empty() && m_now.markers.empty(); }

 private:
  struct Savepoint {
    std::string name;
    size_t changes, markers;
    uint64_t cellBytes;
  };
  const uint64_t m_maxBytes;
  Transaction m_now;
  // Of the first m_counted changes: a check after each event must not walk all of them again.
  uint64_t m_cellBytes = 0;
  size_t m_counted = 0;
  std::vector<Savepoint> m_savepoints;
};

}  // namespace twintide::capture
