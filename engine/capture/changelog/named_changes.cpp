#include "engine/capture/changelog/named_changes.h"

#include <xxhash.h>

#include <algorithm>

#include "engine/db/sql_text.h"

namespace twintide::capture {

std::string keyText(const TableSchema& table, const Cells& image) {
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

uint64_t imageNumber(const Cells& image, const Cells* under) {
  std::string all;
  for (size_t i = 0; i < image.size(); ++i) {
    const Cell& cell = under && !image[i].present() ? (*under)[i] : image[i];
    all += static_cast<char>(cell.kind);
    all += std::to_string(cell.bytes.size()) + ':';
    all += cell.bytes;
  }
  return XXH3_64bits(all.data(), all.size());
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

bool suspicious(const Change& c) {
  return keyed(c) && (c.kind == ChangeKind::Insert || uniqueChanged(c));
}

void NamedChanges::add(const Change& c) {
  const auto at = static_cast<uint32_t>(m_changes.size());
  Named& named = m_changes.emplace_back();
  named.kind = c.kind;
  named.reread = c.reread;
  if (c.layout->schema->identityKey() < 0) return;
  m_suspicious = m_suspicious || suspicious(c);
  const TableSchema& table = *c.layout->schema;
  for (const Cells* image : {&c.before, &c.after}) {
    if (image->empty()) continue;
    const uint64_t row = rowNumber(table, keyText(table, *image));
    if (image == &c.before) {
      named.before = row;
      named.beforeImage = imageNumber(c.before);
    } else {
      named.after = row;
      named.afterImage = imageNumber(c.after, c.before.empty() ? nullptr : &c.before);
    }
    std::vector<uint32_t>& list = m_naming[row];
    if (list.empty() || list.back() != at) list.push_back(at);
  }
}

void NamedChanges::decide(size_t at, Fate fate) {
  m_changes[at].fate = fate;
  m_anyDecided = m_anyDecided || fate != Fate::Keep;
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
    const Named& c = m_changes[i];
    if (c.fate != Fate::Drop) atFirst = c.fate == Fate::Keep && c.after == row;
  }
  return atFirst;
}

template <class End>
const NamedChanges::Named* NamedChanges::behind(uint64_t row, size_t at, End end) const {
  const auto it = m_naming.find(row);
  if (it == m_naming.end()) return nullptr;
  for (auto i = std::upper_bound(it->second.begin(), it->second.end(), at); i != it->second.end();
       ++i) {
    if (end(m_changes[*i])) return &m_changes[*i];
  }
  return nullptr;
}

NamedChanges::Says NamedChanges::next(uint64_t row, size_t at) const {
  const Named* next = behind(row, at, [](const Named&) { return true; });
  if (!next) return Says::Nothing;
  if (next->reread) return Says::Anew;
  return next->before == row ? Says::Old : Says::New;
}

const uint64_t* NamedChanges::found(uint64_t row, size_t at) const {
  const Named* old = behind(row, at, [&](const Named& c) { return c.before == row && !c.reread; });
  return old ? &old->beforeImage : nullptr;
}

const NamedChanges::Named* NamedChanges::maker(uint64_t row, size_t at, uint64_t image) const {
  const Named* end =
      behind(row, at, [&](const Named& c) { return c.before == row || c.afterImage == image; });
  return end && end->before != row ? end : nullptr;
}

bool NamedChanges::made(uint64_t row, size_t at, uint64_t image) const {
  return maker(row, at, image) != nullptr;
}

bool NamedChanges::replaced(uint64_t row, size_t at, uint64_t image) const {
  const Named* by = maker(row, at, image);
  return by && by != m_changes.data() && by[-1].kind == ChangeKind::Delete;
}

}  // namespace twintide::capture
