#include "engine/capture/changelog/table_read.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/db/cell_text.h"
#include "engine/db/column_form.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

constexpr size_t kPageRows = 500;

std::string selectList(const TableSchema& table) {
  std::string out;
  for (const Column& c : table.columns) out += (out.empty() ? "" : ",") + db::selectExpression(c);
  return out;
}

Result<Cell> cellOf(const db::FieldView& f, const Column& column, Arena& arena) {
  return db::cellFromField(f.data ? std::optional(std::string_view(f.data, f.size)) : std::nullopt,
                           column, arena);
}

Result<Cells> cellsOf(const std::vector<db::FieldView>& fields, const TableSchema& table,
                      Arena& arena) {
  Cells cells = Cells::in(arena, fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    auto cell = cellOf(fields[i], table.columns[i], arena);
    if (!cell) return fail(cell.error());
    cells[i] = *cell;
  }
  return cells;
}

Cells reordered(Cells cells, const TableSchema& from, const TableSchema& to) {
  if (&from == &to) return cells;
  Cells out(to.columns.size());
  for (size_t i = 0; i < out.size(); ++i) {
    const int at = from.columnIndex(to.columns[i].name);
    if (at >= 0) out[i] = cells[static_cast<size_t>(at)];
  }
  return out;
}

// Without a key every column together tells the row.
std::vector<int> identityColumns(const TableSchema& table) {
  const int key = table.identityKey();
  if (key >= 0) return table.keys[static_cast<size_t>(key)].columns;
  std::vector<int> all;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) all.push_back(i);
  return all;
}

// "" when a column of the identity is not in the image.
std::string whereKey(const TableSchema& now, const TableSchema& then, const Cells& image) {
  std::string where;
  for (int i : identityColumns(now)) {
    const int at = then.columnIndex(now.columns[static_cast<size_t>(i)].name);
    if (at < 0) return "";
    const Column& column = then.columns[static_cast<size_t>(at)];
    where += (where.empty() ? "" : " AND ") + db::quoteName(column.name) + "<=>";
    db::appendCell(where, image[static_cast<size_t>(at)], column);
  }
  return where;
}

// `which`: what stands behind the table's name.
Result<std::optional<Cells>> readOne(db::DataConnection& connection, const TableSchema& table,
                                     const std::string& which, Arena& arena) {
  std::optional<Cells> found;
  Status decoded;
  auto sink = [&](const std::vector<db::FieldView>& fields) {
    auto cells = cellsOf(fields, table, arena);
    if (cells)
      found = std::move(*cells);
    else
      decoded = fail(cells.error());
    return false;
  };
  Status done = connection.stream(
      "SELECT " + selectList(table) + " FROM " + db::quoteTable(table.id) + which + " LIMIT 1",
      sink);
  if (!done) return fail(done.error());
  if (!decoded) return fail(decoded.error());
  return found;
}

}  // namespace

bool snapshotUnreadable(const Error& e) {
  // 4344, 1412 (tried); 4138 snapshot discarded, by the list of error codes.
  constexpr std::array<unsigned, 4> kCodes = {4344, 1412, 4138, 1146};
  return std::find(kCodes.begin(), kCodes.end(), e.serverErrno) != kCodes.end();
}

std::string asOf(uint64_t scn) {
  return scn ? " AS OF SNAPSHOT " + std::to_string(scn) : std::string();
}

Result<std::optional<Cells>> readByKey(db::DataConnection& connection, const TableSchema& layout,
                                       const TableSchema& actual, const RowKey& key, uint64_t scn,
                                       Arena& arena) {
  const std::string where = whereKey(layout, key.from, key.image);
  if (where.empty()) {
    return fail(ErrorCode::ChangeLogBroken,
                {{"reason", "key_changed"}, {"table", layout.id.text()}});
  }
  auto found = readOne(connection, actual, asOf(scn) + " WHERE " + where, arena);
  if (!found && snapshotUnreadable(found.error()))
    found = readOne(connection, actual, " WHERE " + where, arena);
  if (found && *found) *found = reordered(std::move(**found), actual, layout);
  return found;
}

