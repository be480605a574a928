// Purpose: what has been committed and is still to be delivered, in commit order.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/capture/changelog/log_reader.h"

namespace twintide::capture {

class Pending {
 public:
  bool empty() const { return m_at == m_entries.size(); }
  size_t left() const { return m_entries.size() - m_at; }
  const LogEntry& front() const { return m_entries[m_at]; }
  const LogEntry* data() const { return m_entries.data() + m_at; }
  void pop(size_t count) { m_at += count; }
  // Only when empty.
  void refill(std::vector<LogEntry> entries) {
    m_entries = std::move(entries);
    m_at = 0;
  }
  // Something of our own, behind everything committed up to its scn.
  void insert(const LogEntry& entry) {
    auto behind = [](const LogEntry& a, const LogEntry& b) {
      return std::pair(a.scn, a.kind) < std::pair(b.scn, b.kind);
    };
    auto from = m_entries.begin() + static_cast<std::ptrdiff_t>(m_at);
    m_entries.insert(std::upper_bound(from, m_entries.end(), entry, behind), entry);
  }
  // How many entries from the front are rows of its transaction, and their bytes.
  std::pair<size_t, uint64_t> rowsOfFront() const {
    size_t n = 0;
    uint64_t bytes = 0;
    for (size_t i = m_at; i < m_entries.size(); ++i) {
      const LogEntry& e = m_entries[i];
      if (e.kind != EntryKind::Row || e.scn != front().scn) break;
      ++n;
      bytes += e.bytes;
    }
    return {n, bytes};
  }

 private:
  std::vector<LogEntry> m_entries;
  size_t m_at = 0;
};

}  // namespace twintide::capture
