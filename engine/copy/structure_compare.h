// Purpose: whether a table that stands at the target can take the source's rows.
// Owner: engine/copy. Thread: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/copy/schema_copy.h"
#include "engine/model/table_schema.h"

namespace twintide::copy {

// reason: "column_missing" "column_extra" "column_order" "column_type" "column_null"
// "column_charset" "column_default" "column_generated" "column_auto_increment"
// "identity_key" "unique_key_missing" "unique_key_extra".
struct StructureDifference {
  std::string reason;
  std::string object;  // column or key
  std::string atSource, atTarget;
};

// sameKind: both servers spell types and defaults alike, so these are compared to the letter.
// Names of keys and non-unique keys do not count.
std::optional<StructureDifference> firstDifference(const TableSchema& source,
                                                   const TableSchema& target, bool sameKind);

// Non-unique keys that only one side has.
std::vector<SchemaNote> keyNotes(const TableSchema& source, const TableSchema& target);

}  // namespace twintide::copy
