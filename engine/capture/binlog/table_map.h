// Purpose: the TABLE_MAP event: which table, which column types, and optional metadata.
// Owner: a table binding, which keeps the bytes alive. Thread: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/capture/binlog/event.h"

namespace twintide::capture {

// enum_field_types as they appear in TABLE_MAP.
enum class WireType : uint8_t {
  Tiny = 1,
  Short = 2,
  Long = 3,
  Float = 4,
  Double = 5,
  Null = 6,
  Timestamp = 7,
  LongLong = 8,
  Int24 = 9,
  Date = 10,
  Time = 11,
  DateTime = 12,
  Year = 13,
  NewDate = 14,
  VarChar = 15,
  Bit = 16,
  Timestamp2 = 17,
  DateTime2 = 18,
  Time2 = 19,
  TypedArray = 20,
  BlobCompressed = 140,
  VarCharCompressed = 141,
  Vector = 242,
  Json = 245,
  NewDecimal = 246,
  Enum = 247,
  Set = 248,
  TinyBlob = 249,
  MediumBlob = 250,
  LongBlob = 251,
  Blob = 252,
  VarString = 253,
  String = 254,
  Geometry = 255
};

struct WireColumn {
  WireType type = WireType::Null;  // Enum and Set resolved out of String
  uint32_t meta = 0;  // first metadata byte low, second high; String: its size in bytes
  bool nullable = true;

  // Filled from the optional metadata where it is there.
  std::optional<bool> isUnsigned;
  uint32_t collation = 0;                // 0 = not told
  std::string_view name;                 // empty = not told
  std::vector<std::string_view> labels;  // ENUM and SET, in the column's charset
};

struct TableMap {
  uint64_t tableId = 0;
  std::string database, table;
  std::vector<WireColumn> columns;
  bool hasNames = false;
  std::vector<uint32_t> primaryKey;  // column indexes; only with binlog_row_metadata=FULL
};

// Table id of a TABLE_MAP or rows event: 6 bytes, 4 in the layout of old servers.
Result<uint64_t> parseTableId(const Event& event, const Format& format);
// Flags of a rows event; 0 when it is too short to have any.
uint16_t rowsFlags(const Event& event, const Format& format);
// Its session did not check foreign keys (MySQL rows_event.h and MariaDB log_event.h alike).
inline constexpr uint16_t kNoForeignKeyChecks = 2;
// The event behind its table id: equal bytes mean the same table in the same shape.
std::string_view tableMapShape(const Event& event, const Format& format);

// How a kind of server writes TABLE_MAP.
struct MapDialect {
  bool yearHasSign = false;  // MariaDB counts YEAR among the columns that have a signedness bit
  bool trueSizes = true;     // false: OceanBase's binlog service makes sizes and nullability up
};

// Views of the result point into `shape`.
Result<TableMap> parseTableMap(std::string_view shape, const MapDialect& dialect);

}  // namespace twintide::capture
