#include "engine/apply/key_set.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace twintide::apply {
namespace {

constexpr size_t kLeastSlots = 16;

uint64_t hashOf(uint64_t table, std::string_view key) {
  const uint64_t h = std::hash<std::string_view>()(key) ^ table;
  return h ? h : 1;
}

}  // namespace

uint64_t KeySet::tableOf(const TableId& table) {
  // Spread anew: the hash of a name and that of a key come from the same function.
  constexpr uint64_t kOdd = 0x9e3779b97f4a7c15;
  return std::hash<TableId>()(table) * kOdd;
}

void KeySet::reserve(size_t more) {
  const size_t slots = std::bit_ceil(std::max(kLeastSlots, 2 * (m_used + more)));
  if (slots > m_slots.size()) grow(slots);
}

void KeySet::grow(size_t slots) {
  std::vector<uint64_t> old(slots);
  old.swap(m_slots);
  m_used = 0;
  for (uint64_t hash : old) {
    if (hash) insert(hash);
  }
}

void KeySet::add(uint64_t table, std::string_view key) {
  reserve(1);
  insert(hashOf(table, key));
}

void KeySet::insert(uint64_t hash) {
  const size_t mask = m_slots.size() - 1;
  size_t at = hash & mask;
  for (; m_slots[at] != 0; at = (at + 1) & mask) {
    if (m_slots[at] == hash) return;
  }
  m_slots[at] = hash;
  ++m_used;
}

void KeySet::addTable(uint64_t table) {
  if (std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end())
    m_tables.push_back(table);
}

bool KeySet::has(uint64_t table, std::string_view key) const {
  if (std::find(m_tables.begin(), m_tables.end(), table) != m_tables.end()) return true;
  if (m_slots.empty()) return false;
  const uint64_t hash = hashOf(table, key);
  const size_t mask = m_slots.size() - 1;
  for (size_t at = hash & mask; m_slots[at] != 0; at = (at + 1) & mask) {
    if (m_slots[at] == hash) return true;
  }
  return false;
}

bool anyHas(KeysBefore sets, uint64_t table, std::string_view key) {
  return std::any_of(sets.begin(), sets.end(),
                     [&](const KeySet* set) { return set->has(table, key); });
}

}  // namespace twintide::apply
