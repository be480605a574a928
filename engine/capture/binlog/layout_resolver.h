// Purpose: finds the table structure that the rows on the wire were written with.
// Owner: table_binding.cpp. Thread: the capture thread.
#pragma once

#include <memory>

#include "engine/capture/binlog/schema_lookup.h"
#include "engine/capture/binlog/table_map.h"

namespace twintide::capture {

// A structure whose columns are the wire's columns, in order. Never guesses: where names are not
// on the wire, every column must fit in type, size and nullability. SchemaMismatch otherwise;
// retryable when the structure before pending DDL may become known once that DDL is applied.
Result<std::shared_ptr<const TableSchema>> resolveLayout(const TableMap& map, SchemaLookup& lookup,
                                                         bool checkSizes);

}  // namespace twintide::capture
