#include <chrono>
#include <cstdlib>

#include "engine/base/clock.h"
#include "engine/db/schema_reader.h"

namespace twintide::db {
namespace {

std::string productName(const ServerTraits& t) {
  if (t.kind == ServerKind::OceanBase) return t.comment.substr(0, t.comment.find(" ("));
  const std::string number = t.version.substr(0, t.version.find('-'));
  return (t.kind == ServerKind::MariaDb ? "MariaDB " : "MySQL ") + number;
}

// MySQL and MariaDB serve their binlog when it is on; the OceanBase kernel answers 1064 and its
// binlog service (behind OBProxy) answers SHOW MASTER STATUS (oceanbase-parts.md §2.5, §3).
bool binlogAnswers(Session& session) {
  const auto& t = session.traits();
  const bool newWord = t.kind == ServerKind::MySql && t.number >= 80400;
  auto rows = session.query(newWord ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS");
  return rows && !rows->empty();
}

}  // namespace

Result<ClockProbe> probeClock(Session& session, int rounds) {
  ClockProbe best;
  // seekdb's NOW(6) trails its own time service by up to 10 ms; the SCN (ns) does not.
  const char* clock = session.traits().oceanBase()
                          ? "SELECT current_scn() DIV 1000"
                          : "SELECT CAST(UNIX_TIMESTAMP(NOW(6))*1000000 AS DECIMAL(20,0))";
  best.roundTripUs = -1;
  for (int i = 0; i < rounds; ++i) {
    const int64_t before = systemClock().wallUs();
    auto server = session.scalar(clock);
    const int64_t after = systemClock().wallUs();
    if (!server) return fail(server.error());
    const int64_t trip = after - before;
    if (best.roundTripUs >= 0 && trip >= best.roundTripUs) continue;
    best.roundTripUs = trip;
    best.skewUs = std::strtoll(server->c_str(), nullptr, 10) - (before + trip / 2);
  }
  return best;
}

Result<ServerInfo> readServerInfo(Session& session) {
  ServerInfo info;
  const ServerTraits& t = session.traits();
  info.kind = t.kind;
  info.version = t.version;
  info.versionNumber = t.number;
  info.product = productName(t);
  info.binlogReadable = binlogAnswers(session);
  if (t.oceanBase()) {
    auto scn = session.scalar("SELECT current_scn()");
    info.changeLogPossible = scn.has_value() && !scn->empty();
  }
  if (auto cipher = session.query("SHOW STATUS LIKE 'Ssl_cipher'"); cipher && !cipher->empty())
    info.tlsCipher = cipher->text(0, "Value");
  auto clock = probeClock(session);
  if (!clock) return fail(clock.error());
  info.roundTripUs = clock->roundTripUs;
  info.clockSkewUs = clock->skewUs;
  const char* uuid = t.mariaDb()
                         ? "SELECT CONCAT(@@server_id,'-',@@hostname,'-',@@port,'-',@@datadir)"
                         : "SELECT @@server_uuid";
  if (auto text = session.scalar(uuid)) info.uuid = *text;
  auto databases = listDatabases(session);
  if (!databases) return fail(databases.error());
  info.databases = *databases;
  return info;
}

}  // namespace twintide::db
