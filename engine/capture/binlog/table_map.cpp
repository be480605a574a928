#include "engine/capture/binlog/table_map.h"

#include <algorithm>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/table_metadata.h"

namespace twintide::capture {
namespace {

size_t tableIdSize(const Event& event, const Format& format) {
  return format.postHeaderSize(event.type) == 6 ? 4 : 6;
}

// Bytes of metadata a type has (Field::do_save_field_metadata of each field class).
size_t metadataSize(WireType type) {
  switch (type) {
    case WireType::Float:
    case WireType::Double:
    case WireType::Timestamp2:
    case WireType::DateTime2:
    case WireType::Time2:
    case WireType::TinyBlob:
    case WireType::MediumBlob:
    case WireType::LongBlob:
    case WireType::Blob:
    case WireType::BlobCompressed:
    case WireType::Json:
    case WireType::Geometry:
    case WireType::Vector:
      return 1;
    case WireType::VarChar:
    case WireType::VarCharCompressed:
    case WireType::Bit:
    case WireType::NewDecimal:
    case WireType::Enum:
    case WireType::Set:
    case WireType::VarString:
    case WireType::String:
      return 2;
    default:
      return 0;
  }
}

// Type 254 hides ENUM, SET and the upper bits of long CHARs in its metadata
// (Field_string::do_save_field_metadata).
void resolveString(WireColumn& c) {
  const uint32_t high = c.meta & 0xff;
  const uint32_t low = c.meta >> 8;
  if (high == static_cast<uint32_t>(WireType::Enum) ||
      high == static_cast<uint32_t>(WireType::Set)) {
    c.type = static_cast<WireType>(high);
    c.meta = low;
    return;
  }
  c.meta = low | ((high & 0x30) ^ 0x30) << 4;
}

bool readTypes(ByteReader& in, TableMap& out) {
  const uint64_t count = in.packed();
  if (count > 4096 || count > in.left()) return false;  // MySQL's limit of columns
  for (uint64_t i = 0; i < count; ++i) {
    WireColumn c;
    c.type = static_cast<WireType>(in.u8());
    out.columns.push_back(c);
  }
  ByteReader meta(in.text(in.packed()));
  for (WireColumn& c : out.columns) {
    c.meta = static_cast<uint32_t>(meta.uint(metadataSize(c.type)));
    if (c.type == WireType::String) resolveString(c);
  }
  const std::string_view nulls = in.text((count + 7) / 8);
  if (!in.ok() || !meta.ok()) return false;
  for (uint64_t i = 0; i < count; ++i)
    out.columns[i].nullable = static_cast<uint8_t>(nulls[i / 8]) >> (i % 8) & 1;
  return true;
}

}  // namespace

Result<uint64_t> parseTableId(const Event& event, const Format& format) {
  ByteReader in(event.body);
  const uint64_t id = in.uint(tableIdSize(event, format));
  if (!in.ok()) return corrupt("event too short for a table id");
  return id;
}

uint16_t rowsFlags(const Event& event, const Format& format) {
  ByteReader in(event.body);
  in.skip(tableIdSize(event, format));
  return in.u16();
}

std::string_view tableMapShape(const Event& event, const Format& format) {
  const size_t skip = std::min(tableIdSize(event, format) + 2, event.body.size());
  return event.body.substr(skip);
}

Result<TableMap> parseTableMap(std::string_view shape, const MapDialect& dialect) {
  ByteReader in(shape);
  TableMap map;
  map.database = in.text(in.u8());
  in.skip(1);
  map.table = in.text(in.u8());
  in.skip(1);
  if (!in.ok() || !readTypes(in, map)) return corrupt("bad table map");
  if (!readTableMetadata(in.rest(), dialect, map)) return corrupt("bad metadata in table map");
  return map;
}

}  // namespace twintide::capture
