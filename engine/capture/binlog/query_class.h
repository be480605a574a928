// Purpose: tells what a logged statement means for the stream, by its first words.
// Owner: the event processor. Thread: pure functions.
#pragma once

#include <string_view>

#include "engine/capture/binlog/control_events.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

enum class QueryClass {
  Begin,
  Commit,
  Rollback,
  Savepoint,
  RollbackTo,
  ReleaseSavepoint,
  XaStart,
  XaEnd,
  XaPrepare,
  XaCommit,
  XaRollback,
  RowStatement,  // DML logged as text: binlog_format is not ROW
  Temporary,     // of a table that only its session sees
  Other          // everything else: DDL, account statements …
};

// The class, and for savepoints the name, for XA the id, as written.
struct ClassifiedQuery {
  QueryClass kind = QueryClass::Other;
  std::string_view argument;
};
ClassifiedQuery classify(std::string_view sql);

// True when a statement may have written to a database of the filter: its default database, the
// ones the server lists, and every name before a dot.
bool mayTouch(const QueryInfo& query, const ObjectFilter& filter);

// True when the text mentions the name; also when the text cannot be searched for it reliably
// (backquotes or non-ASCII in the name).
bool mentions(std::string_view sql, std::string_view name);

}  // namespace twintide::capture
