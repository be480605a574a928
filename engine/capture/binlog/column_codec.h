// Purpose: how the bytes of one column become a cell, decided once a table shape.
// Owner: a table binding. Thread: immutable after building.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/capture/binlog/table_map.h"
#include "engine/model/change.h"
#include "engine/model/table_schema.h"

namespace twintide::capture {

enum class ValueKind : uint8_t {
  Tiny,
  Short,
  Int24,
  Long,
  LongLong,
  Float,
  Double,
  Decimal,
  Year,
  Bit,
  Date,
  Time2,
  DateTime2,
  Timestamp2,
  OldTime,
  OldDateTime,
  OldTimestamp,
  Enum,
  Set,
  FixedString,
  VarString,
  Blob,
  Json,
  CompressedVarString,
  CompressedBlob,
  Uuid,
  Inet4,
  Inet6
};

// The values of an ENUM or SET in the column's charset.
struct Labels {
  std::vector<std::string> values;
  std::string comma;  // between members of a SET
};

struct ColumnCodec {
  ValueKind kind = ValueKind::Tiny;
  CellKind cell = CellKind::Text;  // of strings: Text or Binary
  bool isUnsigned = false;
  uint8_t width = 0;                     // bytes of the value, or of its length prefix
  uint8_t precision = 0;                 // DECIMAL
  uint8_t digits = 0;                    // DECIMAL scale, fraction digits of times
  uint32_t size = 0;                     // BINARY(n): n, the zeros at its end are not on the wire
  std::shared_ptr<const Labels> labels;  // null: the value is given by number
};

// How well a wire column fits a column of a schema. Loose: same type, other size or nullability.
enum class Fit { Exact, Loose, No };
// `checkSizes` false: a dialect whose TABLE_MAP does not carry true sizes (OceanBase).
Fit fit(const WireColumn& wire, const Column& column, bool checkSizes);

// `column` is the schema's; nullopt for a type this decoder does not know.
std::optional<ColumnCodec> makeCodec(const WireColumn& wire, const Column& column);

// The values in "enum('a','b''c')" as UTF-8.
std::vector<std::string> parseLabels(const std::string& columnType);

}  // namespace twintide::capture
