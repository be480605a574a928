// Purpose: how much of the log's beginning need not be scanned again.
// Owner: the capture thread of a change-log source. Thread: one at a time.
//
// The log is ordered by seq and read by commit SCN: a long transaction has small seqs and a late
// SCN. Deleted rows cost a scan 0.25 µs each until the next major compaction, so scanning from the
// beginning would get slower all day. Whoever drew a smaller seq than one we have seen is running a
// statement or has a transaction open, or is over; when those of that moment are over and the log
// has been read completely once more, nothing up to that seq can appear any more.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "engine/base/result.h"
#include "engine/capture/changelog/open_transactions.h"

namespace twintide::capture {

class LowWater {
 public:
  explicit LowWater(int64_t seq) : m_seq(seq), m_applied(seq) {}

  // Rows with seq ≤ this have all been read.
  int64_t seq() const { return m_seq; }
  // Before a read, now and then: looks whether those waited for are over.
  Status beforeRead(OpenTransactions& open, db::Session& session);
  // After a complete read in which `maxSeq` was the largest seq and `lastScn` the last SCN.
  void afterRead(int64_t maxSeq, uint64_t lastScn);
  // The largest seq whose rows have all been applied, when everything up to `scn` has been.
  int64_t appliedSeq(uint64_t scn);

 private:
  int64_t m_seq;
  int64_t m_applied;
  int64_t m_seen = 0;
  std::optional<int64_t> m_candidate;
  OldTransactions m_old;
  bool m_ripe = false;
  // A step not yet applied at the target: the SCN up to which its rows go, and its seq.
  std::optional<std::pair<uint64_t, int64_t>> m_step;
};

}  // namespace twintide::capture
