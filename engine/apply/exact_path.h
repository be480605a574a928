// Purpose: a group on the exact path: its changes one by one, its corrections, and what they leave
// to be settled with the other side. Inside a transaction that the applier has begun.
// Owner: the applier, for one group. Thread: the applier's.
#pragma once

#include <functional>
#include <memory>

#include "engine/apply/group.h"
#include "engine/apply/planner.h"
#include "engine/apply/row_replay.h"

namespace twintide::apply {

// Target tables by the layout of a change, and by name with the target's own columns as layout.
struct TableFinder {
  TableLookup byLayout;
  std::function<Result<std::shared_ptr<const TargetTable>>(const TableId&)> byName;
};

struct ExactContext {
  const ConflictPolicy& policy;
  const Situation& situation;
  std::string linkId;
  bool tolerant = false;
  // DDL is made at the target: a table that is not there any more has been dropped or renamed.
  bool targetOwnsDdl = false;
};

class ExactPath {
 public:
  ExactPath(TargetRows& rows, const CorrectionBook& book, TableFinder tables, ExactContext context)
      : m_rows(rows), m_book(book), m_tables(std::move(tables)), m_context(std::move(context)) {}

  // Changes and corrections of every transaction. ConflictStop; server errors as they come.
  Status replay(const Group& group);
  // What the other side must hear of it: states at the arbiter, requests elsewhere, answers.
  Result<std::vector<CorrectionSeen>> due();
  // States of ours that the other side has written.
  const std::vector<int64_t>& answered() const { return m_result.unsettled.answered; }
  ReplayResult& result() { return m_result; }

 private:
  Status replayChanges(RowReplay& replay, const Transaction& t);
  void noteTableGone(const Transaction& t, const Change& c);
  Status takeCorrection(RowReplay& replay, const CorrectionSeen& c);
  Status writeState(RowReplay& replay, const CorrectionSeen& c);
  // The row under a key of row text, as row text; nullopt when there is none or no such table.
  Result<std::optional<std::string>> stateOf(const RowName& row);

  TargetRows& m_rows;
  const CorrectionBook& m_book;
  TableFinder m_tables;
  ExactContext m_context;
  ReplayResult m_result;
};

// True when a change of the group concerns a key that is still contested.
Result<bool> touchesContested(const Group& group, const CorrectionBook& book, TargetRows& rows,
                              const TableLookup& lookup);

}  // namespace twintide::apply
