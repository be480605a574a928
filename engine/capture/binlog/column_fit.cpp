#include <charconv>
#include <initializer_list>

#include "engine/capture/binlog/column_codec.h"

namespace twintide::capture {
namespace {

using W = WireType;

bool isOneOf(W type, std::initializer_list<W> set) {
  for (W w : set)
    if (w == type) return true;
  return false;
}

bool is(const std::string& text, std::initializer_list<const char*> set) {
  for (const char* s : set)
    if (text == s) return true;
  return false;
}

bool stringFits(W type, const std::string& name) {
  if (is(name, {"char", "binary", "uuid", "inet4", "inet6"})) return type == W::String;
  if (is(name, {"varchar", "varbinary"}))
    return isOneOf(type, {W::VarChar, W::VarString, W::VarCharCompressed});
  if (name.ends_with("text") || name.ends_with("blob"))
    return isOneOf(type, {W::Blob, W::TinyBlob, W::MediumBlob, W::LongBlob, W::BlobCompressed});
  if (name == "enum") return type == W::Enum;
  if (name == "set") return type == W::Set;
  if (name == "json") return type == W::Json;
  if (name == "vector") return type == W::Vector;
  return type == W::Geometry &&
         is(name, {"geometry", "point", "linestring", "polygon", "multipoint", "multilinestring",
                   "multipolygon", "geometrycollection", "geomcollection"});
}

bool typeFits(W type, const std::string& name) {
  if (name == "tinyint") return type == W::Tiny;
  if (name == "smallint") return type == W::Short;
  if (name == "mediumint") return type == W::Int24;
  if (name == "int") return type == W::Long;
  if (name == "bigint") return type == W::LongLong;
  // OceanBase's binlog service writes FLOAT(p > 24) as DOUBLE.
  if (name == "float") return isOneOf(type, {W::Float, W::Double});
  if (name == "double") return type == W::Double;
  if (name == "decimal") return type == W::NewDecimal;
  if (name == "bit") return type == W::Bit;
  if (name == "year") return type == W::Year;
  if (name == "date") return isOneOf(type, {W::Date, W::NewDate});
  if (name == "time") return isOneOf(type, {W::Time2, W::Time});
  if (name == "datetime") return isOneOf(type, {W::DateTime2, W::DateTime});
  if (name == "timestamp") return isOneOf(type, {W::Timestamp2, W::Timestamp});
  return stringFits(type, name);
}

// The nth number in the parentheses of a column type, e.g. decimal(30,10); -1 when absent.
int64_t argument(const std::string& columnType, int n) {
  size_t at = columnType.find('(');
  for (; n > 0 && at != std::string::npos; --n) at = columnType.find(',', at + 1);
  if (at == std::string::npos) return -1;
  int64_t v = -1;
  std::from_chars(columnType.data() + at + 1, columnType.data() + columnType.size(), v);
  return v;
}

int64_t octets(const Column& c) {
  return c.charset.empty() ? argument(c.columnType, 0) : c.charOctets;
}

// Length bytes of a BLOB or TEXT type by its name.
int64_t blobWidth(const std::string& name) {
  if (name.starts_with("tiny")) return 1;
  if (name.starts_with("medium")) return 3;
  if (name.starts_with("long")) return 4;
  return 2;
}

bool sizeFits(const WireColumn& w, const Column& c) {
  switch (w.type) {
    case W::NewDecimal:
      return argument(c.columnType, 0) == (w.meta & 0xff) &&
             argument(c.columnType, 1) == w.meta >> 8;
    case W::Bit:
      return argument(c.columnType, 0) == (w.meta >> 8) * 8 + (w.meta & 0xff);
    case W::Time2:
    case W::DateTime2:
    case W::Timestamp2:
      return std::max<int64_t>(argument(c.columnType, 0), 0) == w.meta;
    case W::String:
      return c.dataType == "uuid" || c.dataType.starts_with("inet") || octets(c) == w.meta;
    case W::VarChar:
    case W::VarString:
      return octets(c) == w.meta;
    case W::Blob:
      return blobWidth(c.dataType) == w.meta;
    case W::Float:
      return c.dataType == "float";
    case W::Double:
      return c.dataType == "double";
    default:
      return true;
  }
}

}  // namespace

Fit fit(const WireColumn& wire, const Column& column, bool checkSizes) {
  if (!typeFits(wire.type, column.dataType)) return Fit::No;
  if (wire.isUnsigned && *wire.isUnsigned != column.isUnsigned) return Fit::Loose;
  if (!checkSizes) return Fit::Exact;
  return wire.nullable == column.nullable && sizeFits(wire, column) ? Fit::Exact : Fit::Loose;
}

}  // namespace twintide::capture
