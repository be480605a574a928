#include "engine/db/twintide_schema.h"

#include "engine/db/sql_text.h"

namespace twintide::db {
namespace {

struct OwnTable {
  const char* name;
  const char* columns;
};

// The marker last: as long as it is there, a link that was taken away in part is seen. No ENGINE
// clause: InnoDB is the default of every server we support.
constexpr OwnTable kTables[] = {
    {kHeartbeat,
     "link_id VARCHAR(80) NOT NULL, beat BIGINT NOT NULL, written_us BIGINT NOT NULL, "
     "PRIMARY KEY (link_id)"},
    {kDdlJournal,
     "link_id VARCHAR(80) NOT NULL, ddl_no BIGINT NOT NULL, source_position VARCHAR(1024) NOT "
     "NULL, phase VARCHAR(16) NOT NULL, sql_text LONGTEXT NOT NULL, "
     "before_hash BIGINT UNSIGNED NOT NULL, after_hash BIGINT UNSIGNED NOT NULL, "
     "at_us BIGINT NOT NULL, PRIMARY KEY (link_id, ddl_no)"},
    {kLinkPhase,
     "link_id VARCHAR(80) NOT NULL, phase VARCHAR(32) NOT NULL, "
     "start_position VARCHAR(1024) NOT NULL, tolerant_until VARCHAR(1024) NOT NULL, "
     "as_of VARCHAR(80) NOT NULL, updated_us BIGINT NOT NULL, PRIMARY KEY (link_id)"},
    {kCopyProgress,
     "link_id VARCHAR(80) NOT NULL, db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT "
     "NULL, last_key LONGTEXT NOT NULL, rows_copied BIGINT NOT NULL, done INT NOT NULL, "
     "PRIMARY KEY (link_id, db_name, table_name)"},
    {kCorrection,
     "id BIGINT NOT NULL AUTO_INCREMENT, link_id VARCHAR(80) NOT NULL, kind CHAR(1) NOT NULL, "
     "answered BIGINT NOT NULL, db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, "
     "row_key LONGTEXT NOT NULL, row_after LONGTEXT, PRIMARY KEY (id)"},
    {kTableBefore,
     "id BIGINT NOT NULL AUTO_INCREMENT, link_id VARCHAR(80) NOT NULL, db_name VARCHAR(64) NOT "
     "NULL, table_name VARCHAR(64) NOT NULL, structure_hash BIGINT UNSIGNED NOT NULL, "
     "structure LONGTEXT NOT NULL, at_us BIGINT NOT NULL, PRIMARY KEY (id), "
     "KEY of_table (db_name, table_name)"},
    {kMarker,
     "link_id VARCHAR(80) NOT NULL, stream INT NOT NULL, epoch BIGINT NOT NULL, "
     "group_no BIGINT NOT NULL, origin_region INT NOT NULL, source_position VARCHAR(1024) NOT "
     "NULL, source_commit_us BIGINT NOT NULL, applied_us BIGINT NOT NULL, "
     "PRIMARY KEY (link_id, stream)"},
};

}  // namespace

std::vector<std::string> linkTables() {
  std::vector<std::string> names;
  for (const OwnTable& t : kTables) names.emplace_back(t.name);
  return names;
}

Status ensureSchema(Session& session) {
  // Each is created only where missing: a user without CREATE can run with a prepared schema.
  auto present = session.query(
      "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema='twintide'");
  if (!present) return fail(present.error());
  auto has = [&](const std::string& table) {
    for (const auto& row : present->rows) {
      if (row[0].value_or("") == table) return true;
    }
    return false;
  };
  if (present->empty())
    TWINTIDE_TRY(
        session.execute("CREATE DATABASE IF NOT EXISTS twintide DEFAULT CHARACTER SET utf8mb4"));
  for (const OwnTable& t : kTables) {
    if (has(t.name)) continue;
    TWINTIDE_TRY(session.execute(std::string("CREATE TABLE IF NOT EXISTS twintide.") + t.name +
                                 " (" + t.columns + ')'));
  }
  return {};
}

Status removeLink(Session& session, const std::string& linkId) {
  auto present = session.scalar(
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='twintide' AND "
      "table_name='marker'");
  if (!present) return fail(present.error());
  if (*present == "0") return {};
  for (const std::string& table : linkTables()) {
    TWINTIDE_TRY(
        session.execute("DELETE FROM twintide." + table + " WHERE link_id=" + quoteText(linkId)));
  }
  auto left = session.scalar(
      "SELECT (SELECT COUNT(*) FROM twintide.marker)+(SELECT COUNT(*) FROM twintide.heartbeat)");
  if (!left) return fail(left.error());
  if (*left == "0") TWINTIDE_TRY(session.execute("DROP DATABASE IF EXISTS twintide"));
  return {};
}

}  // namespace twintide::db
