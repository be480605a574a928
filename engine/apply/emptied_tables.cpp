#include "engine/apply/emptied_tables.h"

#include <algorithm>

namespace twintide::apply {

Status EmptiedTables::take(const CorrectionSeen& c) {
  if (!c.after) return list(c.table);
  m_result.unsettled.toAnswer.push_back(c.id);
  return m_theirs[c.table].read(*c.after);
}

Status EmptiedTables::finish() {
  for (const auto& [table, theirs] : m_theirs) TWINTIDE_TRY(compare(table, theirs));
  m_theirs.clear();
  const std::vector<int64_t>& answered = m_result.unsettled.answered;
  if (answered.empty()) return {};
  for (const auto& [table, listed] : m_book.listed()) {
    const bool closed = std::all_of(listed.ids.begin(), listed.ids.end(), [&](int64_t id) {
      return std::find(answered.begin(), answered.end(), id) != answered.end();
    });
    if (closed) TWINTIDE_TRY(close(table, listed));
  }
  return {};
}

Status EmptiedTables::list(const TableId& table) {
  auto found = find(table);
  if (!found) return fail(found.error());
  if (!*found) return {};
  TableListing ours;
  auto complete = fill(**found, ours);
  if (!complete) return fail(complete.error());
  if (!*complete) {
    m_result.emptied.push_back({table, 0, true});
    return {};
  }
  for (std::string& piece : ours.pieces()) {
    CorrectionSeen c;
    c.kind = CorrectionSeen::Kind::Emptied;
    c.table = table;
    c.after = std::move(piece);
    m_result.listings.push_back(std::move(c));
  }
  return {};
}

Status EmptiedTables::compare(const TableId& table, const TableListing& theirs) {
  auto found = find(table);
  if (!found) return fail(found.error());
  if (!*found) return {};
  TableListing ours;
  auto complete = fill(**found, ours);
  if (!complete) return fail(complete.error());
  EmptiedTable note{table, 0, !*complete};
  if (*complete) {
    for (const std::string& key : ours.differences(theirs)) {
      m_result.unsettled.add(table, key);
      ++note.rows;
    }
  }
  if (note.rows > 0 || note.unchecked) m_result.emptied.push_back(note);
  return {};
}

// Both sides agree by then on every row that nothing came in for meanwhile.
Status EmptiedTables::close(const TableId& table, const ListedTable& listed) {
  if (!listed.whole) return list(table);
  EmptiedTable note{table, 0, listed.tooMany || m_result.unsettled.touchedMore};
  for (const std::string& key : listed.touched) {
    m_result.unsettled.add(table, key);
    ++note.rows;
  }
  for (const RowName& row : m_result.unsettled.touched) {
    if (row.first == table) m_result.unsettled.add(table, row.second);
  }
  if (note.rows > 0 || note.unchecked) m_result.emptied.push_back(note);
  return {};
}

Result<bool> EmptiedTables::fill(const TargetTable& table, TableListing& listing) {
  bool complete = true;
  Status read = m_rows.each(table, TableListing::kMaxRows + 1,
                            [&](const std::string& key, const std::string& row) {
                              complete = listing.add(key, row);
                              return complete;
                            });
  if (!read) return fail(read.error());
  return complete;
}

Result<std::shared_ptr<const TargetTable>> EmptiedTables::find(const TableId& table) {
  auto found = m_tables.byName(table);
  if (found) return found;
  const ErrorCode code = found.error().code;
  if (code == ErrorCode::TargetTableMissing || code == ErrorCode::TableWithoutKey)
    return std::shared_ptr<const TargetTable>();
  return found;
}

}  // namespace twintide::apply
