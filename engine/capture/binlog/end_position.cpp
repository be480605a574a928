#include "engine/capture/binlog/end_position.h"

#include <cstdlib>

#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

tl::unexpected<Error> binlogOff(const db::Session& session) {
  return fail(ErrorCode::BinlogOff, {{"source", session.params().sourceName}});
}

// SHOW MASTER STATUS went away with MySQL 8.4; its heir came with 8.2.
const char* statusSql(const db::ServerTraits& traits) {
  return traits.kind == ServerKind::MySql && traits.number >= 80200 ? "SHOW BINARY LOG STATUS"
                                                                    : "SHOW MASTER STATUS";
}

Status checkFormat(db::Session& session) {
  if (session.traits().oceanBase()) return {};
  auto format = session.scalar("SELECT @@global.binlog_format");
  if (!format) return fail(format.error());
  if (*format == "ROW") return {};
  return fail(ErrorCode::BinlogUnsupported, {{"event", "statement"},
                                             {"reason", "binlog_format"},
                                             {"value", *format},
                                             {"source", session.params().sourceName}});
}

Result<BinlogPosition> mariaSnapshot(db::Session& session) {
  TWINTIDE_TRY(session.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT"));
  auto rows = session.query("SHOW STATUS LIKE 'binlog_snapshot_%'");
  TWINTIDE_TRY(session.execute("COMMIT"));
  if (!rows) return fail(rows.error());
  BinlogPosition p;
  for (const auto& row : rows->rows) {
    const std::string name = row[0].value_or("");
    if (name == "Binlog_snapshot_file") p.file = row[1].value_or("");
    if (name == "Binlog_snapshot_position")
      p.offset = std::strtoull(row[1].value_or("4").c_str(), nullptr, 10);
  }
  if (p.file.empty()) return readEndPosition(session);
  auto gtid = session.scalar("SELECT BINLOG_GTID_POS(" + db::quoteText(p.file) + "," +
                             std::to_string(p.offset) + ")");
  if (gtid) p.gtidSet = *gtid;  // only the fallback for a lost file: absent is no failure
  return p;
}

// Waits until everything before a position just read is visible.
Status settle(db::Session& session, const std::string& linkId) {
  TWINTIDE_TRY(db::ensureSchema(session));
  TWINTIDE_TRY(
      session.execute("INSERT INTO twintide.heartbeat (link_id, beat, written_us) VALUES (" +
                      db::quoteText(linkId) +
                      ", 0, UNIX_TIMESTAMP(NOW(6))*1000000) ON DUPLICATE KEY UPDATE beat=beat+1, "
                      "written_us=VALUES(written_us)"));
  return {};
}

}  // namespace

Result<BinlogPosition> readEndPosition(db::Session& session) {
  auto rows = session.query(statusSql(session.traits()));
  if (!rows) return fail(rows.error());
  BinlogPosition p;
  p.file = rows->text(0, "File");
  p.offset = static_cast<uint64_t>(rows->integer(0, "Position"));
  if (rows->empty() || p.file.empty()) return binlogOff(session);
  return p;
}

Result<BinlogPosition> snapshotPosition(db::Session& session, const std::string& linkId) {
  auto end = readEndPosition(session);
  if (!end) return end;
  TWINTIDE_TRY(checkFormat(session));
  if (session.traits().mariaDb()) return mariaSnapshot(session);
  if (!session.traits().oceanBase()) TWINTIDE_TRY(settle(session, linkId));
  return end;
}

}  // namespace twintide::capture
