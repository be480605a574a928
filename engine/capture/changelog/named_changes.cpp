#include "engine/capture/changelog/named_changes.h"

#include <xxhash.h>

#include <algorithm>

#include "engine/db/sql_text.h"

namespace twintide::capture {

std::string keyText(const TableSchema& table, const std::vector<Cell>& image) {
  std::string out;
  for (int c : table.keys[static_cast<size_t>(table.identityKey())].columns) {
    out += out.empty() ? '(' : ',';
    db::appendCell(out, image[static_cast<size_t>(c)], table.columns[static_cast<size_t>(c)]);
  }
  return out + ')';
}

uint64_t rowNumber(const TableSchema& table, std::string_view key) {
  const std::string name = table.id.text() + std::string(key);
  return XXH3_64bits(name.data(), name.size());
}

bool keyed(const Change& c) {
  return !c.reread && c.layout->schema->identityKey() >= 0;
}

bool uniqueChanged(const Change& c) {
  if (c.kind != ChangeKind::Update) return false;
  for (const Key& key : c.layout->schema->keys) {
    if (!key.unique) continue;
    for (int i : key.columns) {
      const auto at = static_cast<size_t>(i);
      if (!c.before[at].sameAs(c.after[at])) return true;
    }
  }
  return false;
}

void NamedChanges::add(const Change& c) {
  const auto at = static_cast<uint32_t>(m_changes.size());
  Named& named = m_changes.emplace_back();
  named.kind = c.kind;
  if (!keyed(c)) return;
  m_suspicious = m_suspicious || c.kind == ChangeKind::Insert || uniqueChanged(c);
  const TableSchema& table = *c.layout->schema;
  for (const std::vector<Cell>* image : {&c.before, &c.after}) {
    if (image->empty()) continue;
    const uint64_t row = rowNumber(table, keyText(table, *image));
    if (image == &c.after) named.after = row;
    std::vector<uint32_t>& list = m_naming[row];
    if (list.empty() || list.back() != at) list.push_back(at);
  }
}

void NamedChanges::ignore(size_t at) {
  m_changes[at].ignored = true;
  m_anyIgnored = true;
}

size_t NamedChanges::named(uint64_t row) const {
  const auto it = m_naming.find(row);
  return it == m_naming.end() ? 0 : it->second.size();
}

bool NamedChanges::present(uint64_t row, size_t at, bool atFirst) const {
  const auto it = m_naming.find(row);
  if (it == m_naming.end()) return atFirst;
  for (uint32_t i : it->second) {
    if (i >= at) break;
    if (!m_changes[i].ignored) atFirst = m_changes[i].after == row;
  }
  return atFirst;
}

const ChangeKind* NamedChanges::next(uint64_t row, size_t at) const {
  const auto it = m_naming.find(row);
  if (it == m_naming.end()) return nullptr;
  const auto next = std::upper_bound(it->second.begin(), it->second.end(), at);
  return next == it->second.end() ? nullptr : &m_changes[*next].kind;
}

}  // namespace twintide::capture
