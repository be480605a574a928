// Purpose: reads table structures and object lists from information_schema.
// Owner: engine/db. Thread: uses the caller's session.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/pair_spec.h"
#include "engine/model/server_info.h"
#include "engine/model/table_schema.h"

namespace twintide::db {

bool isSystemDatabase(const std::string& name);  // mysql, sys, oceanbase, twintide …

// TargetTableMissing when there is no such table.
Result<std::shared_ptr<const TableSchema>> readTable(Session& session, const TableId& table);
// All base tables the filter chooses, with full structure; ordered by name.
Result<std::vector<std::shared_ptr<const TableSchema>>> readTables(Session& session,
                                                                   const ObjectFilter& filter);
// Base tables (and views, marked) of all user databases, for the object chooser.
Result<std::vector<TableBrief>> listTables(Session& session, const ObjectFilter& filter);
Result<std::vector<std::string>> listDatabases(Session& session);
Result<bool> tableExists(Session& session, const TableId& table);
// Clock difference and round trip, best of `rounds`; server minus ours in µs.
struct ClockProbe {
  int64_t skewUs = 0;
  int64_t roundTripUs = 0;
};
Result<ClockProbe> probeClock(Session& session, int rounds = 5);
Result<ServerInfo> readServerInfo(Session& session);

}  // namespace twintide::db
