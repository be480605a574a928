#include "engine/link/link_counters.h"

#include <algorithm>

#include "engine/base/clock.h"

namespace twintide::link {
namespace {

constexpr size_t kWindows = 6;  // rates over the last 5 s
constexpr size_t kShownTables = 100;
constexpr size_t kMaxTables = 20000;
constexpr int64_t kDayUs = 86'400'000'000;

}  // namespace

LinkCounters::LinkCounters(std::string linkId, Direction direction, int64_t heartbeatUs,
                           std::function<void()> stateChanged)
    : m_heartbeatUs(heartbeatUs), m_stateChanged(std::move(stateChanged)) {
  m_now.linkId = std::move(linkId);
  m_now.direction = direction;
  m_now.sinceUs = systemClock().wallUs();
}

void LinkCounters::bump(int64_t LinkSnapshot::*counter) {
  std::lock_guard lock(m_mutex);
  ++(m_now.*counter);
}

void LinkCounters::setState(LinkState state, std::optional<Error> error) {
  {
    std::lock_guard lock(m_mutex);
    m_now.error = std::move(error);
    if (m_now.state == state) return;
    m_now.state = state;
    m_now.sinceUs = systemClock().wallUs();
  }
  if (m_stateChanged) m_stateChanged();
}

LinkState LinkCounters::state() const {
  std::lock_guard lock(m_mutex);
  return m_now.state;
}

void LinkCounters::addChanges(const Transaction& t, const std::vector<const Change*>& notWritten) {
  std::lock_guard lock(m_mutex);
  const TableSchema* last = nullptr;
  PerTable* table = nullptr;
  for (const Change& c : t.changes) {
    if (std::find(notWritten.begin(), notWritten.end(), &c) != notWritten.end()) continue;
    if (c.layout->schema.get() != last) {
      last = c.layout->schema.get();
      const std::string name = last->id.text();
      if (m_tables.size() >= kMaxTables && !m_tables.count(name)) return;
      table = &m_tables[name];
      table->total.table = name;
    }
    if (c.kind == ChangeKind::Insert) ++table->total.inserts;
    if (c.kind == ChangeKind::Update) ++table->total.updates;
    if (c.kind == ChangeKind::Delete) ++table->total.deletes;
  }
}

void LinkCounters::appliedGroup(size_t transactions, size_t rows, size_t bytes,
                                const GroupTimes& times) {
  std::lock_guard lock(m_mutex);
  ++m_now.groupsApplied;
  m_now.transactionsApplied += static_cast<int64_t>(transactions);
  m_now.rowsApplied += static_cast<int64_t>(rows);
  m_bytesApplied += static_cast<int64_t>(bytes);
  m_now.captureUs = times.captureUs;
  m_now.queueUs = times.queueUs;
  m_now.applyUs = times.applyUs;
}

void LinkCounters::conflicts(const std::vector<Conflict>& found) {
  std::lock_guard lock(m_mutex);
  const int64_t today = systemClock().wallUs() / kDayUs;
  for (const Conflict& c : found) {
    if (c.atUs / kDayUs == today) ++m_now.conflictsToday;
  }
  m_now.conflicts += static_cast<int64_t>(found.size());
}

void LinkCounters::setMarker(int64_t epoch, int64_t groupNo, const std::string& position) {
  std::lock_guard lock(m_mutex);
  m_now.epoch = epoch;
  m_now.groupNo = groupNo;
  m_now.position = position;
}

void LinkCounters::setQueue(size_t items, size_t bytes) {
  std::lock_guard lock(m_mutex);
  m_now.queueItems = static_cast<int64_t>(items);
  m_now.queueBytes = static_cast<int64_t>(bytes);
}

void LinkCounters::setCopy(const CopyProgress& progress) {
  std::lock_guard lock(m_mutex);
  m_now.copy = progress;
}

void LinkCounters::setSkew(int64_t us) {
  std::lock_guard lock(m_mutex);
  m_now.clockSkewUs = us;
}

void LinkCounters::caughtUpTo(int64_t sourceUs) {
  std::lock_guard lock(m_mutex);
  const int64_t now = systemClock().wallUs();
  m_caughtUpToUs = std::max(m_caughtUpToUs, sourceUs);
  m_now.lagUs = std::max<int64_t>(0, now - sourceUs);
  m_now.lagMeasuredUs = now;
  m_worstLagUs = std::max(m_worstLagUs, m_now.lagUs);
}

void LinkCounters::forgetLag() {
  std::lock_guard lock(m_mutex);
  m_now.lagUs = m_worstLagUs = -1;
  m_caughtUpToUs = 0;
}

// Between heartbeats the last measurement stands; once they are overdue, what has not been applied
// grows with the clock.
int64_t LinkCounters::lagNow(int64_t nowUs) const {
  if (m_now.lagUs < 0) return -1;
  const int64_t age = nowUs - m_caughtUpToUs;
  return age > 2 * m_heartbeatUs + m_now.lagUs ? age : m_now.lagUs;
}

MetricSample LinkCounters::tick() {
  std::lock_guard lock(m_mutex);
  const int64_t now = systemClock().wallUs();
  m_windows.push_back({now, m_now.rowsApplied, m_bytesApplied, m_now.transactionsApplied});
  if (m_windows.size() > kWindows) m_windows.pop_front();
  const Window& first = m_windows.front();
  const double seconds = static_cast<double>(now - first.atUs) / 1e6;
  auto rate = [&](int64_t current, int64_t then) {
    return seconds > 0 ? static_cast<double>(current - then) / seconds : 0.0;
  };
  m_now.rowsPerSecond = rate(m_now.rowsApplied, first.rows);
  m_now.bytesPerSecond = rate(m_bytesApplied, first.bytes);
  m_now.transactionsPerSecond = rate(m_now.transactionsApplied, first.transactions);
  for (auto& [name, t] : m_tables) {
    const int64_t all = t.total.inserts + t.total.updates + t.total.deletes;
    t.total.rowsPerSecond = static_cast<double>(all - t.atWindowStart);
    t.atWindowStart = all;
  }
  MetricSample sample;
  sample.atUs = now;
  sample.lagUs = isActive(m_now.state) ? std::max(m_worstLagUs, lagNow(now)) : -1;
  m_worstLagUs = -1;
  const size_t n = m_windows.size();
  if (n >= 2) {
    const Window& before = m_windows[n - 2];
    const double second = static_cast<double>(now - before.atUs) / 1e6;
    sample.rowsPerSecond = static_cast<double>(m_now.rowsApplied - before.rows) / second;
    sample.bytesPerSecond = static_cast<double>(m_bytesApplied - before.bytes) / second;
  }
  return sample;
}

LinkSnapshot LinkCounters::snapshot() const {
  std::lock_guard lock(m_mutex);
  LinkSnapshot s = m_now;
  s.lagUs = isActive(s.state) ? lagNow(systemClock().wallUs()) : -1;
  for (const auto& [name, t] : m_tables) s.tables.push_back(t.total);
  auto busier = [](const TableCounters& a, const TableCounters& b) {
    const int64_t x = a.inserts + a.updates + a.deletes, y = b.inserts + b.updates + b.deletes;
    return a.rowsPerSecond != b.rowsPerSecond ? a.rowsPerSecond > b.rowsPerSecond : x > y;
  };
  const size_t shown = std::min(kShownTables, s.tables.size());
  std::partial_sort(s.tables.begin(), s.tables.begin() + static_cast<long>(shown), s.tables.end(),
                    busier);
  s.tables.resize(shown);
  return s;
}

int64_t LinkCounters::rowsAppliedTo(const std::string& table) const {
  std::lock_guard lock(m_mutex);
  const auto it = m_tables.find(table);
  if (it == m_tables.end()) return 0;
  const TableCounters& t = it->second.total;
  return t.inserts + t.updates + t.deletes;
}

}  // namespace twintide::link
