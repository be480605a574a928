// Purpose: the net effect of a run of changes on one table, one entry a key.
// Owner: the planner, for one group. Thread: one at a time.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
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

class NetEffect {
 public:
  explicit NetEffect(const TargetTable& table) : m_table(table) {}

  // False when the changes contradict each other (an insert over an existing row of the same
  // group …) or a key cell is missing: the caller falls back to source order.
  bool add(const Change& change);
  // Entries in order of first appearance; those with neither image are dropped.
  std::vector<NetRow> rows() const;

 private:
  bool put(const Cells& keyImage, const Cells* before, const Cells* after);
  // Fills cells that a later, partial image leaves out from the earlier one.
  const Cells* overlay(const Cells* older, const Cells* newer);

  const TargetTable& m_table;
  std::unordered_map<std::string, size_t> m_index;
  std::vector<NetRow> m_rows;
  std::deque<Cells> m_built;  // images made here; stable addresses
  std::string m_key;
};

}  // namespace twintide::apply
