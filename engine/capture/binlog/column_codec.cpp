#include "engine/capture/binlog/column_codec.h"

#include "engine/capture/binlog/charset_convert.h"

namespace twintide::capture {
namespace {

using W = WireType;
using V = ValueKind;

// Kinds that need nothing but the type.
std::optional<V> simpleKind(W type) {
  switch (type) {
    case W::Tiny:
      return V::Tiny;
    case W::Short:
      return V::Short;
    case W::Int24:
      return V::Int24;
    case W::Long:
      return V::Long;
    case W::LongLong:
      return V::LongLong;
    case W::Float:
      return V::Float;
    case W::Double:
      return V::Double;
    case W::Year:
      return V::Year;
    case W::Date:
    case W::NewDate:
      return V::Date;
    case W::Time:
      return V::OldTime;
    case W::DateTime:
      return V::OldDateTime;
    case W::Timestamp:
      return V::OldTimestamp;
    default:
      return std::nullopt;
  }
}

std::shared_ptr<const Labels> makeLabels(const WireColumn& wire, const Column& column) {
  auto labels = std::make_shared<Labels>();
  auto comma = fromUtf8(",", column.charset);
  if (!comma) return nullptr;
  labels->comma = std::move(*comma);
  if (!wire.labels.empty()) {
    labels->values.assign(wire.labels.begin(), wire.labels.end());
    return labels;
  }
  for (const std::string& text : parseLabels(column.columnType)) {
    auto converted = fromUtf8(text, column.charset);
    if (!converted) return nullptr;
    labels->values.push_back(std::move(*converted));
  }
  return labels->values.empty() ? nullptr : labels;
}

bool makeTemporal(const WireColumn& wire, ColumnCodec& c) {
  c.kind = wire.type == W::Time2       ? V::Time2
           : wire.type == W::DateTime2 ? V::DateTime2
                                       : V::Timestamp2;
  c.digits = static_cast<uint8_t>(wire.meta);
  return wire.meta <= 6;
}

bool makeString(const WireColumn& wire, const Column& column, ColumnCodec& c) {
  c.cell = column.charset.empty() ? CellKind::Binary : CellKind::Text;
  c.width = wire.meta > 255 ? 2 : 1;
  if (wire.type == W::VarCharCompressed) {
    c.kind = V::CompressedVarString;
    return true;
  }
  c.kind = wire.type == W::String ? V::FixedString : V::VarString;
  if (wire.type != W::String) return true;
  if (c.cell == CellKind::Binary) c.size = wire.meta;
  if (column.dataType == "uuid") c.kind = V::Uuid;
  if (column.dataType == "inet4") c.kind = V::Inet4;
  if (column.dataType == "inet6") c.kind = V::Inet6;
  return true;
}

bool makeBlob(const WireColumn& wire, const Column& column, ColumnCodec& c) {
  c.cell = column.charset.empty() ? CellKind::Binary : CellKind::Text;
  c.kind = wire.type == W::Json             ? V::Json
           : wire.type == W::BlobCompressed ? V::CompressedBlob
                                            : V::Blob;
  c.width = static_cast<uint8_t>(wire.meta);
  return wire.meta >= 1 && wire.meta <= 4;
}

bool makeLabelled(const WireColumn& wire, const Column& column, ColumnCodec& c) {
  c.kind = wire.type == W::Enum ? V::Enum : V::Set;
  c.width = static_cast<uint8_t>(wire.meta);
  c.labels = makeLabels(wire, column);
  return wire.meta >= 1 && wire.meta <= (wire.type == W::Enum ? 2 : 8);
}

bool makeSized(const WireColumn& wire, ColumnCodec& c) {
  if (wire.type == W::Bit) {
    c.kind = V::Bit;
    c.width = static_cast<uint8_t>((wire.meta >> 8) + ((wire.meta & 0xff) != 0));
    return c.width >= 1 && c.width <= 8;
  }
  c.kind = V::Decimal;
  c.precision = static_cast<uint8_t>(wire.meta);
  c.digits = static_cast<uint8_t>(wire.meta >> 8);
  return c.precision >= 1 && c.precision <= 65 && c.digits <= c.precision;
}

}  // namespace

std::optional<ColumnCodec> makeCodec(const WireColumn& wire, const Column& column) {
  ColumnCodec c;
  c.isUnsigned = wire.isUnsigned.value_or(column.isUnsigned);
  if (auto kind = simpleKind(wire.type)) {
    c.kind = *kind;
    // MariaDB's old layout with fractions (mysql56_temporal_format=OFF) has no size on the wire.
    const bool old = c.kind == V::OldTime || c.kind == V::OldDateTime || c.kind == V::OldTimestamp;
    if (old && column.columnType.find('(') != std::string::npos) return std::nullopt;
    return c;
  }
  bool good = false;
  switch (wire.type) {
    case W::Time2:
    case W::DateTime2:
    case W::Timestamp2:
      good = makeTemporal(wire, c);
      break;
    case W::String:
    case W::VarString:
    case W::VarChar:
    case W::VarCharCompressed:
      good = makeString(wire, column, c);
      break;
    case W::Enum:
    case W::Set:
      good = makeLabelled(wire, column, c);
      break;
    case W::Bit:
    case W::NewDecimal:
      good = makeSized(wire, c);
      break;
    case W::Blob:
    case W::TinyBlob:
    case W::MediumBlob:
    case W::LongBlob:
    case W::BlobCompressed:
    case W::Json:
    case W::Geometry:
    case W::Vector:
      good = makeBlob(wire, column, c);
      break;
    default:
      break;
  }
  return good ? std::optional(c) : std::nullopt;
}

std::vector<std::string> parseLabels(const std::string& columnType) {
  std::vector<std::string> out;
  size_t at = columnType.find('(');
  while (at != std::string::npos && (at = columnType.find('\'', at)) != std::string::npos) {
    std::string value;
    for (++at; at < columnType.size(); ++at) {
      char c = columnType[at];
      if (c == '\'') {
        if (at + 1 >= columnType.size() || columnType[at + 1] != '\'') break;
        ++at;
      } else if (c == '\\' && at + 1 < columnType.size()) {
        // The server prints these four with a backslash (append_unescaped, sql/sql_show.cc).
        const char e = columnType[++at];
        c = e == '0' ? '\0' : e == 'n' ? '\n' : e == 'r' ? '\r' : e;
      }
      value += c;
    }
    out.push_back(std::move(value));
    ++at;
  }
  return out;
}

}  // namespace twintide::capture
