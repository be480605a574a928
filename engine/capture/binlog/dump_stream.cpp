#include "engine/capture/binlog/dump_stream.h"

// ma_pvio.h needs this name, which only the server's own headers define, and mysql.h before it.
using uchar = unsigned char;
#include <mysql.h>

#include <ma_pvio.h>
#include <openssl/ssl.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "engine/capture/binlog/gtid_set.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// struct st_ma_pvio_tls of Connector/C 3.3 (ma_tls.h), which does not compile on its own.
struct TlsHandle {
  void* data;
  void* pvio;
  void* ssl;
};

constexpr int kComBinlogDumpGtid = 30;
constexpr unsigned kThroughGtid = 4;           // BINLOG_THROUGH_GTID
constexpr unsigned kPacketError = 0xffffffff;  // packet_error is 32 bits wide

void put(std::string& out, uint64_t v, size_t n) {
  out.append(reinterpret_cast<const char*>(&v), n);
}

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

// What error 1236 means is told only by its text (rpl_binlog_sender.cc; MariaDB sql_repl.cc).
ErrorCode codeOf1236(const std::string& text) {
  if (has(text, "Binary log is not open")) return ErrorCode::BinlogOff;
  if (has(text, "same server")) return ErrorCode::ServerError;
  if (has(text, "max_allowed_packet")) return ErrorCode::PacketTooLarge;
  if (has(text, "bogus data") || has(text, "crc") || has(text, "truncated")) {
    return ErrorCode::BinlogCorrupt;
  }
  return ErrorCode::BinlogPositionLost;
}

// A stable uuid for the replica, so that the server ends the dump of our dead predecessor at once.
std::string replicaUuid(uint32_t serverId) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string id = "74776e74-6964-6500-0000-0000";
  for (int shift = 28; shift >= 0; shift -= 4) id += kHex[serverId >> shift & 15];
  return id;
}

}  // namespace

Result<std::unique_ptr<DumpStream>> DumpStream::open(const db::ConnectParams& params,
                                                     const DumpRequest& request) {
  db::DataOptions options;
  options.multiStatements = false;
  options.foundRows = false;
  options.writerSession = false;
  auto connection = db::DataConnection::open(params, options);
  if (!connection) return fail(connection.error());
  std::unique_ptr<DumpStream> stream(new DumpStream);
  stream->m_connection = std::move(*connection);
  stream->m_position = request.from.text();
  stream->m_deadAfter = std::max<std::chrono::seconds>(params.readTimeout, std::chrono::seconds(5));
  TWINTIDE_TRY(stream->prepareSession(request));
  TWINTIDE_TRY(request.byGtid && !stream->m_connection->traits().mariaDb()
                   ? stream->sendGtidDump(request)
                   : stream->sendDump(request));
  stream->m_heard = steady_clock::now();
  return stream;
}

Status DumpStream::prepareSession(const DumpRequest& request) {
  db::DataConnection& c = *m_connection;
  // Nanoseconds, but OceanBase's binlog service reads microseconds (oceanbase-parts.md §3).
  const auto unit = c.traits().oceanBase() ? 1000 : 1000000;
  const std::string period = std::to_string(request.heartbeat.count() * unit);
  TWINTIDE_TRY(
      c.execute("SET @master_binlog_checksum=@@global.binlog_checksum, "
                "@source_binlog_checksum=@@global.binlog_checksum"));
  TWINTIDE_TRY(
      c.execute("SET @master_heartbeat_period=" + period + ", @source_heartbeat_period=" + period));
  // While the applier is busy the server must not give us up.
  if (!c.traits().oceanBase()) TWINTIDE_TRY(c.execute("SET SESSION net_write_timeout=28800"));
  if (!c.traits().mariaDb()) {
    const std::string uuid = db::quoteText(replicaUuid(request.serverId));
    TWINTIDE_TRY(c.execute("SET @slave_uuid=" + uuid + ", @replica_uuid=" + uuid));
    return {};
  }
  TWINTIDE_TRY(c.execute("SET @mariadb_slave_capability=4"));
  if (!request.byGtid) return {};
  TWINTIDE_TRY(c.execute("SET @slave_connect_state=" + db::quoteText(request.from.gtidSet)));
  TWINTIDE_TRY(c.execute("SET @slave_gtid_strict_mode=0"));
  return {};
}

