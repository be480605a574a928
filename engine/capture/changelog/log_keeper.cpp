#include "engine/capture/changelog/log_keeper.h"

#include <algorithm>
#include <cstdlib>

#include "engine/base/log.h"
#include "engine/capture/changelog/log_tables.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {

Status LogKeeper::work(db::Session& session, uint64_t applied, LowWater& lowWater) {
  TWINTIDE_TRY(noteApplied(session, applied, lowWater));
  Status done = purge(session);
  // Another engine deletes the same rows, or the server is busy: they go next time.
  if (!done && done.error().retryable && done.error().code != ErrorCode::ConnectionLost) {
    logger("capture")->info("{}: purge put off: {}", m_linkId, done.error().arg("errno"));
    return {};
  }
  return done;
}

Status LogKeeper::noteApplied(db::Session& session, uint64_t applied, LowWater& lowWater) {
  const int64_t seq = lowWater.appliedSeq(applied);
  if (applied <= m_noted && seq <= m_notedSeq) return {};
  TWINTIDE_TRY(session.execute("UPDATE twintide.change_log_reader SET scn=GREATEST(scn," +
                               std::to_string(applied) + "),seq=GREATEST(seq," +
                               std::to_string(seq) + ") WHERE link_id=" + db::quoteText(m_linkId)));
  m_noted = std::max(m_noted, applied);
  m_notedSeq = std::max(m_notedSeq, seq);
  if (m_gapScn == 0 || m_gapScn > applied) return {};
  m_gapScn = 0;
  return removeGaps(session, m_linkId, applied);
}

Status LogKeeper::purge(db::Session& session) {
  auto slowest =
      session.query("SELECT scn, seq FROM twintide.change_log_reader ORDER BY scn, seq LIMIT 1");
  if (!slowest) return fail(slowest.error());
  if (slowest->empty()) return {};
  const uint64_t scn = std::strtoull(slowest->text(0, "scn").c_str(), nullptr, 10);
  const int64_t seq = slowest->integer(0, "seq");
  if (scn <= m_purgedScn) return {};
  auto gone = session.execute(
      "DELETE FROM twintide.change_log WHERE seq>" + std::to_string(m_purgedSeq) +
      " AND ORA_ROWSCN<=" + std::to_string(scn) + " LIMIT " + std::to_string(m_batchRows));
  if (!gone) return fail(gone.error());
  if (*gone >= m_batchRows) return {};
  m_purgedScn = scn;
  // All rows up to the slowest reader's seq have an SCN up to its scn.
  m_purgedSeq = std::max(m_purgedSeq, seq);
  return {};
}

}  // namespace twintide::capture
