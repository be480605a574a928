#include "engine/apply/row_sql.h"

#include <algorithm>

#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

bool utf8Column(const Column& c) {
  return c.charset.empty() || c.charset.rfind("utf8", 0) == 0 || c.charset == "ascii";
}

// BINARY(n) arrives without its trailing zero bytes (MySQL sql/field.cc, Field_string::pack).
void appendBinary(std::string& out, const Cell& cell, const TargetColumn& c) {
  size_t width = cell.bytes.size();
  if (c.targetColumn->dataType == "binary") {
    const size_t open = c.targetColumn->columnType.find('(');
    if (open != std::string::npos)
      width = std::max<size_t>(width, std::stoul(c.targetColumn->columnType.substr(open + 1)));
  }
  db::appendCell(out, cell, *c.sourceColumn);
  if (width == cell.bytes.size()) return;
  out.pop_back();
  out.append(2 * (width - cell.bytes.size()), '0');
  out += '\'';
}

// The value in the form columnExact() yields, so that `<=>` is byte equality.
void appendExact(std::string& out, const Cell& cell, const TargetColumn& c) {
  if (cell.kind == CellKind::Null) {
    out += "NULL";
    return;
  }
  switch (c.compare) {
    case Compare::Text:
      if (utf8Column(*c.sourceColumn)) {
        out += "_binary";
        db::appendText(out, cell.bytes);
      } else {
        out += "CAST(CONVERT(";
        db::appendCell(out, cell, *c.sourceColumn);
        out += " USING utf8mb4) AS BINARY)";
      }
      return;
    case Compare::Json:
      out += "CAST(";
      db::appendCell(out, cell, *c.sourceColumn);
      out += " AS JSON)";
      return;
    case Compare::Bit:
      db::appendCell(out, cell, *c.sourceColumn);
      out += "+0";
      return;
    case Compare::Binary:
      appendBinary(out, cell, c);
      return;
    default:
      db::appendCell(out, cell, *c.sourceColumn);
  }
}

void appendColumnExact(std::string& out, const TargetColumn& c, std::string_view alias) {
  auto name = [&] {
    out += alias;
    out += c.quoted;
  };
  switch (c.compare) {
    case Compare::Text:
      out += utf8Column(*c.targetColumn) ? "CAST(" : "CAST(CONVERT(";
      name();
      out += utf8Column(*c.targetColumn) ? " AS BINARY)" : " USING utf8mb4) AS BINARY)";
      return;
    case Compare::Temporal:
      out += "CAST(";
      name();
      out += " AS CHAR)";
      return;
    case Compare::Bit:
      name();
      out += "+0";
      return;
    default:
      name();
  }
}

// FLOAT holds about 7 digits; its text is not compared for equality but for closeness.
void appendFloatGuard(std::string& out, const Cell& cell, const TargetColumn& c,
                      std::string_view alias) {
  const std::string column = std::string(alias) + c.quoted;
  const std::string value(cell.bytes);
  out += "(ABS(" + column + "-(" + value + "))<=1e-6*ABS(" + value + "))";
}

void appendGuardOf(std::string& out, const Cell& cell, const TargetColumn& c,
                   std::string_view alias) {
  if (c.compare == Compare::Float && cell.kind == CellKind::Number) {
    appendFloatGuard(out, cell, c, alias);
    return;
  }
  appendColumnExact(out, c, alias);
  out += "<=>";
  appendExact(out, cell, c);
}

bool guarded(const TargetColumn& c, const Cell& cell) {
  return cell.present() && c.compare != Compare::Never;
}

// Literals of a derived table must keep their exact value: only integers may stay numbers, since
// a column of mixed decimals or doubles is given one common type.
void appendDerived(std::string& out, const Cell& cell, const TargetColumn& c) {
  const bool asText = cell.kind == CellKind::Number &&
                      cell.bytes.find_first_not_of("-0123456789") != std::string_view::npos;
  if (asText) {
    db::appendText(out, cell.bytes);
  } else {
    db::appendCell(out, cell, *c.sourceColumn);
  }
}

