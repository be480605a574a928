#include "engine/apply/net_effect.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace twintide::apply {

bool isPartial(const Cells& image) {
  return std::any_of(image.begin(), image.end(), [](const Cell& c) { return !c.present(); });
}

Cells overlaid(const Cells& older, const Cells& newer) {
  Cells built(newer);
  for (size_t i = 0; i < built.size(); ++i) {
    if (!built[i].present()) built[i] = older[i];
  }
  return built;
}

// A change of key takes two entries.
NetEffect::NetEffect(const TargetTable& table, size_t changes)
    : m_table(table), m_slots(std::bit_ceil(4 * changes + 1)) {
  m_rows.reserve(changes);
  m_keys.reserve(changes);
}

bool NetEffect::add(const Change& change) {
  switch (change.kind) {
    case ChangeKind::Insert:
      return put(change.after, nullptr, &change.after);
    case ChangeKind::Delete:
      return put(change.before, &change.before, nullptr);
    case ChangeKind::Update:
      break;
  }
  const Cells* after = overlay(&change.before, &change.after);
  if (sameKey(change.before, *after)) return put(change.before, &change.before, after);
  // A changed key is the old row's end and a new row's beginning.
  return put(change.before, &change.before, nullptr) && put(*after, nullptr, after);
}

bool NetEffect::put(const Cells& keyImage, const Cells* before, const Cells* after) {
  std::string_view key;
  if (!keyOf(keyImage, key)) return false;
  bool fresh = false;
  NetRow& row = entry(key, fresh);
  if (fresh) {
    row = {before, after};
    return true;
  }
  const bool rowExists = row.after != nullptr;
  const bool expectsRow = before != nullptr;
  if (rowExists != expectsRow) return false;
  row.after = after;
  return true;
}

NetRow& NetEffect::entry(std::string_view key, bool& fresh) {
  const size_t mask = m_slots.size() - 1;
  size_t at = std::hash<std::string_view>()(key) & mask;
  for (; m_slots[at] != 0; at = (at + 1) & mask) {
    if (m_keys[m_slots[at] - 1] == key) return m_rows[m_slots[at] - 1];
  }
  fresh = true;
  m_keys.push_back(key);
  m_rows.emplace_back();
  m_slots[at] = static_cast<uint32_t>(m_rows.size());
  return m_rows.back();
}

bool NetEffect::keyOf(const Cells& image, std::string_view& key) {
  const auto bytes = keyIdentity(m_table, image, m_scratch);
  if (!bytes) return false;
  key = bytes->data() == m_scratch.data() ? m_arena.keep(m_scratch) : *bytes;
  return true;
}

bool NetEffect::sameKey(const Cells& before, const Cells& after) const {
  for (int k : m_table.key) {
    const int at = m_table.columns[k].source;
    if (before[at].bytes != after[at].bytes) return false;
  }
  return true;
}

const Cells* NetEffect::overlay(const Cells* older, const Cells* newer) {
  if (!isPartial(*newer)) return newer;
  return &m_built.emplace_back(overlaid(*older, *newer));
}

}  // namespace twintide::apply
