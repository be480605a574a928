// Purpose: a table of the stream joined with its structure: how its rows are decoded.
// Owner: the event processor's cache. Thread: immutable after building.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/capture/binlog/column_codec.h"
#include "engine/capture/binlog/schema_lookup.h"
#include "engine/capture/binlog/table_map.h"
#include "engine/capture/origin_filter.h"
#include "engine/model/change.h"

namespace twintide::capture {

struct TableBinding {
  std::string shape;  // the TABLE_MAP bytes that `map` points into
  TableMap map;
  TableRole role = TableRole::Ignored;
  uint64_t generation = 0;  // of the schema lookup when this was built
  // Filled only for tables whose rows are wanted; one codec a wire column, in layout order.
  std::shared_ptr<const RowLayout> layout;
  std::vector<ColumnCodec> codecs;
  // Why the rows cannot be decoded, as for a table dropped since; told when rows are wanted, since
  // most such rows are an applier's own.
  std::optional<Error> problem;
  size_t jsonColumns = 0;  // MySQL JSON: bits of a partial update
};

// Parses and joins. SchemaMismatch with table and reason when the structure at hand does not fit
// the wire and cannot be known.
Result<std::shared_ptr<const TableBinding>> bindTable(std::string_view shape,
                                                      const OriginFilter& filter,
                                                      SchemaLookup& lookup,
                                                      const MapDialect& dialect);

}  // namespace twintide::capture