struct MergedShape {
  const TargetTable& t;
  const std::vector<int>& changed;
  std::vector<int> guards;  // columns compared in the WHERE clause
};

// The join itself compares whole numbers exactly; text it compares by its collation.
bool guardedByJoin(const TargetTable& t, int column) {
  return t.columns[column].compare == Compare::Number &&
         std::find(t.key.begin(), t.key.end(), column) != t.key.end();
}

MergedShape shapeOf(const TargetTable& t, const std::vector<int>& changed, const RowUpdate& row) {
  MergedShape s{t, changed, {}};
  for (int i = 0; i < static_cast<int>(t.columns.size()); ++i) {
    const TargetColumn& c = t.columns[i];
    if (guarded(c, (*row.before)[c.source]) && !guardedByJoin(t, i)) s.guards.push_back(i);
  }
  return s;
}

// One row of the derived table: key, guards, new values. Names are given where `named`.
void appendDerivedRow(std::string& out, const MergedShape& s, const RowUpdate& row, bool named) {
  auto label = [&](char kind, size_t i) {
    if (named) out += std::string(" AS ") + kind + std::to_string(i);
    out += ',';
  };
  for (size_t i = 0; i < s.t.key.size(); ++i) {
    const TargetColumn& c = s.t.columns[s.t.key[i]];
    appendDerived(out, (*row.before)[c.source], c);
    label('k', i);
  }
  for (size_t i = 0; i < s.guards.size(); ++i) {
    const TargetColumn& c = s.t.columns[s.guards[i]];
    const Cell& cell = (*row.before)[c.source];
    if (c.compare == Compare::Number || c.compare == Compare::Float) {
      appendDerived(out, cell, c);
    } else {
      appendExact(out, cell, c);
    }
    label('g', i);
  }
  for (size_t i = 0; i < s.changed.size(); ++i) {
    const TargetColumn& c = s.t.columns[s.changed[i]];
    appendDerived(out, (*row.after)[c.source], c);
    label('s', i);
  }
  out.pop_back();
}

void appendDerivedTable(std::string& out, const MergedShape& s, std::span<const RowUpdate> rows,
                        const db::ServerTraits& traits) {
  // The first row carries the names in every form; the others follow in the cheapest one.
  out += "(SELECT ";
  appendDerivedRow(out, s, rows[0], true);
  const bool values = traits.hasTableValues();
  const bool valuesRow = traits.hasValuesRow() || traits.oceanBase();
  if (rows.size() > 1 && values) out += " UNION ALL VALUES ";
  if (rows.size() > 1 && !values && valuesRow) out += " UNION ALL VALUES ";
  for (size_t i = 1; i < rows.size(); ++i) {
    if (values) {
      out += i > 1 ? ",(" : "(";
    } else if (valuesRow) {
      out += i > 1 ? ",ROW(" : "ROW(";
    } else {
      out += " UNION ALL SELECT ";
    }
    appendDerivedRow(out, s, rows[i], false);
    if (values || valuesRow) out += ')';
  }
  out += ") v";
}

void appendJoinKey(std::string& out, const TargetTable& t) {
  for (size_t i = 0; i < t.key.size(); ++i) {
    const TargetColumn& c = t.columns[t.key[i]];
    if (i) out += " AND ";
    out += "t." + c.quoted + '=';
    const std::string value = "v.k" + std::to_string(i);
    if (c.compare != Compare::Text) {
      out += value;
    } else if (c.targetColumn->charset == "utf8mb4") {
      out += value + " COLLATE " + c.targetColumn->collation;
    } else {
      out += "CONVERT(" + value + " USING " + c.targetColumn->charset + ") COLLATE " +
             c.targetColumn->collation;
    }
  }
}

