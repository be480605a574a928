#include "engine/db/twintide_schema.h"

#include "engine/db/sql_text.h"

namespace twintide::db {
namespace {

// No ENGINE clause: InnoDB is the default of every server we support.
const std::vector<std::string>& tableDdl() {
  static const std::vector<std::string> ddl = {
      "CREATE TABLE IF NOT EXISTS twintide.marker (link_id VARCHAR(80) NOT NULL, stream INT NOT "
      "NULL, "
      "epoch BIGINT NOT NULL, group_no BIGINT NOT NULL, origin_region INT NOT NULL, "
      "source_position VARCHAR(1024) NOT NULL, source_commit_us BIGINT NOT NULL, "
      "applied_us BIGINT NOT NULL, PRIMARY KEY (link_id, stream))",
      "CREATE TABLE IF NOT EXISTS twintide.heartbeat (link_id VARCHAR(80) NOT NULL, "
      "beat BIGINT NOT NULL, written_us BIGINT NOT NULL, PRIMARY KEY (link_id))",
      "CREATE TABLE IF NOT EXISTS twintide.ddl_journal (link_id VARCHAR(80) NOT NULL, "
      "ddl_no BIGINT NOT NULL, source_position VARCHAR(1024) NOT NULL, phase VARCHAR(16) NOT NULL, "
      "sql_text LONGTEXT NOT NULL, before_hash BIGINT UNSIGNED NOT NULL, "
      "after_hash BIGINT UNSIGNED NOT NULL, at_us BIGINT NOT NULL, PRIMARY KEY (link_id, ddl_no))",
      "CREATE TABLE IF NOT EXISTS twintide.link_phase (link_id VARCHAR(80) NOT NULL, "
      "phase VARCHAR(32) NOT NULL, start_position VARCHAR(1024) NOT NULL, "
      "tolerant_until VARCHAR(1024) NOT NULL, as_of VARCHAR(80) NOT NULL, "
      "updated_us BIGINT NOT NULL, PRIMARY KEY (link_id))",
      "CREATE TABLE IF NOT EXISTS twintide.copy_progress (link_id VARCHAR(80) NOT NULL, "
      "db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, last_key LONGTEXT NOT NULL, "
      "rows_copied BIGINT NOT NULL, done INT NOT NULL, "
      "PRIMARY KEY (link_id, db_name, table_name))",
      "CREATE TABLE IF NOT EXISTS twintide.correction (id BIGINT NOT NULL AUTO_INCREMENT, "
      "link_id VARCHAR(80) NOT NULL, kind CHAR(1) NOT NULL, answered BIGINT NOT NULL, "
      "db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, row_key LONGTEXT NOT NULL, "
      "row_after LONGTEXT, PRIMARY KEY (id))",
      "CREATE TABLE IF NOT EXISTS twintide.table_before (id BIGINT NOT NULL AUTO_INCREMENT, "
      "link_id VARCHAR(80) NOT NULL, db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT "
      "NULL, structure_hash BIGINT UNSIGNED NOT NULL, structure LONGTEXT NOT NULL, "
      "at_us BIGINT NOT NULL, PRIMARY KEY (id), KEY of_table (db_name, table_name))",
  };
  return ddl;
}

}  // namespace

Status ensureSchema(Session& session) {
  // Each is created only where missing: a user without CREATE can run with a prepared schema.
  auto present = session.query(
      "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema='twintide'");
  if (!present) return fail(present.error());
  auto has = [&](const char* table) {
    for (const auto& row : present->rows) {
      if (row[0].value_or("") == table) return true;
    }
    return false;
  };
  const char* const names[] = {kMarker,       kHeartbeat,  kDdlJournal, kLinkPhase,
                               kCopyProgress, kCorrection, kTableBefore};
  if (present->empty())
    TWINTIDE_TRY(
        session.execute("CREATE DATABASE IF NOT EXISTS twintide DEFAULT CHARACTER SET utf8mb4"));
  for (size_t i = 0; i < tableDdl().size(); ++i) {
    if (!has(names[i])) TWINTIDE_TRY(session.execute(tableDdl()[i]));
  }
  return {};
}

Status removeLink(Session& session, const std::string& linkId) {
  auto present = session.scalar(
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='twintide' AND "
      "table_name='marker'");
  if (!present) return fail(present.error());
  if (*present == "0") return {};
  for (const char* table :
       {kMarker, kHeartbeat, kDdlJournal, kLinkPhase, kCopyProgress, kCorrection, kTableBefore}) {
    TWINTIDE_TRY(session.execute(std::string("DELETE FROM twintide.") + table +
                                 " WHERE link_id=" + quoteText(linkId)));
  }
  auto left = session.scalar(
      "SELECT (SELECT COUNT(*) FROM twintide.marker)+(SELECT COUNT(*) FROM twintide.heartbeat)");
  if (!left) return fail(left.error());
  if (*left == "0") TWINTIDE_TRY(session.execute("DROP DATABASE IF EXISTS twintide"));
  return {};
}

}  // namespace twintide::db
