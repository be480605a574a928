// Purpose: which rows a group writes, so that the next one can tell which of its own have to wait.
// Owner: the plan of the group. Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/model/table_schema.h"

namespace twintide::apply {

// Keys as hashes: has() never misses one that was added, and may take another for it.
class KeySet {
 public:
  // Tells the keys of one table from those of others.
  static uint64_t tableOf(const TableId& table);

  void reserve(size_t more);
  void add(uint64_t table, std::string_view key);
  // Any row of the table.
  void addTable(uint64_t table);
  bool has(uint64_t table, std::string_view key) const;

 private:
  void insert(uint64_t hash);
  void grow(size_t slots);

  std::vector<uint64_t> m_slots;  // open addressing, at most half full; 0 = free
  size_t m_used = 0;
  std::vector<uint64_t> m_tables;
};

using KeysBefore = std::span<const KeySet* const>;
bool anyHas(KeysBefore sets, uint64_t table, std::string_view key);

}  // namespace twintide::apply