void appendJoinGuards(std::string& out, const MergedShape& s) {
  for (size_t i = 0; i < s.guards.size(); ++i) {
    const TargetColumn& c = s.t.columns[s.guards[i]];
    const std::string value = "v.g" + std::to_string(i);
    if (i) out += " AND ";
    if (c.compare == Compare::Float) {
      out += "(t." + c.quoted + "<=>" + value + " OR ABS(t." + c.quoted + '-' + value +
             ")<=1e-6*ABS(" + value + "))";
    } else {
      appendColumnExact(out, c, "t.");
      out += "<=>";
      // With text a DECIMAL is compared as DOUBLE, which has 15 digits.
      out += c.exactDecimal.empty() ? value : "CAST(" + value + " AS " + c.exactDecimal + ')';
    }
  }
}

void appendPrefixed(std::string& out, std::string_view bytes) {
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out += bytes;
}

}  // namespace

void appendGuard(std::string& out, const TargetTable& t, const Cells& image,
                 std::string_view alias) {
  bool first = true;
  for (const TargetColumn& c : t.columns) {
    const Cell& cell = image[c.source];
    if (!guarded(c, cell)) continue;
    if (!first) out += " AND ";
    first = false;
    appendGuardOf(out, cell, c, alias);
  }
  if (first) out += '1';
}

void appendKey(std::string& out, const TargetTable& t, const Cells& image) {
  for (size_t i = 0; i < t.key.size(); ++i) {
    const TargetColumn& c = t.columns[t.key[i]];
    if (i) out += " AND ";
    out += c.quoted;
    out += '=';
    if (c.compare == Compare::Binary) {
      appendBinary(out, image[c.source], c);
    } else {
      db::appendCell(out, image[c.source], *c.sourceColumn);
    }
  }
}

void appendInsert(std::string& out, const TargetTable& t, std::span<const Cells* const> rows) {
  out += "INSERT INTO " + t.quotedName + " (";
  for (const TargetColumn& c : t.columns) {
    out += c.quoted;
    out += ',';
  }
  out.back() = ')';
  out += " VALUES ";
  for (size_t i = 0; i < rows.size(); ++i) {
    out += i ? ",(" : "(";
    for (const TargetColumn& c : t.columns) {
      db::appendCell(out, (*rows[i])[c.source], *c.sourceColumn);
      out += ',';
    }
    out.back() = ')';
  }
}

void changedColumns(const TargetTable& t, const RowUpdate& row, std::vector<int>& changed) {
  changed.clear();
  for (int i = 0; i < static_cast<int>(t.columns.size()); ++i) {
    const int s = t.columns[i].source;
    const Cell& after = (*row.after)[s];
    if (after.present() && !after.sameAs((*row.before)[s])) changed.push_back(i);
  }
}

void appendUpdate(std::string& out, const TargetTable& t, const RowUpdate& row, bool guardedRow) {
  out += "UPDATE ";
  out += t.quotedName;
  out += " SET ";
  bool any = false;
  for (const TargetColumn& c : t.columns) {
    const Cell& after = (*row.after)[c.source];
    const bool write = after.present() && (!guardedRow || !after.sameAs((*row.before)[c.source]));
    if (!write && !c.targetColumn->onUpdate) continue;
    if (any) out += ',';
    any = true;
    out += c.quoted;
    out += '=';
    if (write)
      db::appendCell(out, after, *c.sourceColumn);
    else
      out += c.quoted;
  }
  // An update that changed nothing we write still has to meet its row.
  if (!any) out += t.columns[t.key[0]].quoted + '=' + t.columns[t.key[0]].quoted;
  out += " WHERE ";
  appendKey(out, t, *row.before);
  if (!guardedRow) return;
  out += " AND (";
  appendGuard(out, t, *row.before, "");
  out += ")+0";
}

