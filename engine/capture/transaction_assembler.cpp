#include "engine/capture/transaction_assembler.h"

#include <algorithm>

namespace twintide::capture {

// Savepoints of one transaction that are remembered; older ones are dropped first.
static constexpr size_t kMaxSavepoints = 1000;

Status TransactionAssembler::checkSize() {
  const uint64_t bytes = m_held.of(m_now);
  if (m_limits.memoryBytes > 0) return bytes > m_limits.memoryBytes ? spill() : Status();
  return bytes > m_maxBytes ? tooLarge(bytes, m_maxBytes) : Status();
}

Status TransactionAssembler::tooLarge(uint64_t bytes, uint64_t limit) const {
  return fail(ErrorCode::BinlogUnsupported, {{"event", "transaction"},
                                             {"reason", "too_large"},
                                             {"bytes", std::to_string(bytes)},
                                             {"limit", std::to_string(limit)}});
}

Status TransactionAssembler::spill() {
  // Of a foreign transaction nothing is delivered.
  if (!m_spill && !foreign()) {
    auto made = ChangeSpill::make(m_limits.dir);
    if (!made) return fail(made.error());
    m_spill = std::move(*made);
  }
  auto mark = [&] {
    for (Savepoint& s : m_savepoints) {
      if (s.changes == m_spill->rows()) s.spillBytes = m_spill->bytes();
    }
  };
  if (!foreign()) {
    for (const Change& c : m_now.changes) {
      if (!m_savepoints.empty()) mark();
      TWINTIDE_TRY(m_spill->append(c));
    }
    mark();
    if (m_spill->bytes() > m_limits.diskBytes)
      return tooLarge(m_spill->bytes(), m_limits.diskBytes);
  }
  m_now.changes.clear();
  m_now.arena = Arena();
  m_held.clear();
  return {};
}

void TransactionAssembler::savepoint(std::string_view name) {
  std::erase_if(m_savepoints, [&](const Savepoint& s) { return s.name == name; });
  if (m_savepoints.size() >= kMaxSavepoints) m_savepoints.erase(m_savepoints.begin());
  const uint64_t spilled = m_spill ? m_spill->rows() : 0;
  m_savepoints.push_back({std::string(name), spilled + m_now.changes.size(), m_now.markers.size(),
                          m_spill ? m_spill->bytes() : 0});
}

Status TransactionAssembler::rollbackTo(std::string_view name) {
  Savepoint to;
  while (!m_savepoints.empty()) {
    if (m_savepoints.back().name == name) {
      to = m_savepoints.back();
      break;
    }
    m_savepoints.pop_back();
  }
  const uint64_t spilled = m_spill ? m_spill->rows() : 0;
  if (to.changes >= spilled) {
    const size_t keep = std::min<size_t>(to.changes - spilled, m_now.changes.size());
    m_now.changes.erase(m_now.changes.begin() + static_cast<ptrdiff_t>(keep), m_now.changes.end());
  } else {
    m_now.changes.clear();
    TWINTIDE_TRY(m_spill->cut(to.spillBytes, to.changes));
  }
  m_held.clear();
  m_now.markers.resize(to.markers);
  return {};
}

Result<bool> TransactionAssembler::commit(const CommitInfo& info, Transaction& out) {
  if (m_spill) TWINTIDE_TRY(spill());
  if (m_spill && m_spill->rows() > 0 && !foreign()) m_now.spilled = std::move(m_spill);
  if (foreign()) {
    m_now.changes.clear();
    m_now.arena = Arena();
    m_now.heartbeatUs = 0;
  }
  const bool deliver = m_now.hasRows() || info.moreRows || foreign() || m_now.heartbeatUs != 0;
  if (deliver) {
    m_now.commitUs = info.commitUs;
    m_now.commitUsExact = info.exact;
    out = std::move(m_now);
  }
  discard();
  return deliver;
}

void TransactionAssembler::discard() {
  if (!m_begun && !m_spill && m_savepoints.empty()) return;
  m_begun = false;
  m_now = Transaction();
  m_held.clear();
  m_savepoints.clear();
  m_spill.reset();
}

}  // namespace twintide::capture
