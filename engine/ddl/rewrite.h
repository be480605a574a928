// Purpose: makes a statement of one server runnable at another: spliced by byte offset, never
// re-printed. Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ddl/statement.h"
#include "engine/model/data_source.h"

namespace twintide::ddl {

// The same facts as db::ServerTraits, which this room does not see.
struct Dialect {
  ServerKind kind = ServerKind::MySql;
  int number = 0;  // MariaDB 10.11.19 → 101119; MySQL 8.0.33 → 80033; OceanBase 4.3.5.3 → 40305
  bool seekdb = false;  // OceanBase's single-node edition: only utf8mb4 and binary
};

struct RewriteOptions {
  Dialect from;
  Dialect to;
  std::string linkId;  // put into the statement as originComment(); empty = none
  // Where a table lives at the target; empty function = under the same name.
  std::function<TableId(const TableId&)> map;
};

// Something the target gets differently. code: "collation_mapped" "charset_mapped" "engine_mapped"
// "option_dropped" "clause_dropped" "storage_dropped" (block layout of OceanBase: of no concern).
struct RewriteNote {
  std::string code;
  std::string from;
  std::string to;  // empty when dropped
  bool operator==(const RewriteNote&) const = default;
};

struct Rewritten {
  std::string sql;      // empty: nothing is left to do at this target
  std::string prelude;  // to be run before; empty = none (CREATE OR REPLACE elsewhere than MariaDB)
  std::vector<RewriteNote> notes;
};

// The text runs in any session without a default database, ANSI_QUOTES or NO_BACKSLASH_ESCAPES.
// `statement` must come from parse() of the same text.
Result<Rewritten> rewrite(std::string_view sql, const Statement& statement,
                          const RewriteOptions& options);

// The collation that orders most alike at `to`; the same name where `to` knows it.
std::string mapCollation(const std::string& collation, const Dialect& to);
std::string mapCharset(const std::string& charset, const Dialect& to);
// What CHARACTER SET x without COLLATE means.
std::string defaultCollation(const std::string& charset, const Dialect& dialect);

}  // namespace twintide::ddl
