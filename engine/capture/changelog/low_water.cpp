#include "engine/capture/changelog/low_water.h"

#include <algorithm>

namespace twintide::capture {

Status LowWater::beforeRead(OpenTransactions& open, db::Session& session) {
  if (m_ripe) return {};
  if (!m_candidate) {
    if (m_seen <= m_seq) return {};
    TWINTIDE_TRY(m_old.begin(open, session));
    m_candidate = m_seen;
  }
  auto over = m_old.over(open, session);
  if (!over) return fail(over.error());
  m_ripe = *over;
  return {};
}

void LowWater::afterRead(int64_t maxSeq, uint64_t lastScn) {
  m_seen = std::max(m_seen, maxSeq);
  if (!m_ripe) return;
  m_seq = *m_candidate;
  m_candidate.reset();
  m_ripe = false;
  if (!m_step) m_step = {lastScn, m_seq};
}

int64_t LowWater::appliedSeq(uint64_t scn) {
  if (m_step && scn >= m_step->first) {
    m_applied = m_step->second;
    m_step.reset();
  }
  return m_applied;
}

}  // namespace twintide::capture
