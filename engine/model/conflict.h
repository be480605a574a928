// Purpose: a change that did not meet the row it expected, and what was decided.
// Owner: made by apply, kept by store. Thread: plain value.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/pair_spec.h"
#include "engine/model/table_schema.h"

namespace twintide {

enum class ConflictWinner { Incoming, Local, Merged, Nobody };

// Column name → value text; nullopt-like NULL is spelled by isNull.
struct ImageCell {
  std::string column;
  std::string value;
  bool isNull = false;
};
using RowImage = std::vector<ImageCell>;

struct Conflict {
  int64_t id = 0;  // given by the store
  int64_t atUs = 0;
  std::string linkId;
  TableId table;
  ConflictKind kind = ConflictKind::UpdateDiffering;
  std::string key;    // identity as text: "id=7"
  RowImage expected;  // before image carried by the change
  RowImage incoming;  // after image carried by the change; empty for delete
  RowImage local;     // row found at the target; empty when missing
  PolicyKind policy = PolicyKind::RegionPriority;
  ConflictWinner winner = ConflictWinner::Nobody;
  std::string position;
  // Quarantined only: when somebody chose a side; 0 = the row still waits.
  int64_t resolvedUs = 0;

  bool waits() const { return policy == PolicyKind::Quarantine && resolvedUs == 0; }
};

const char* toText(ConflictWinner w);  // "incoming" "local" "merged" "nobody"

}  // namespace twintide
