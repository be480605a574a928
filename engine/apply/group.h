// Purpose: whole source transactions, in source order, that become one target transaction.
// Owner: the link runner fills it, the applier consumes it. Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/change.h"

namespace twintide::apply {

struct Group {
  std::vector<Transaction> transactions;
  size_t rows = 0;
  size_t bytes = 0;
  std::string position;  // after the last transaction (or idle note)
  int64_t commitUs = 0;  // of the last transaction

  bool empty() const { return transactions.empty(); }
  void add(Transaction&& t) {
    rows += t.changes.size();
    bytes += t.arena.bytes();
    position = t.position;
    if (t.commitUs) commitUs = t.commitUs;
    transactions.push_back(std::move(t));
  }
  void clear() { *this = Group(); }
};

}  // namespace twintide::apply
