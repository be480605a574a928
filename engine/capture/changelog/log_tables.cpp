#include "engine/capture/changelog/log_tables.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

const std::vector<std::string>& tableDdl() {
  static const std::vector<std::string> ddl = {
      "CREATE TABLE IF NOT EXISTS twintide.change_log (seq BIGINT NOT NULL AUTO_INCREMENT, "
      "layout INT NOT NULL, op CHAR(1) NOT NULL, before_image LONGTEXT, after_image LONGTEXT, "
      "PRIMARY KEY (seq)) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin",
      "CREATE TABLE IF NOT EXISTS twintide.change_log_layout (layout INT NOT NULL AUTO_INCREMENT, "
      "db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, "
      "structure_hash BIGINT UNSIGNED NOT NULL, structure LONGTEXT NOT NULL, "
      "until_scn BIGINT UNSIGNED, moved_db VARCHAR(64), moved_table VARCHAR(64), "
      "PRIMARY KEY (layout)) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin",
      "CREATE TABLE IF NOT EXISTS twintide.change_log_reader (link_id VARCHAR(80) NOT NULL, "
      "scn BIGINT UNSIGNED NOT NULL, seq BIGINT NOT NULL, ready INT NOT NULL, "
      "objects LONGTEXT NOT NULL, PRIMARY KEY (link_id)) "
      "DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin",
      "CREATE TABLE IF NOT EXISTS twintide.change_log_gap (link_id VARCHAR(80) NOT NULL, "
      "db_name VARCHAR(64) NOT NULL, table_name VARCHAR(64) NOT NULL, at_scn BIGINT UNSIGNED, "
      "PRIMARY KEY (link_id, db_name, table_name)) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin",
      "CREATE TABLE IF NOT EXISTS twintide.change_log_lock (id INT NOT NULL, PRIMARY KEY (id))",
  };
  return ddl;
}

constexpr std::chrono::seconds kControlTimeout{120};

constexpr const char* kTables[] = {"change_log", "change_log_layout", "change_log_reader",
                                   "change_log_gap", "change_log_lock"};

std::string filterText(const ObjectFilter& filter) {
  return nlohmann::json{{"include", filter.include}, {"exclude", filter.exclude}}.dump();
}

ObjectFilter filterFrom(const std::string& text) {
  ObjectFilter filter;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return ObjectFilter{{"*.*"}, {}};
  filter.include = json.value("include", std::vector<std::string>{});
  filter.exclude = json.value("exclude", std::vector<std::string>{});
  return filter;
}

Result<std::vector<ReaderRow>> readers(db::Session& session, const std::string& where) {
  auto rows = session.query(
      "SELECT link_id, scn, seq, ready, objects FROM twintide.change_log_reader" + where);
  if (!rows) return fail(rows.error());
  std::vector<ReaderRow> out;
  for (const auto& r : rows->rows) {
    out.push_back({r[0].value_or(""), std::strtoull(r[1].value_or("0").c_str(), nullptr, 10),
                   std::strtoll(r[2].value_or("0").c_str(), nullptr, 10), r[3].value_or("0") != "0",
                   filterFrom(r[4].value_or(""))});
  }
  return out;
}

std::string gapKey(const std::string& linkId, const TableId& table) {
  return db::quoteText(linkId) + ',' + db::quoteText(table.database) + ',' +
         db::quoteText(table.table);
}

std::string gapIs(const std::string& linkId, const TableId& table) {
  return "(link_id,db_name,table_name)=(" + gapKey(linkId, table) + ')';
}

}  // namespace

Result<std::unique_ptr<db::Session>> openControl(db::ConnectParams params) {
  params.readTimeout = std::max(params.readTimeout, kControlTimeout);
  return db::Session::open(params);
}

Result<bool> logTablesExist(db::Session& session) {
  auto count = session.scalar(
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='twintide' AND table_name "
      "IN ('change_log','change_log_layout','change_log_reader','change_log_gap',"
      "'change_log_lock')");
  if (!count) return fail(count.error());
  return *count == "5";
}

Status ensureLogTables(db::Session& session) {
  TWINTIDE_TRY(db::ensureSchema(session));
  auto present = logTablesExist(session);
  if (!present) return fail(present.error());
  if (!*present) {
    for (const std::string& ddl : tableDdl()) TWINTIDE_TRY(session.execute(ddl));
  }
  TWINTIDE_TRY(session.execute("INSERT IGNORE INTO twintide.change_log_lock VALUES (1)"));
  return {};
}

Status dropLogTables(db::Session& session) {
  for (const char* table : kTables)
    TWINTIDE_TRY(session.execute(std::string("DROP TABLE IF EXISTS twintide.") + table));
  return {};
}

Status ensureReader(db::Session& session, const ReaderRow& r) {
  TWINTIDE_TRY(session.execute("INSERT IGNORE INTO twintide.change_log_reader VALUES (" +
                               db::quoteText(r.linkId) + ',' + std::to_string(r.scn) + ',' +
                               std::to_string(r.seq) + ",0,'')"));
  TWINTIDE_TRY(session.execute(
      "UPDATE twintide.change_log_reader SET objects=" + db::quoteText(filterText(r.objects)) +
      " WHERE link_id=" + db::quoteText(r.linkId)));
  return {};
}

