// Purpose: makes the chosen tables at the target as they are at the source; leaves equal ones
// alone. Owner: a link's schema step. Thread: uses the caller's two sessions, one call at a time.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/pair_spec.h"
#include "engine/model/table_schema.h"

namespace twintide::copy {

// Something the target has differently than the source. code: those of ddl::RewriteNote, or
// "key_only_at_source" / "key_only_at_target" for a non-unique key of a table that stood there.
struct SchemaNote {
  TableId table;  // table empty: the database
  std::string code;
  std::string from, to;
};

struct Translated {
  std::string sql;                // carries the comment that names the link
  std::vector<SchemaNote> notes;  // table is filled in by copySchema
};
// CREATE text of the source server → of the target server; engine/link gives ddl::rewrite here.
using Translate =
    std::function<Result<Translated>(const std::string& sql, const std::string& defaultDatabase)>;

struct SchemaCopyOptions {
  std::string linkId;
  Translate translate;
  NonEmptyTarget nonEmptyTarget = NonEmptyTarget::Stop;
  bool rowsFollow = true;  // a row copy comes next: filled tables matter
  std::function<void(int done, int total, const TableId& current)> progress;
  std::stop_token stop;
};

struct SchemaCopyReport {
  std::vector<std::string> databasesCreated;
  std::vector<TableId> created;
  std::vector<TableId> present;  // stood there with the same structure
  std::vector<SchemaNote> notes;
};

// Idempotent; parents before children. Errors: NoTables, Cancelled, TargetNotEmpty (table, rows),
// TableDiffers (table, reason, object, at_source, at_target), and those of the sessions with
// "table". A failed run leaves whole tables only; the next one goes on.
Result<SchemaCopyReport> copySchema(db::Session& source, db::Session& target,
                                    const ObjectFilter& filter, const SchemaCopyOptions& options);

}  // namespace twintide::copy
