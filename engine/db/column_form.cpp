#include "engine/db/column_form.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/db/sql_text.h"

namespace twintide::db {
namespace {

template <size_t N>
bool isOneOf(const std::string& type, const std::string_view (&set)[N]) {
  return std::find(std::begin(set), std::end(set), type) != std::end(set);
}

constexpr std::string_view kNumbers[] = {"tinyint", "smallint", "mediumint", "int",    "integer",
                                         "bigint",  "decimal",  "numeric",   "double", "year",
                                         "bool",    "boolean",  "real",      "dec",    "fixed"};
constexpr std::string_view kTexts[] = {"char",     "varchar", "tinytext", "text", "mediumtext",
                                       "longtext", "enum",    "set",      "json"};
constexpr std::string_view kBinaries[] = {"binary", "varbinary",  "tinyblob",
                                          "blob",   "mediumblob", "longblob"};
constexpr std::string_view kMoments[] = {"date", "time", "datetime"};

bool isUtf8(const std::string& charset) {
  return charset.empty() || charset.rfind("utf8", 0) == 0;
}

// JSON and ENUM lengths are those of their text; only other charsets need converting first.
std::string asUtf8(const Column& column, const std::string& value) {
  if (column.dataType == "json" || isUtf8(column.charset)) return value;
  return "CONVERT(" + value + " USING utf8mb4)";
}

}  // namespace

ColumnForm formOf(const Column& column) {
  const std::string& type = column.dataType;
  if (type == "float") return ColumnForm::Float;
  if (type == "bit") return ColumnForm::Bits;
  if (type == "timestamp") return ColumnForm::Timestamp;
  if (isOneOf(type, kNumbers)) return ColumnForm::Number;
  if (isOneOf(type, kMoments)) return ColumnForm::Moment;
  if (isOneOf(type, kBinaries) || (isOneOf(type, kTexts) && column.charset == "binary"))
    return ColumnForm::Binary;
  if (isOneOf(type, kTexts)) return ColumnForm::Text;
  return ColumnForm::None;
}

std::string triggerExpression(const Column& column, const std::string& row) {
  const std::string value = row + "." + quoteName(column.name);
  switch (formOf(column)) {
    case ColumnForm::Float:
      return "IFNULL(CAST(" + value + " AS DOUBLE),'N')";
    case ColumnForm::Text: {
      const std::string text = asUtf8(column, value);
      return "IFNULL(CONCAT(LENGTH(" + text + "),':'," + text + "),'N')";
    }
    case ColumnForm::Binary:
    case ColumnForm::Bits:
      return "IFNULL(HEX(" + value + "),'N')";
    case ColumnForm::Timestamp:
      // UNIX_TIMESTAMP gives 0 both for the epoch and for the zero date.
      return "IFNULL(CONCAT(UNIX_TIMESTAMP(" + value + "),IF(YEAR(" + value + ")=0,'z','')),'N')";
    case ColumnForm::Number:
    case ColumnForm::Moment:
    case ColumnForm::None:
      break;
  }
  return "IFNULL(" + value + ",'N')";
}

std::string selectExpression(const Column& column) {
  const std::string name = quoteName(column.name);
  switch (formOf(column)) {
    case ColumnForm::Float:
      // MySQL has no CAST to DOUBLE before 8.0.17; *, unlike +, keeps the sign of zero.
      return name + "*1e0";
    case ColumnForm::Text:
      return asUtf8(column, name);
    case ColumnForm::Binary:
    case ColumnForm::Bits:
    case ColumnForm::None:
      return "HEX(" + name + ")";
    default:
      return name;
  }
}

const Column* unloggable(const TableSchema& table) {
  for (const Column& c : table.columns) {
    if (formOf(c) == ColumnForm::None) return &c;
  }
  return nullptr;
}

}  // namespace twintide::db
