// Purpose: keeps the link's reader row and deletes log rows that every reader has applied.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/base/result.h"
#include "engine/capture/changelog/low_water.h"
#include "engine/db/session.h"

namespace twintide::capture {

class LogKeeper {
 public:
  LogKeeper(std::string linkId, size_t batchRows)
      : m_linkId(std::move(linkId)), m_batchRows(batchRows) {}

  // A bounded piece of work; to be called now and then. `applied`: SCN up to which the target has
  // everything.
  Status work(db::Session& session, uint64_t applied, LowWater& lowWater);
  // A gap was delivered with the transaction at `scn`: its row goes once that has been applied.
  void gapDelivered(uint64_t scn) { m_gapScn = scn; }

 private:
  Status noteApplied(db::Session& session, uint64_t applied, LowWater& lowWater);
  Status purge(db::Session& session);

  const std::string m_linkId;
  const size_t m_batchRows;
  uint64_t m_noted = 0;
  int64_t m_notedSeq = 0;
  uint64_t m_purgedScn = 0;
  int64_t m_purgedSeq = 0;  // nothing with a smaller or equal seq is left
  uint64_t m_gapScn = 0;    // 0 = none
};

}  // namespace twintide::capture