Result<std::optional<Cells>> readAsOf(db::DataConnection& connection, const TableSchema& table,
                                      const RowKey& key, uint64_t scn, Arena& arena) {
  return readOne(connection, table, asOf(scn) + " WHERE " + whereKey(table, key.from, key.image),
                 arena);
}

Status readKeys(db::DataConnection& connection, const TableSchema& table, const std::string& which,
                const std::function<void(const Cells&, uint64_t)>& found) {
  std::string columns;
  const std::vector<int> key = identityColumns(table);
  for (int c : key) columns += db::selectExpression(table.columns[static_cast<size_t>(c)]) + ',';
  const std::string sql =
      "SELECT " + columns + "ORA_ROWSCN FROM " + db::quoteTable(table.id) + which;
  Status decoded;
  Status done = connection.stream(sql, [&](const std::vector<db::FieldView>& fields) {
    Arena scratch;
    Cells cells(table.columns.size());
    for (size_t i = 0; i < key.size(); ++i) {
      const auto at = static_cast<size_t>(key[i]);
      auto cell = cellOf(fields[i], table.columns[at], scratch);
      if (!cell) decoded = fail(cell.error());
      if (!cell) return false;
      cells[at] = *cell;
    }
    found(cells,
          std::strtoull(std::string(fields.back().data, fields.back().size).c_str(), nullptr, 10));
    return true;
  });
  return done ? decoded : done;
}

std::string TablePages::pageSql() const {
  const TableSchema& table = *m_layout->schema;
  std::string sql =
      "SELECT " + selectList(table) + " FROM " + db::quoteTable(table.id) + asOf(m_scn);
  const int key = table.identityKey();
  if (key < 0) return sql;
  std::string names;
  for (int c : table.keys[static_cast<size_t>(key)].columns)
    names += (names.empty() ? "" : ",") + db::quoteName(table.columns[static_cast<size_t>(c)].name);
  if (!m_after.empty()) {
    std::string values;
    for (const std::string& v : m_after) values += (values.empty() ? "" : ",") + v;
    sql += " WHERE (" + names + ")>(" + values + ")";
  }
  return sql + " ORDER BY " + names + " LIMIT " + std::to_string(kPageRows);
}

void TablePages::remember(const Cells& last) {
  const TableSchema& table = *m_layout->schema;
  m_after.clear();
  for (int c : table.keys[static_cast<size_t>(table.identityKey())].columns) {
    std::string literal;
    db::appendCell(literal, last[static_cast<size_t>(c)], table.columns[static_cast<size_t>(c)]);
    m_after.push_back(std::move(literal));
  }
}

Result<bool> TablePages::next(Transaction& out) {
  if (m_done) return false;
  const TableSchema& table = *m_layout->schema;
  const bool keyed = table.identityKey() >= 0;
  Status decoded;
  size_t rows = 0;
  Status done = m_connection.stream(pageSql(), [&](const std::vector<db::FieldView>& fields) {
    Change change;
    change.reread = change.ifAbsent = true;
    change.layout = m_layout;
    auto cells = cellsOf(fields, table, out.arena);
    if (!cells) {
      decoded = fail(cells.error());
      return false;
    }
    if (out.arena.bytes() > m_maxBytes) {
      decoded = fail(ErrorCode::ChangeLogBroken,
                     {{"reason", "transaction_too_large"}, {"table", table.id.text()}});
      return false;
    }
    change.after = std::move(*cells);
    out.changes.push_back(std::move(change));
    ++rows;
    return true;
  });
  if (!done) return fail(done.error());
  if (!decoded) return fail(decoded.error());
  m_done = !keyed || rows < kPageRows;
  if (!m_done) remember(out.changes.back().after);
  return rows > 0;
}

}  // namespace twintide::capture
