// Purpose: how the rows of one source layout meet a target table: columns, key, safe SQL forms.
// Owner: the applier caches one a layout. Thread: immutable once bound.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/server_traits.h"
#include "engine/model/change.h"
#include "engine/model/table_schema.h"

namespace twintide::apply {

// How a value is compared exactly (byte-wise for text) with what the target holds.
enum class Compare { Number, Float, Text, Binary, Temporal, Json, JsonText, Bit, Never };

struct TargetColumn {
  int source = -1;  // index of the cell in a change's images
  std::string quoted;
  const Column* sourceColumn = nullptr;
  const Column* targetColumn = nullptr;
  Compare compare = Compare::Text;
  bool inDerivedTable = false;  // its value survives a trip through a derived table
  // "decimal(38,18)" of one with more digits than a DOUBLE; else empty.
  std::string exactDecimal;
};

// What a source column without a home at the target means: a mistake, or that the target has
// dropped it already, since DDL is made there.
enum class MissingColumns { Refuse, LeaveOut };

struct TargetTable {
  std::shared_ptr<const RowLayout> layout;
  std::shared_ptr<const TableSchema> schema;  // of the target
  std::string quotedName;
  std::vector<TargetColumn> columns;  // written columns, in source order
  std::vector<int> key;               // indexes into columns: the row identity
  // The other unique keys of which all columns are written, as indexes into columns.
  std::vector<std::vector<int>> otherUnique;
  std::vector<int> onUpdate;         // of columns: they change when an UPDATE leaves them out
  std::vector<std::string> leftOut;  // source columns that the target no longer has
  // A foreign key of the table points to the table itself.
  bool selfReferencing = false;
  // One net effect a key is safe: no second unique key and no rows of its own to get the order
  // wrong with.
  bool mergeable = false;
  // Key columns may be joined with a derived table of literals (integers and text).
  bool joinable = false;

  // The written column of that name at the target; null where there is none.
  const TargetColumn* columnNamed(const std::string& name) const;
};

// TableWithoutKey, TargetColumnMissing (a source column with no home), with the table's name.
Result<std::shared_ptr<const TargetTable>> bindTable(
    std::shared_ptr<const RowLayout> layout, std::shared_ptr<const TableSchema> schema,
    const db::ServerTraits& traits, MissingColumns missing = MissingColumns::Refuse);

// For rows that come as row text, which is UTF-8 whatever the columns' charsets.
Result<std::shared_ptr<const TargetTable>> bindRowText(std::shared_ptr<const TableSchema> schema,
                                                       const db::ServerTraits& traits);

}  // namespace twintide::apply
