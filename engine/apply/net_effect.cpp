#include "engine/apply/net_effect.h"

namespace twintide::apply {

bool NetEffect::add(const Change& change) {
  switch (change.kind) {
    case ChangeKind::Insert:
      return put(change.after, nullptr, &change.after);
    case ChangeKind::Delete:
      return put(change.before, &change.before, nullptr);
    case ChangeKind::Update:
      break;
  }
  std::string oldKey, newKey;
  if (!keyBytes(m_table, change.before, oldKey)) return false;
  const Cells* after = overlay(&change.before, &change.after);
  if (!keyBytes(m_table, *after, newKey)) return false;
  if (oldKey == newKey) return put(change.before, &change.before, after);
  // A changed key is the old row's end and a new row's beginning.
  return put(change.before, &change.before, nullptr) && put(*after, nullptr, after);
}

bool NetEffect::put(const Cells& keyImage, const Cells* before, const Cells* after) {
  if (!keyBytes(m_table, keyImage, m_key)) return false;
  const auto [it, fresh] = m_index.try_emplace(m_key, m_rows.size());
  if (fresh) {
    m_rows.push_back({before, after});
    return true;
  }
  NetRow& row = m_rows[it->second];
  const bool rowExists = row.after != nullptr;
  const bool expectsRow = before != nullptr;
  if (rowExists != expectsRow) return false;
  row.after = after;
  return true;
}

const Cells* NetEffect::overlay(const Cells* older, const Cells* newer) {
  bool partial = false;
  for (const Cell& c : *newer) partial = partial || !c.present();
  if (!partial) return newer;
  Cells& built = m_built.emplace_back(*newer);
  for (size_t i = 0; i < built.size(); ++i) {
    if (!built[i].present()) built[i] = (*older)[i];
  }
  return &built;
}

std::vector<NetRow> NetEffect::rows() const {
  std::vector<NetRow> out;
  for (const NetRow& r : m_rows) {
    if (r.before || r.after) out.push_back(r);
  }
  return out;
}

}  // namespace twintide::apply
