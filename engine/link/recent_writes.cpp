#include "engine/link/recent_writes.h"

#include <xxhash.h>

#include "engine/db/row_text.h"

namespace twintide::link {
namespace {

uint64_t hashOf(const TableId& table, const std::string& key) {
  const std::string name = table.text() + '\n' + key;
  return XXH3_64bits(name.data(), name.size());
}

// Row text of the row's identity; empty where the image does not hold all of it.
std::string keyOf(const TableSchema& table, const Cells& image) {
  const int identity = table.identityKey();
  if (identity < 0) return {};
  Cells cells(table.columns.size());
  for (int column : table.keys[static_cast<size_t>(identity)].columns) {
    const auto at = static_cast<size_t>(column);
    if (at >= image.size() || !image[at].present()) return {};
    cells[at] = image[at];
  }
  return db::rowText(table, cells);
}

}  // namespace

void RecentWrites::note(const Transaction& t, int64_t clockSkewUs) {
  std::lock_guard lock(m_mutex);
  if (!t.foreign()) {
    const apply::CommitStamp stamp{t.commitUs - clockSkewUs, t.commitUsExact};
    for (const Change& c : t.changes) {
      for (const Cells* image : {&c.before, &c.after}) {
        const std::string key = image->empty() ? "" : keyOf(*c.layout->schema, *image);
        if (!key.empty()) keep(hashOf(c.table(), key), stamp);
      }
    }
  }
  m_position = t.position;
  m_read.notify_all();
}

void RecentWrites::keep(uint64_t row, const apply::CommitStamp& stamp) {
  m_writes[row] = {stamp, ++m_number};
  m_inOrder.emplace_back(m_number, row);
  while (m_inOrder.size() > kMaxRows) {
    const auto [number, oldest] = m_inOrder.front();
    m_inOrder.pop_front();
    // Written again since: that entry stands further behind.
    const auto at = m_writes.find(oldest);
    if (at != m_writes.end() && at->second.number == number) m_writes.erase(at);
  }
}

std::optional<apply::CommitStamp> RecentWrites::last(const apply::RowName& row) const {
  std::lock_guard lock(m_mutex);
  const auto at = m_writes.find(hashOf(row.first, row.second));
  if (at == m_writes.end()) return std::nullopt;
  return at->second.stamp;
}

bool RecentWrites::awaitRead(const std::function<bool(const std::string&)>& reached,
                             std::chrono::milliseconds time) const {
  std::unique_lock lock(m_mutex);
  return m_read.wait_for(lock, time, [&] { return !m_position.empty() && reached(m_position); });
}

}  // namespace twintide::link
