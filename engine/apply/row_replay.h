// Purpose: the exact path: one change at a time, against the row that is really there, with the
// policy and the conflict log. Runs inside a transaction that the applier has begun.
// Owner: the applier. Thread: the applier's.
#pragma once

#include <string>
#include <vector>

#include "engine/apply/commit_times.h"
#include "engine/apply/correction_book.h"
#include "engine/apply/policy.h"
#include "engine/apply/target_rows.h"
#include "engine/model/change.h"
#include "engine/model/conflict.h"

namespace twintide::apply {

struct ReplayContext {
  TargetRows& rows;
  const ConflictPolicy& policy;
  const Situation& situation;
  const CorrectionBook& book;
  CommitTimes* times = nullptr;  // null: nothing is decided by them
  std::string linkId;
  const Transaction* transaction = nullptr;  // null: no change is replayed
  int64_t nowUs = 0;
  // "Make it so": overwrite without calling it a conflict (overlap with a copy).
  bool tolerant = false;
};

// A table that was emptied: how many of its rows are settled anew with the other side.
struct EmptiedTable {
  TableId table;
  uint64_t rows = 0;
  bool unchecked = false;  // too large to be compared
};

// What came of a group on the exact path.
struct ReplayResult {
  std::vector<Conflict> conflicts;
  std::vector<const Change*> notWritten;  // "if absent", and the row was there
  Unsettled unsettled;
  std::vector<CorrectionSeen> listings;  // of emptied tables, to be compared by the other side
  std::vector<EmptiedTable> emptied;
};

class RowReplay {
 public:
  RowReplay(ReplayContext context, ReplayResult& result)
      : m_context(std::move(context)), m_rows(m_context.rows), m_result(result) {}

  // ConflictStop when the policy says stop; server errors as they come.
  Status apply(const TargetTable& table, const Change& change);
  // The same where more rows of the statement are to come: false, and nothing is done, while a
  // foreign key is against it.
  Result<bool> attempt(const TargetTable& table, const Change& change);
  // The row the arbiter holds, to be written as it is; an empty image means none.
  Status writeState(const TargetTable& table, const Cells& key, const std::optional<Cells>& image);

 private:
  struct Clash {
    ConflictKind kind;
    const Cells* before;  // null for an insert
    const Cells* after;   // null for a delete
    LocalRow local;
  };
  Status applyOne(const TargetTable& t, const Change& change);
  Status insert(const TargetTable& t, const Cells& after);
  Status update(const TargetTable& t, const Cells& before, const Cells& after);
  Status remove(const TargetTable& t, const Cells& before);
  Status insertIfAbsent(const TargetTable& t, const Change& change, bool contested);
  Status reread(const TargetTable& t, const Change& change);
  Result<bool> contested(const TargetTable& t, const Change& change);
  Result<bool> parked(const TargetTable& t, const Change& change);
  // Keys of what was and of what is to be, or what kept them from being read.
  Result<std::vector<RowName>> keysOf(const TargetTable& t, const Change& change);
  Status contest(const TargetTable& t, const Change& change, bool parked);

  // Decides and does it, writes the conflict down, and leaves the keys to be settled.
  Status resolve(const TargetTable& t, const Clash& clash);
  Status park(const TargetTable& t, const Clash& clash);
  Error stopped(const TargetTable& t, const Clash& clash) const;
  // The target would not store it, or a foreign key is against it. Any other error as it is.
  Status refused(const TargetTable& t, Clash clash, Error error);
  // Quarantine where the policy says so, else an error that names the table.
  Status valueRefused(const TargetTable& t, const Clash& clash, Error error);
  const std::string* parkedAs(const RowName& row) const;
  // Some row of a table that this one points to is in quarantine: then its children wait, too.
  bool parentWaits(const TargetTable& t) const;
  Result<ConflictWinner> carryOut(const TargetTable& t, const Clash& clash, const Verdict& verdict);
  // Whether the incoming change was surely committed after what stands here.
  Result<bool> later(const TargetTable& t, const Clash& clash);
  Status takeIncoming(const TargetTable& t, const Clash& clash);
  Conflict& log(const TargetTable& t, const Clash& clash, PolicyKind policy, ConflictWinner winner);

  Status put(const TargetTable& t, const Cells& image);
  // The key is to be settled with the other side.
  Status unsettle(const TargetTable& t, const Cells& image);

  ReplayContext m_context;
  TargetRows& m_rows;
  ReplayResult& m_result;
  bool m_patient = false;  // attempt() is under way
  bool m_waits = false;    // a foreign key was against it
};

// A value as the conflict log shows it; empty for NULL.
std::string shownValue(const Cell& cell, const Column& column);
RowImage imageOf(const TargetTable& t, const Cells& cells);

}  // namespace twintide::apply
