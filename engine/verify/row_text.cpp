#include "engine/verify/row_text.h"

#include <algorithm>
#include <string_view>

#include "engine/db/sql_text.h"

namespace twintide::verify {
namespace {

enum class Shape { Integer, Exact, Float, Bit, Bytes, LongBytes, Text, LongText, Json, Plain };

// HEX doubles the size; above this the MD5 keeps a row's text far below any packet limit.
constexpr int64_t kShort = 1024;

struct TypeShape {
  std::string_view type;
  Shape shape;
};

constexpr TypeShape kShapes[] = {
    {"tinyint", Shape::Integer},
    {"smallint", Shape::Integer},
    {"mediumint", Shape::Integer},
    {"int", Shape::Integer},
    {"bigint", Shape::Integer},
    {"year", Shape::Integer},
    {"decimal", Shape::Exact},
    {"float", Shape::Float},
    {"double", Shape::Float},
    {"bit", Shape::Bit},
    {"binary", Shape::Bytes},
    {"varbinary", Shape::LongBytes},
    {"tinyblob", Shape::Bytes},
    {"blob", Shape::LongBytes},
    {"mediumblob", Shape::LongBytes},
    {"longblob", Shape::LongBytes},
    {"char", Shape::Text},
    {"varchar", Shape::Text},
    {"tinytext", Shape::Text},
    {"text", Shape::LongText},
    {"mediumtext", Shape::LongText},
    {"longtext", Shape::LongText},
    {"enum", Shape::Text},
    {"set", Shape::Text},
    {"json", Shape::Json},
    {"date", Shape::Plain},
    {"time", Shape::Plain},
    {"datetime", Shape::Plain},
    {"timestamp", Shape::Plain},
};

Shape shapeOf(const Column& c) {
  for (const TypeShape& t : kShapes) {
    if (c.dataType != t.type) continue;
    const bool huge = t.shape == Shape::Text && c.charOctets > kShort;
    return huge ? Shape::LongText : t.shape;
  }
  // Geometry of all kinds and whatever a later version brings.
  return Shape::LongBytes;
}

std::string utf8(const std::string& text) {
  return "CONVERT(" + text + " USING utf8mb4)";
}

}  // namespace

std::string columnText(const Column& c, bool looseJson) {
  const std::string name = db::quoteName(c.name);
  std::string text;
  switch (shapeOf(c)) {
    case Shape::Integer:
    case Shape::Exact:
      text = name + "+0";  // without ZEROFILL's zeros
      break;
    case Shape::Float:
      text = name + "+0e0";  // FLOAT alone prints six digits
      break;
    case Shape::Bit:
    case Shape::Bytes:
      text = "HEX(" + name + ")";
      break;
    case Shape::LongBytes:
      text = "MD5(" + name + ")";
      break;
    case Shape::Text:
      text = "HEX(" + utf8(name) + ")";
      break;
    case Shape::LongText:
      text = "MD5(" + utf8(name) + ")";
      break;
    case Shape::Json:
      text = utf8(name);
      if (looseJson) text = "REPLACE(REPLACE(" + text + ",': ',':'),', ',',')";
      text = "MD5(" + text + ")";
      break;
    case Shape::Plain:
      text = name;
      break;
  }
  // Also where `c` is NOT NULL: the other side's column may not be.
  return "COALESCE(" + text + ",'~')";
}

std::string rowHash(const TableSchema& table, bool looseJson) {
  std::string out = "MD5(CONCAT_WS(','";
  for (const Column& c : table.columns) {
    if (!c.generated) out += ',' + columnText(c, looseJson);
  }
  return out + "))";
}

std::string keyOrder(const Column& c) {
  const std::string name = db::quoteName(c.name);
  const Shape shape = shapeOf(c);
  // Enum, set and bit sort as numbers but compare with text as text.
  if (shape == Shape::Bit || c.dataType == "enum" || c.dataType == "set") return name + "+0";
  return shape == Shape::Float ? name + "+0e0" : name;
}

std::string keyLiteral(const Column& c) {
  const std::string value = keyOrder(c);
  switch (shapeOf(c)) {
    case Shape::Integer:
    case Shape::Exact:
    case Shape::Bit:
      return "CONCAT(" + value + ")";
    case Shape::Float:
      return "CONCAT('(0e0+',CONCAT(" + value + "),')')";
    case Shape::Bytes:
    case Shape::LongBytes:
      return "CONCAT('x''',HEX(" + value + "),'''')";
    case Shape::Plain:
      return "CONCAT(''''," + value + ",'''')";
    default:
      break;
  }
  if (c.dataType == "enum" || c.dataType == "set") return "CONCAT(" + value + ")";
  // Text as its bytes: no escape rules to agree on.
  return "CONCAT('_utf8mb4 x''',HEX(" + utf8(value) + "),'''')";
}

}  // namespace twintide::verify