void appendDelete(std::string& out, const TargetTable& t, std::span<const Cells* const> rows,
                  bool guardedRows) {
  out += "DELETE FROM ";
  out += t.quotedName;
  out += " WHERE ";
  for (size_t i = 0; i < rows.size(); ++i) {
    out += i ? " OR (" : "(";
    appendKey(out, t, *rows[i]);
    if (guardedRows) {
      // "+0" keeps the optimizer from diving into indexes of guarded columns.
      out += " AND (";
      appendGuard(out, t, *rows[i], "");
      out += ")+0";
    }
    out += ')';
  }
}

bool canMerge(const TargetTable& t, const std::vector<int>& changed) {
  if (!t.joinable || changed.empty()) return false;
  for (int i : changed) {
    if (!t.columns[i].inDerivedTable) return false;
  }
  // A column that could not be compared through the join would be left out of the guard.
  return std::all_of(t.columns.begin(), t.columns.end(), [](const TargetColumn& c) {
    return c.inDerivedTable || c.compare == Compare::Never;
  });
}

void appendMergedUpdate(std::string& out, const TargetTable& t, const std::vector<int>& changed,
                        std::span<const RowUpdate> rows, const db::ServerTraits& traits) {
  const MergedShape s = shapeOf(t, changed, rows[0]);
  out += "UPDATE ";
  appendDerivedTable(out, s, rows, traits);
  out += " STRAIGHT_JOIN " + t.quotedName + " t ON ";
  appendJoinKey(out, t);
  out += " SET ";
  for (size_t i = 0; i < changed.size(); ++i) {
    if (i) out += ',';
    out += "t." + t.columns[changed[i]].quoted + "=v.s" + std::to_string(i);
  }
  for (int i : t.onUpdate) {
    if (std::find(changed.begin(), changed.end(), i) != changed.end()) continue;
    out += ",t." + t.columns[i].quoted + "=t." + t.columns[i].quoted;
  }
  if (s.guards.empty()) return;
  out += " WHERE (";
  appendJoinGuards(out, s);
  out += ")+0";
}

bool keyBytes(const TargetTable& t, const Cells& image, std::string& out) {
  out.clear();
  for (int k : t.key) {
    const Cell& cell = image[t.columns[k].source];
    if (!cell.present()) return false;
    appendPrefixed(out, cell.bytes);
  }
  return true;
}

bool uniqueValue(const TargetTable& t, size_t key, const Cells& image, std::string& out) {
  out.clear();
  for (int c : t.otherUnique[key]) {
    const Cell& cell = image[t.columns[c].source];
    if (!cell.present() || cell.kind == CellKind::Null) return false;
    appendPrefixed(out, cell.bytes);
  }
  return true;
}

std::optional<std::string_view> keyIdentity(const TargetTable& t, const Cells& image,
                                            std::string& scratch) {
  if (t.key.size() == 1) {
    const Cell& cell = image[t.columns[t.key[0]].source];
    if (!cell.present()) return std::nullopt;
    return cell.bytes;
  }
  if (!keyBytes(t, image, scratch)) return std::nullopt;
  return scratch;
}

std::string keyText(const TargetTable& t, const Cells& image) {
  std::string out;
  for (int k : t.key) {
    const TargetColumn& c = t.columns[k];
    const Cell& cell = image[c.source];
    if (!out.empty()) out += ", ";
    out += c.targetColumn->name + '=';
    if (cell.kind == CellKind::Number || cell.kind == CellKind::Text) {
      out += cell.bytes.substr(0, 200);
    } else {
      db::appendCell(out, cell, *c.sourceColumn);
    }
  }
  return out;
}

Error targetValueRefused(const TargetTable& t, const Cells& image, Error byServer) {
  byServer.code = ErrorCode::TargetValueRefused;
  byServer.retryable = false;
  byServer.with("table", t.schema->id.text()).with("key", keyText(t, image));
  return byServer;
}

}  // namespace twintide::apply
