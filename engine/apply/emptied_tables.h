// Purpose: a table that a DDL emptied at the other side while changes of its rows were on their way
// here: finds the rows on which both sides may differ for good (README.md, "A table that is
// emptied"). Owner: the exact path, for one group. Thread: the applier's.
#pragma once

#include <map>

#include "engine/apply/correction_book.h"
#include "engine/apply/row_replay.h"
#include "engine/apply/table_finder.h"
#include "engine/apply/table_listing.h"

namespace twintide::apply {

class EmptiedTables {
 public:
  EmptiedTables(TargetRows& rows, const CorrectionBook& book, const TableFinder& tables,
                ReplayResult& result)
      : m_rows(rows), m_book(book), m_tables(tables), m_result(result) {}

  // The news that it was emptied, or a piece of the answer to that: the listing of its rows.
  Status take(const CorrectionSeen& c);
  // After the corrections of a transaction: compares listings, and settles what was touched
  // here while a listing of ours was on its way.
  Status finish();

 private:
  Status list(const TableId& table);
  Status compare(const TableId& table, const TableListing& theirs);
  Status close(const TableId& table, const ListedTable& listed);
  // The target's rows; false when they are too many.
  Result<bool> fill(const TargetTable& table, TableListing& listing);
  // Null when there is no such table, or none whose rows could be told apart.
  Result<std::shared_ptr<const TargetTable>> find(const TableId& table);

  TargetRows& m_rows;
  const CorrectionBook& m_book;
  const TableFinder& m_tables;
  ReplayResult& m_result;
  std::map<TableId, TableListing> m_theirs;
};

}  // namespace twintide::apply
