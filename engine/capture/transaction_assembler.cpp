#include "engine/capture/transaction_assembler.h"

namespace twintide::capture {

// Savepoints of one transaction that are remembered; older ones are dropped first.
static constexpr size_t kMaxSavepoints = 1000;

Status TransactionAssembler::checkSize() {
  for (; m_counted < m_now.changes.size(); ++m_counted) {
    const Change& c = m_now.changes[m_counted];
    m_cellBytes += sizeof(Change) + (c.before.size() + c.after.size()) * sizeof(Cell);
  }
  const uint64_t bytes = m_now.arena.bytes() + m_cellBytes;
  if (bytes <= m_maxBytes) return {};
  return fail(ErrorCode::BinlogUnsupported, {{"event", "transaction"},
                                             {"reason", "too_large"},
                                             {"bytes", std::to_string(bytes)},
                                             {"limit", std::to_string(m_maxBytes)}});
}

void TransactionAssembler::savepoint(std::string_view name) {
  std::erase_if(m_savepoints, [&](const Savepoint& s) { return s.name == name; });
  if (m_savepoints.size() >= kMaxSavepoints) m_savepoints.erase(m_savepoints.begin());
  m_savepoints.push_back(
      {std::string(name), m_now.changes.size(), m_now.markers.size(), m_cellBytes});
}

void TransactionAssembler::rollbackTo(std::string_view name) {
  size_t changes = 0;
  size_t markers = 0;
  uint64_t cellBytes = 0;
  while (!m_savepoints.empty()) {
    const Savepoint& s = m_savepoints.back();
    if (s.name == name) {
      changes = s.changes;
      markers = s.markers;
      cellBytes = s.cellBytes;
      break;
    }
    m_savepoints.pop_back();
  }
  m_now.changes.resize(changes);
  m_counted = changes;
  m_cellBytes = cellBytes;
  m_now.markers.resize(markers);
}

bool TransactionAssembler::commit(CommitInfo info, Transaction& out) {
  Transaction done = std::move(m_now);
  discard();
  if (done.foreign()) {
    done.changes.clear();
    done.arena = Arena();
    done.heartbeatUs = 0;
  }
  if (done.changes.empty() && !done.foreign() && done.heartbeatUs == 0) return false;
  done.commitUs = info.commitUs;
  done.commitUsExact = info.exact;
  done.position = std::move(info.position);
  out = std::move(done);
  return true;
}

void TransactionAssembler::discard() {
  m_now = Transaction();
  m_cellBytes = 0;
  m_counted = 0;
  m_savepoints.clear();
}

}  // namespace twintide::capture
