// Purpose: when a change and the row it meets were committed, for the policy "latest commit".
// Owner: the pair; the model test has one of its own. Thread: the applier's.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/apply/correction_book.h"
#include "engine/model/change.h"

namespace twintide::apply {

// By the program's clock. Some logs tell whole seconds only (MariaDB): `exact` is false then, and
// the commit was up to a second later.
struct CommitStamp {
  int64_t us = 0;
  bool exact = true;
};

// True only where no doubt is left: whole seconds and the error of comparing clocks allowed for.
bool surelyLater(const CommitStamp& one, const CommitStamp& other);

class CommitTimes {
 public:
  virtual ~CommitTimes() = default;
  virtual CommitStamp incoming(const Transaction& t) const = 0;
  // The last commit of somebody at the target that wrote or deleted the row; nullopt when that is
  // too long ago or cannot be found out in time.
  virtual std::optional<CommitStamp> local(const RowName& row) = 0;
};

}  // namespace twintide::apply