Status DumpStream::sendDump(const DumpRequest& request) {
  if (!request.byGtid && request.from.offset > 0xffffffff)
    return fail(ErrorCode::BinlogPositionLost, {{"position", m_position}});
  std::string body;
  put(body, request.byGtid ? 4 : request.from.offset, 4);
  put(body, 0, 2);
  put(body, request.serverId, 4);
  if (!request.byGtid) body += request.from.file;
  MYSQL* mysql = m_connection->raw();
  if (mysql->methods->db_command(mysql, COM_BINLOG_DUMP, body.data(), body.size(), 1, nullptr) != 0)
    return fail(streamError());
  return {};
}

Status DumpStream::sendGtidDump(const DumpRequest& request) {
  GtidSet set;
  if (!set.parse(request.from.gtidSet))
    return fail(ErrorCode::BinlogPositionLost, {{"position", m_position}});
  const std::string gtids = set.encode();
  std::string body;
  put(body, kThroughGtid, 2);
  put(body, request.serverId, 4);
  put(body, 0, 4);  // no file name
  put(body, 4, 8);
  put(body, gtids.size(), 4);
  body += gtids;
  MYSQL* mysql = m_connection->raw();
  const auto command = static_cast<enum_server_command>(kComBinlogDumpGtid);
  if (mysql->methods->db_command(mysql, command, body.data(), body.size(), 1, nullptr) != 0)
    return fail(streamError());
  return {};
}

// Bytes that libmariadb or OpenSSL have already taken from the socket: poll() cannot see them.
bool DumpStream::buffered() const {
  const MARIADB_PVIO* pvio = m_connection->raw()->net.pvio;
  if (!pvio) return true;  // closed: the read tells the error
  if (pvio->cache && pvio->cache_pos < pvio->cache + pvio->cache_size) return true;
  if (!pvio->ctls) return false;
  return SSL_pending(static_cast<SSL*>(static_cast<const TlsHandle*>(pvio->ctls)->ssl)) > 0;
}

Result<bool> DumpStream::waitReadable(TimePoint deadline) {
  if (buffered()) {
    m_heardSince = true;
    return true;
  }
  const TimePoint now = steady_clock::now();
  if (m_heardSince) m_heard = now;
  m_heardSince = false;
  // Silence must be noticed even by one long wait.
  const TimePoint until = std::min(deadline, m_heard + m_deadAfter);
  const int64_t wait = std::chrono::ceil<milliseconds>(until - now).count();
  pollfd fd{mysql_get_socket(m_connection->raw()), POLLIN, 0};
  const int rc = ::poll(&fd, 1, static_cast<int>(std::clamp<int64_t>(wait, 0, 3600000)));
  if (rc < 0 && errno != EINTR) return fail(ErrorCode::Internal, {{"what", "poll"}});
  m_heardSince = rc > 0;
  return rc > 0;
}

Result<Packet> DumpStream::read(std::string_view& event, TimePoint deadline) {
  auto readable = waitReadable(deadline);
  if (!readable) return fail(readable.error());
  if (m_interrupted) return fail(ErrorCode::Cancelled);
  if (!*readable) {
    if (steady_clock::now() - m_heard >= m_deadAfter) return fail(lost("no heartbeat"));
    return Packet::Nothing;
  }
  MYSQL* mysql = m_connection->raw();
  const unsigned long size = mysql_net_read_packet(mysql);
  if (m_interrupted) return fail(ErrorCode::Cancelled);
  if (static_cast<unsigned>(size) == kPacketError) return fail(streamError());
  const unsigned char* p = mysql->net.read_pos;
  if (size == 0 || (size < 9 && p[0] == 0xfe)) return fail(lost("the server ended the stream"));
  event = {reinterpret_cast<const char*>(p + 1), size - 1};
  return Packet::Event;
}

Error DumpStream::lost(const char* reason) const {
  const db::ConnectParams& p = m_connection->params();
  Error e(ErrorCode::ConnectionLost, {{"source", p.sourceName},
                                      {"host", p.host},
                                      {"port", std::to_string(p.port)},
                                      {"server", reason}});
  e.retryable = true;
  return e;
}

Error DumpStream::streamError() const {
  Error e = m_connection->lastError();
  switch (e.serverErrno) {
    case 1236:
      e.code = codeOf1236(e.arg("server"));
      break;
    case 1373:  // ER_UNKNOWN_TARGET_BINLOG
    case 1789:  // ER_MASTER_HAS_PURGED_REQUIRED_GTIDS
      e.code = ErrorCode::BinlogPositionLost;
      break;
    default:
      return e;
  }
  e.with("position", m_position).with("reason", e.arg("server"));
  return e;
}

void DumpStream::interrupt() {
  m_interrupted = true;
  m_connection->interrupt();
}

}  // namespace twintide::capture
