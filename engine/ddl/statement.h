// Purpose: what a replicator must know of a DDL statement: verb, object, names and where they
// stand. Owner: engine/ddl. Thread: plain values and pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/table_schema.h"

namespace twintide::ddl {

struct ParseOptions {
  bool ansiQuotes = false;          // sql_mode ANSI_QUOTES of the session that ran it
  bool noBackslashEscapes = false;  // sql_mode NO_BACKSLASH_ESCAPES
  std::string defaultDatabase;      // of that session; empty = none
};

enum class Verb { Create, Alter, Drop, Truncate, Rename, Other };
enum class ObjectKind {
  Table,
  Index,
  Database,
  View,
  Trigger,
  Routine,
  Event,
  Sequence,
  Account,
  Other
};
enum class NameRole { Target, RenamedTo, Like, Reference, Exchange };

// One table or database name; [begin, end) is its place in the text, with its qualifier.
struct NameRef {
  NameRole role = NameRole::Target;
  std::string database;  // the default database where the name carries none
  std::string table;     // empty for a database
  size_t begin = 0;
  size_t end = 0;
  bool qualified = false;
  TableId id() const { return {database, table}; }
};

// Apply: run it at the target. Ignore: not replicated by this job, `reason` says why. Refuse:
// cannot be replicated without losing rows. Ask: unknown to us; a person decides.
enum class Class { Apply, Ignore, Refuse, Ask };

// A part of the text that matters beyond the names.
enum class ClauseKind {
  OrReplace,         // CREATE OR REPLACE
  IfExists,          // IF EXISTS / IF NOT EXISTS, of the statement or of an ALTER action
  Wait,              // MariaDB: WAIT n / NOWAIT
  Online,            // MariaDB: ALTER ONLINE
  Ignore,            // ALTER IGNORE: may delete duplicate rows
  SetStatement,      // MariaDB: SET STATEMENT … FOR
  StartTransaction,  // MySQL 8.0.21: how CREATE TABLE … SELECT is logged
  PartitionRows,     // DROP / TRUNCATE PARTITION: deletes rows without row events
};
struct Clause {
  ClauseKind kind;
  size_t begin = 0;
  size_t end = 0;
};

struct Statement {
  Verb verb = Verb::Other;
  ObjectKind object = ObjectKind::Other;
  std::vector<NameRef> names;  // in text order; of RENAME TABLE: Target, RenamedTo, Target, …
  std::string indexName;       // CREATE / DROP INDEX
  Class cls = Class::Ask;
  std::vector<Clause> notes;
  std::string reason;  // stable id when cls is not Apply: "view", "create_select", "unknown" …
  std::string origin;  // link id in a comment of ours, see originComment(); empty = none
  ParseOptions options;

  bool has(ClauseKind kind) const;
};

// DdlUnknown when the text cannot be cut into tokens (unclosed quote or comment, too long, empty).
// Everything else is a Statement; what is not understood has cls Ask.
Result<Statement> parse(std::string_view sql, const ParseOptions& options = {});

// The comment that names the link which ran a statement: "/* twintide:<linkId> */".
std::string originComment(const std::string& linkId);

const char* toText(Class c);  // "apply" "ignore" "refuse" "ask"

}  // namespace twintide::ddl
