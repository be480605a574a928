// Purpose: the net effect of a run of changes on one table, one entry a key.
// Owner: the planner, for one group. Thread: one at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/apply/row_sql.h"
#include "engine/model/change.h"

namespace twintide::apply {

// What is left to do for one key: nothing, or one of insert (after), update (before, after),
// delete (before).
struct NetRow {
  const Cells* before = nullptr;  // image the target must hold; null = no row
  const Cells* after = nullptr;   // image it gets; null = no row
};

// An image that leaves cells out, and the same with those of the older one.
bool isPartial(const Cells& image);
Cells overlaid(const Cells& older, const Cells& newer);

class NetEffect {
 public:
  // `changes`: how many add() calls are to come at most.
  NetEffect(const TargetTable& table, size_t changes);

  // False when the changes contradict each other (an insert over an existing row of the same
  // group …) or a key cell is missing: the caller falls back to source order.
  bool add(const Change& change);
  // Entries in order of first appearance; those with neither image have nothing left to do.
  const std::vector<NetRow>& rows() const { return m_rows; }
  // The bytes that tell the key of an entry from others.
  std::string_view key(size_t row) const { return m_keys[row]; }

 private:
  bool put(const Cells& keyImage, const Cells* before, const Cells* after);
  // The entry of a key; one is made, without images, when there is none.
  NetRow& entry(std::string_view key, bool& fresh);
  // The bytes that tell the key from others: the cell's own, or a copy in m_arena.
  bool keyOf(const Cells& image, std::string_view& key);
  bool sameKey(const Cells& before, const Cells& after) const;
  // Fills cells that a later, partial image leaves out from the earlier one.
  const Cells* overlay(const Cells* older, const Cells* newer);

  const TargetTable& m_table;
  // Open addressing, at most half full: 1 + index into m_rows, 0 = free.
  std::vector<uint32_t> m_slots;
  std::vector<NetRow> m_rows;
  std::vector<std::string_view> m_keys;  // of m_rows
  std::deque<Cells> m_built;             // images made here; stable addresses
  Arena m_arena;
  std::string m_scratch;
};

}  // namespace twintide::apply
