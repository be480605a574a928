// Purpose: hand-made transactions for tests of apply: a table's cells from literals.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/model/change.h"

namespace twintide::test {

// A layout over a schema with the given columns; the first `keys` columns are the primary key.
inline std::shared_ptr<const RowLayout> layout(const TableId& id, std::vector<Column> columns,
                                               int keys = 1) {
  auto schema = std::make_shared<TableSchema>();
  schema->id = id;
  schema->columns = std::move(columns);
  Key primary{"PRIMARY", {}, true, false};
  for (int i = 0; i < keys; ++i) {
    schema->columns[i].nullable = false;
    primary.columns.push_back(i);
  }
  schema->keys.push_back(primary);
  return std::make_shared<RowLayout>(RowLayout{schema});
}

inline Column intColumn(const std::string& name) {
  Column c;
  c.name = name;
  c.dataType = "int";
  c.columnType = "int(11)";
  return c;
}

inline Column textColumn(const std::string& name) {
  Column c;
  c.name = name;
  c.dataType = "varchar";
  c.columnType = "varchar(100)";
  c.charset = "utf8mb4";
  c.collation = "utf8mb4_general_ci";
  return c;
}

// "7" → Number for int columns, "'x" → Text x, "NULL" → Null, "" → Absent.
inline Cells cells(Transaction& t, const std::vector<std::string>& literals) {
  Cells out(literals.size());
  for (size_t i = 0; i < literals.size(); ++i) {
    const std::string& l = literals[i];
    if (l == "NULL")
      out[i] = {CellKind::Null, {}};
    else if (l.starts_with('\''))
      out[i] = {CellKind::Text, t.arena.keep(l.substr(1))};
    else if (!l.empty())
      out[i] = {CellKind::Number, t.arena.keep(l)};
  }
  return out;
}

inline void add(Transaction& t, ChangeKind kind, const std::shared_ptr<const RowLayout>& layout,
                const std::vector<std::string>& before, const std::vector<std::string>& after) {
  Change c;
  c.kind = kind;
  c.layout = layout;
  c.before = cells(t, before);
  c.after = cells(t, after);
  t.changes.push_back(std::move(c));
}

}  // namespace twintide::test
