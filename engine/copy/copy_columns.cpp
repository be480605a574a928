#include "engine/copy/copy_columns.h"

#include <algorithm>
#include <string_view>

#include "engine/db/sql_text.h"

namespace twintide::copy {
namespace {

template <size_t N>
bool oneOf(const std::string& type, const std::string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), type) != std::end(list);
}

constexpr std::string_view kIntegers[] = {"tinyint", "smallint", "mediumint", "int",
                                          "integer", "bigint",   "year"};
constexpr std::string_view kDecimals[] = {"decimal", "numeric"};
constexpr std::string_view kFloats[] = {"float", "double", "real"};
constexpr std::string_view kBytes[] = {"binary",          "varbinary",
                                       "tinyblob",        "blob",
                                       "mediumblob",      "longblob",
                                       "geometry",        "point",
                                       "linestring",      "polygon",
                                       "multipoint",      "multipolygon",
                                       "multilinestring", "geometrycollection",
                                       "geomcollection"};

bool isFloat(const Column& c) {
  return oneOf(c.dataType, kFloats);
}
bool isBytes(const Column& c) {
  return oneOf(c.dataType, kBytes);
}
bool sortsAsNumber(const Column& c) {
  return c.dataType == "enum" || c.dataType == "set" || c.dataType == "bit";
}

CellKind cellKind(const Column& c, bool oceanBaseSource) {
  if (oneOf(c.dataType, kIntegers) || oneOf(c.dataType, kDecimals) || isFloat(c))
    return CellKind::Number;
  if (c.dataType == "bit") return CellKind::Bits;
  if (isBytes(c)) return CellKind::Binary;
  // OceanBase prints a vector as text, the others send its floats as bytes.
  if (c.dataType == "vector" && !oceanBaseSource) return CellKind::Binary;
  return CellKind::Text;
}

// A FLOAT prints six digits; as a double it prints the shortest text that reads back the same
// (same digits seen on OceanBase, MySQL 5.7, 8.0 and MariaDB).
std::string floatExpression(const Column& c) {
  return db::quoteName(c.name) + "+0e0";
}

}  // namespace

std::vector<CopyColumn> copyColumns(const TableSchema& table, bool oceanBaseSource) {
  std::vector<CopyColumn> out;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    const Column& c = table.columns[i];
    if (c.generated) continue;
    out.push_back(
        {i, cellKind(c, oceanBaseSource), isFloat(c) ? floatExpression(c) : db::quoteName(c.name)});
  }
  return out;
}

std::string keyExpression(const Column& c) {
  if (isFloat(c)) return floatExpression(c);
  return sortsAsNumber(c) ? db::quoteName(c.name) + "+0" : db::quoteName(c.name);
}

KeyKind keyKind(const Column& c) {
  if (isFloat(c)) return KeyKind::Float;
  if (sortsAsNumber(c) || oneOf(c.dataType, kIntegers) || oneOf(c.dataType, kDecimals))
    return KeyKind::Number;
  return isBytes(c) ? KeyKind::Binary : KeyKind::Text;
}

void appendLiteral(std::string& out, CellKind kind, const db::FieldView& value) {
  if (!value.data) {
    out += "NULL";
    return;
  }
  const std::string_view bytes(value.data, value.size);
  static const Column kUtf8Column;  // the session's charset: no introducer
  db::appendCell(out, Cell{kind, bytes}, kUtf8Column);
}

}  // namespace twintide::copy