Status markReady(db::Session& session, const std::string& linkId, uint64_t scn) {
  TWINTIDE_TRY(session.execute("UPDATE twintide.change_log_reader SET ready=1,scn=" +
                               std::to_string(scn) + " WHERE link_id=" + db::quoteText(linkId)));
  return {};
}

Result<std::optional<ReaderRow>> findReader(db::Session& session, const std::string& linkId) {
  auto rows = readers(session, " WHERE link_id=" + db::quoteText(linkId));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<ReaderRow>();
  return std::optional(rows->front());
}

Result<std::vector<ReaderRow>> allReaders(db::Session& session) {
  return readers(session, "");
}

Status removeReader(db::Session& session, const std::string& linkId) {
  for (const char* table : {kReaderTable, kGapTable}) {
    TWINTIDE_TRY(session.execute(std::string("DELETE FROM ") + table +
                                 " WHERE link_id=" + db::quoteText(linkId)));
  }
  return {};
}

Status openGap(db::Session& session, const std::string& linkId, const TableId& table) {
  TWINTIDE_TRY(session.execute("REPLACE INTO twintide.change_log_gap VALUES (" +
                               gapKey(linkId, table) + ",NULL)"));
  return {};
}

Result<std::optional<Gap>> fixGap(db::Session& session, const std::string& linkId, const Gap& gap) {
  const std::string here = " WHERE at_scn IS NULL AND " + gapIs(linkId, gap.table);
  auto row = session.query("SELECT 1 FROM " + db::quoteTable(gap.table) + " AS OF SNAPSHOT " +
                           std::to_string(gap.scn) + " LIMIT 1");
  if (!row && row.error().code == ErrorCode::ConnectionLost) return fail(row.error());
  const bool gone = !row && row.error().code == ErrorCode::TargetTableMissing;
  if (gone || (row && row->empty())) {
    TWINTIDE_TRY(session.execute(std::string("DELETE FROM ") + kGapTable + here));
    return std::optional<Gap>();
  }
  auto fixed = session.execute(std::string("UPDATE ") + kGapTable +
                               " SET at_scn=" + std::to_string(gap.scn) + here);
  if (!fixed) return fail(fixed.error());
  return *fixed ? std::optional(gap) : std::optional<Gap>();
}

Status removeGaps(db::Session& session, const std::string& linkId, uint64_t scn) {
  TWINTIDE_TRY(session.execute("DELETE FROM twintide.change_log_gap WHERE link_id=" +
                               db::quoteText(linkId) + " AND at_scn<=" + std::to_string(scn)));
  return {};
}

Result<std::vector<Gap>> gapsOf(db::Session& session, const std::string& linkId) {
  auto rows = session.query(
      "SELECT db_name, table_name, IFNULL(at_scn,0) FROM twintide.change_log_gap WHERE link_id=" +
      db::quoteText(linkId));
  if (!rows) return fail(rows.error());
  std::vector<Gap> out;
  for (const auto& r : rows->rows) {
    out.push_back({{r[0].value_or(""), r[1].value_or("")},
                   std::strtoull(r[2].value_or("0").c_str(), nullptr, 10)});
  }
  return out;
}

Status moveGaps(db::Session& session, const TableId& from, const TableId& to) {
  const std::string where = " WHERE db_name=" + db::quoteText(from.database) +
                            " AND table_name=" + db::quoteText(from.table);
  TWINTIDE_TRY(session.execute("INSERT INTO twintide.change_log_gap SELECT link_id," +
                               db::quoteText(to.database) + ',' + db::quoteText(to.table) +
                               ",at_scn FROM twintide.change_log_gap" + where +
                               " ON DUPLICATE KEY UPDATE at_scn=NULL"));
  TWINTIDE_TRY(session.execute("DELETE FROM twintide.change_log_gap" + where));
  return {};
}

Result<LogLock> LogLock::take(db::Session& session, int seconds) {
  // DDL would commit the locking transaction, so that it needs a session of its own.
  auto holder = openControl(session.params());
  if (!holder) return fail(holder.error());
  db::Session& s = **holder;
  TWINTIDE_TRY(s.execute("SET SESSION ob_trx_lock_timeout=" + std::to_string(seconds) + "000000"));
  TWINTIDE_TRY(s.execute("BEGIN"));
  auto locked = s.query("SELECT id FROM twintide.change_log_lock WHERE id=1 FOR UPDATE");
  if (locked && !locked->empty()) return LogLock(std::move(*holder));
  if (locked) return fail(ErrorCode::ChangeLogBroken, {{"reason", "lock_row"}});
  constexpr unsigned kLockWait = 1205;
  if (locked.error().serverErrno != kLockWait) return fail(locked.error());
  Error busy(ErrorCode::TimedOut,
             {{"what", "change_log_lock"}, {"seconds", std::to_string(seconds)}});
  busy.retryable = true;
  return fail(busy);
}

}  // namespace twintide::capture
