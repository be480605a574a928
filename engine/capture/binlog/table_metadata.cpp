#include "engine/capture/binlog/table_metadata.h"

#include "engine/capture/binlog/byte_reader.h"

namespace twintide::capture {
namespace {

// Field codes of Table_map_event::Optional_metadata_field_type.
enum Field : uint8_t {
  kSignedness = 1,
  kDefaultCharset = 2,
  kColumnCharset = 3,
  kColumnName = 4,
  kSetLabels = 5,
  kEnumLabels = 6,
  kSimplePrimaryKey = 8,
  kPrefixPrimaryKey = 9,
  kLabelDefaultCharset = 10,
  kLabelColumnCharset = 11
};

bool isNumeric(const WireColumn& c) {
  switch (c.type) {
    case WireType::Tiny:
    case WireType::Short:
    case WireType::Int24:
    case WireType::Long:
    case WireType::LongLong:
    case WireType::NewDecimal:
    case WireType::Float:
    case WireType::Double:
      return true;
    default:
      return false;
  }
}

bool isText(const WireColumn& c) {
  switch (c.type) {
    case WireType::String:
    case WireType::VarString:
    case WireType::VarChar:
    case WireType::Blob:
    case WireType::VarCharCompressed:
    case WireType::BlobCompressed:
      return true;
    default:
      return false;
  }
}

bool isEnum(const WireColumn& c) {
  return c.type == WireType::Enum;
}
bool isSet(const WireColumn& c) {
  return c.type == WireType::Set;
}
bool hasLabels(const WireColumn& c) {
  return isEnum(c) || isSet(c);
}

using Chosen = bool (*)(const WireColumn&);

// Bits, most significant first, one a numeric column; 1 = unsigned.
void readSignedness(ByteReader in, const MapDialect& dialect, TableMap& out) {
  uint8_t byte = 0;
  int bit = 0;
  for (WireColumn& c : out.columns) {
    if (!isNumeric(c) && !(dialect.yearHasSign && c.type == WireType::Year)) continue;
    if (bit == 0) byte = in.left() > 0 ? in.u8() : 0;
    if (isNumeric(c)) c.isUnsigned = byte >> (7 - bit) & 1;
    bit = (bit + 1) % 8;
  }
}

bool readDefaultCharset(ByteReader in, TableMap& out, Chosen chosen) {
  std::vector<WireColumn*> columns;
  for (WireColumn& c : out.columns)
    if (chosen(c)) columns.push_back(&c);
  const auto fallback = static_cast<uint32_t>(in.packed());
  for (WireColumn* c : columns) c->collation = fallback;
  while (in.left() > 0) {
    const uint64_t index = in.packed();
    const auto collation = static_cast<uint32_t>(in.packed());
    if (!in.ok() || index >= columns.size()) return false;
    columns[index]->collation = collation;
  }
  return in.ok();
}

bool readColumnCharset(ByteReader in, TableMap& out, Chosen chosen) {
  for (WireColumn& c : out.columns)
    if (chosen(c)) c.collation = static_cast<uint32_t>(in.packed());
  return in.ok();
}

bool readNames(ByteReader in, TableMap& out) {
  for (WireColumn& c : out.columns) c.name = in.text(in.packed());
  out.hasNames = in.ok();
  return in.ok();
}

bool readLabels(ByteReader in, TableMap& out, Chosen chosen) {
  for (WireColumn& c : out.columns) {
    if (!chosen(c)) continue;
    const uint64_t count = in.packed();
    if (count > in.left()) return false;
    for (uint64_t i = 0; i < count; ++i) c.labels.push_back(in.text(in.packed()));
  }
  return in.ok();
}

bool readPrimaryKey(ByteReader in, TableMap& out, bool prefix) {
  while (in.left() > 0) {
    const uint64_t index = in.packed();
    const uint64_t length = prefix ? in.packed() : 0;
    if (!in.ok() || index >= out.columns.size()) return false;
    // A key over a prefix is no identity: leave the key unknown.
    if (length == 0) out.primaryKey.push_back(static_cast<uint32_t>(index));
  }
  return true;
}

bool readField(uint8_t code, ByteReader in, TableMap& out) {
  switch (code) {
    case kDefaultCharset:
      return readDefaultCharset(in, out, isText);
    case kColumnCharset:
      return readColumnCharset(in, out, isText);
    case kColumnName:
      return readNames(in, out);
    case kSetLabels:
      return readLabels(in, out, isSet);
    case kEnumLabels:
      return readLabels(in, out, isEnum);
    case kSimplePrimaryKey:
      return readPrimaryKey(in, out, false);
    case kPrefixPrimaryKey:
      return readPrimaryKey(in, out, true);
    case kLabelDefaultCharset:
      return readDefaultCharset(in, out, hasLabels);
    case kLabelColumnCharset:
      return readColumnCharset(in, out, hasLabels);
    default:
      return true;  // geometry types, visibility and later ones are not needed
  }
}

}  // namespace

bool readTableMetadata(std::string_view fields, const MapDialect& dialect, TableMap& out) {
  ByteReader in(fields);
  while (in.left() > 0) {
    const uint8_t code = in.u8();
    const std::string_view body = in.text(in.packed());
    if (code == kSignedness) readSignedness(ByteReader(body), dialect, out);
    if (!in.ok() || !readField(code, ByteReader(body), out)) return false;
  }
  return true;
}

}  // namespace twintide::capture
