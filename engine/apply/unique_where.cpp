#include "engine/apply/unique_where.h"

#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

// The written column that the image has a value for; null where it has none.
const TargetColumn* valued(const TargetTable& t, const Column& column, const Cells& image) {
  const TargetColumn* c = t.columnNamed(column.name);
  return c && image[static_cast<size_t>(c->source)].present() ? c : nullptr;
}

// A literal of the column's own type, for expressions over it.
void appendTyped(std::string& out, const Cell& cell, const TargetColumn& c) {
  const Column& to = *c.targetColumn;
  std::string literal;
  db::appendCell(literal, cell, *c.sourceColumn);
  const std::string& type = to.dataType;
  if (cell.kind == CellKind::Text && !to.charset.empty())
    out += "CONVERT(" + literal + " USING " + to.charset + ") COLLATE " + to.collation;
  else if (type == "date" || type == "time")
    out += "CAST(" + literal + " AS " + (type == "date" ? "DATE)" : "TIME(6))");
  else if (type == "datetime" || type == "timestamp")
    out += "CAST(" + literal + " AS DATETIME(6))";
  else
    out += literal;
}

// The value a generated column will have in the image's row, as a subquery.
std::optional<std::string> computed(const TargetTable& t, const Column& generated,
                                    const Cells& image) {
  if (generated.expression.empty()) return std::nullopt;
  std::string expression = generated.expression, row;
  // MySQL prints the quotes of literals escaped (SHOW CREATE TABLE does not).
  for (size_t at = 0; (at = expression.find("\\'", at)) != std::string::npos; ++at)
    expression.erase(at, 1);
  for (const Column& c : t.schema->columns) {
    const std::string name = db::quoteName(c.name);
    if (expression.find(name) == std::string::npos) continue;
    const TargetColumn* used = valued(t, c, image);
    if (!used) return std::nullopt;
    row += row.empty() ? "SELECT " : ",";
    appendTyped(row, image[static_cast<size_t>(used->source)], *used);
    row += " AS " + name;
  }
  if (row.empty()) return std::nullopt;
  return "(SELECT " + expression + " FROM (" + row + ") AS twintide_row)";
}

}  // namespace

std::optional<std::string> uniqueWhere(const TargetTable& t, const Key& key, const Cells& image) {
  if (key.hidden > 0) return std::nullopt;
  std::string where;
  bool isNull = false;
  for (size_t i = 0; i < key.columns.size(); ++i) {
    const Column& column = t.schema->columns[static_cast<size_t>(key.columns[i])];
    const std::string name = db::quoteName(column.name);
    const int length = i < key.lengths.size() ? key.lengths[i] : 0;
    std::string value;
    if (const TargetColumn* c = valued(t, column, image)) {
      const Cell& cell = image[static_cast<size_t>(c->source)];
      isNull = isNull || cell.kind == CellKind::Null;
      db::appendCell(value, cell, *c->sourceColumn);
    } else if (auto of = column.generated ? computed(t, column, image) : std::nullopt) {
      value = std::move(*of);
    } else {
      return std::nullopt;
    }
    const std::string cut = ',' + std::to_string(length) + ')';
    if (!where.empty()) where += " AND ";
    where += length > 0 ? "LEFT(" + name + cut + "=LEFT(" + value + cut : name + '=' + value;
  }
  return isNull ? std::string() : where;
}

}  // namespace twintide::apply
