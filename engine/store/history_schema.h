// Purpose: the tables of history.sqlite, version by version.
// Owner: History. Thread: pure function on the database.
#pragma once

#include "engine/store/database.h"

namespace twintide::store {

// Brings the file to our version, each step in a transaction. SchemaVersionNewer when a newer
// Twintide made it.
Status migrate(Database& db, const std::string& file);
// The same question without writing, for a read-only opening.
Status checkVersion(Database& db, const std::string& file);

}  // namespace twintide::store
