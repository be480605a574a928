#include "engine/store/history_schema.h"

#include <iterator>

namespace twintide::store {
namespace {

// Element i brings version i to version i + 1. Append, never change.
const char* const kSteps[] = {
    R"(CREATE TABLE events(id INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL,
         pair TEXT NOT NULL, body TEXT NOT NULL);
       CREATE INDEX events_pair ON events(pair, id);
       CREATE TABLE conflicts(id INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL,
         pair TEXT NOT NULL, link TEXT NOT NULL, body TEXT NOT NULL);
       CREATE INDEX conflicts_pair ON conflicts(pair, id);
       CREATE INDEX conflicts_link ON conflicts(link, at_us);
       CREATE TABLE drills(id INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL,
         pair TEXT NOT NULL, body TEXT NOT NULL);
       CREATE INDEX drills_pair ON drills(pair, id);
       CREATE TABLE prechecks(id INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL,
         pair TEXT NOT NULL, body TEXT NOT NULL);
       CREATE INDEX prechecks_pair ON prechecks(pair, id);
       CREATE TABLE metrics(link TEXT NOT NULL, step INTEGER NOT NULL, at_us INTEGER NOT NULL,
         lag_us INTEGER NOT NULL, rows REAL NOT NULL, bytes REAL NOT NULL, n INTEGER NOT NULL,
         PRIMARY KEY(link, step, at_us)) WITHOUT ROWID;
       CREATE INDEX metrics_age ON metrics(step, at_us);)",
};
constexpr int64_t kNewest = std::size(kSteps);

Result<int64_t> version(Database& db) {
  int64_t tables = 0, found = 0;
  TWINTIDE_TRY(db.run("SELECT count(*) FROM sqlite_master WHERE name='migrations'", {},
                      [&](const Row& r) { tables = r.integer(0); }));
  if (tables == 0) return 0;
  TWINTIDE_TRY(db.run("SELECT coalesce(max(version),0) FROM migrations", {},
                      [&](const Row& r) { found = r.integer(0); }));
  return found;
}

Status refuseNewer(int64_t found, const std::string& file) {
  if (found <= kNewest) return {};
  return fail(
      ErrorCode::SchemaVersionNewer,
      {{"file", file}, {"found", std::to_string(found)}, {"supported", std::to_string(kNewest)}});
}

}  // namespace

Status checkVersion(Database& db, const std::string& file) {
  const Result<int64_t> found = version(db);
  if (!found) return fail(found.error());
  return refuseNewer(*found, file);
}

Status migrate(Database& db, const std::string& file) {
  TWINTIDE_TRY(
      db.script("CREATE TABLE IF NOT EXISTS migrations(version INTEGER PRIMARY KEY, "
                "at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"));
  const Result<int64_t> found = version(db);
  if (!found) return fail(found.error());
  TWINTIDE_TRY(refuseNewer(*found, file));
  for (int64_t v = *found; v < kNewest; ++v) {
    TWINTIDE_TRY(db.transaction([&]() -> Status {
      TWINTIDE_TRY(db.script(kSteps[v]));
      return db.run("INSERT INTO migrations(version) VALUES(?)", {v + 1});
    }));
  }
  return {};
}

}  // namespace twintide::store
