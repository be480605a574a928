// Purpose: a group on the exact path: its changes one by one, its corrections, and what they leave
// to be settled with the other side. Inside a transaction that the applier has begun.
// Owner: the applier, for one group. Thread: the applier's.
#pragma once

#include "engine/apply/emptied_tables.h"
#include "engine/apply/group.h"
#include "engine/apply/row_replay.h"
#include "engine/apply/table_finder.h"

namespace twintide::apply {

struct ExactContext {
  const ConflictPolicy& policy;
  const Situation& situation;
  CommitTimes* times = nullptr;  // of the pair, when a policy of it asks for them
  std::string linkId;
  bool tolerant = false;
  // DDL is made at the target: a table that is not there any more has been dropped or renamed.
  bool targetOwnsDdl = false;
  // Most rows that wait for the other side's answer, and most that one transaction asks about.
  size_t unsettledRows = PairOptions().unsettledRows;
};

class ExactPath {
 public:
  ExactPath(TargetRows& rows, const CorrectionBook& book, TableFinder tables, ExactContext context)
      : m_rows(rows), m_book(book), m_tables(std::move(tables)), m_context(std::move(context)) {}

  // Changes and corrections of every transaction. ConflictStop, TooManyUnsettled; server errors as
  // they come.
  Status replay(const Group& group);
  // What the other side must hear of it: states at the arbiter, requests elsewhere, listings of
  // emptied tables, answers. TooManyUnsettled.
  Result<std::vector<CorrectionSeen>> due();
  // What is over: states that were answered, keys that were released from quarantine.
  const Unsettled& over() const { return m_result.unsettled; }
  // Ends the quarantine of a row, at the arbiter: it stays as it is here, or becomes `other`, the
  // state at the other side (row text, nullopt = no row).
  Status release(const RowName& row, const std::optional<std::optional<std::string>>& other);
  // The rows that "no row" was sent of, once that is committed: those that stand are sent again, of
  // the others that somebody has looked.
  Status lookAgain(const std::map<int64_t, RowName>& unsure);
  ReplayResult& result() { return m_result; }

 private:
  Status replayChanges(RowReplay& replay, const Transaction& t);
  Status replayTogether(RowReplay& replay, const TargetTable& t, std::vector<const Change*> rows);
  void noteTableGone(const Transaction& t, const Change& c);
  RowReplay replayer(const Transaction* t);
  // No more of them than memory should hold.
  Status checkUnsettled() const;
  Status dueStates(std::vector<CorrectionSeen>& out);
  void dueLooks(std::vector<CorrectionSeen>& out) const;
  Error tooMany(const TableId& table, size_t rows) const;
  Status takeCorrection(RowReplay& replay, const CorrectionSeen& c);
  void takeParked(const CorrectionSeen& c);
  bool parkedNow(const RowName& row) const;
  Status writeState(RowReplay& replay, const CorrectionSeen& c);
  template <class Answer>
  using Question = std::function<Result<Answer>(const TargetTable&, const Cells& key)>;
  // About the row under a key of row text; `gone` where there is no such table.
  template <class Answer>
  Result<Answer> ask(const RowName& row, Answer gone, const Question<Answer>& question);
  // The row, as row text; nullopt when there is none or no such table.
  Result<std::optional<std::string>> stateOf(const RowName& row);

  TargetRows& m_rows;
  const CorrectionBook& m_book;
  TableFinder m_tables;
  ExactContext m_context;
  ReplayResult m_result;
  std::vector<RowName> m_absent;  // looked for again and not found
  EmptiedTables m_emptied{m_rows, m_book, m_tables, m_result};
};

// True when a change of the group concerns a key that is still contested, or parked.
Result<bool> touchesContested(const Group& group, const CorrectionBook& book, TargetRows& rows,
                              const TableLookup& lookup);

}  // namespace twintide::apply
