#include "engine/capture/binlog/dump_stream.h"

// ma_pvio.h needs this name, which only the server's own headers define, and mysql.h before it.
using uchar = unsigned char;
#include <mysql.h>

#include <ma_pvio.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <utility>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/gtid_set.h"
#include "engine/db/errors.h"
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
constexpr size_t kBacklog = 128 * 1024;  // in one burst
constexpr size_t kGather = 128 * 1024;
constexpr std::chrono::microseconds kGatherFor{500};
constexpr unsigned kThroughGtid = 4;           // BINLOG_THROUGH_GTID
constexpr uint8_t kError = 0xff, kEof = 0xfe;  // first byte of a packet; 0 before an event

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

// The server sends whenever its buffer for the connection is full, 16 KiB at first; a packet that
// it receives makes the buffer as large as itself, for good (net_serv.cc, net_realloc()). It cuts
// blanks at the end off before it logs a statement.
std::string roomyStatement(const db::ServerTraits& traits) {
  constexpr int64_t kRoom = 64 * 1024;
  const int64_t allowed = std::min(kRoom, traits.maxAllowedPacket / 2);
  return "DO 0" + std::string(static_cast<size_t>(allowed), ' ');
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
  stream->takeOver();
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
  if (!c.traits().oceanBase()) {
    // While the applier is busy the server must not give us up.
    TWINTIDE_TRY(c.execute("SET SESSION net_write_timeout=28800"));
    TWINTIDE_TRY(c.execute(roomyStatement(c.traits())));
  }
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
    return fail(streamError(m_connection->lastError()));
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
    return fail(streamError(m_connection->lastError()));
  return {};
}

// From here on the server only sends.
void DumpStream::takeOver() {
  const MARIADB_PVIO* pvio = m_connection->raw()->net.pvio;
  SSL* tls = nullptr;
  if (pvio->ctls) tls = static_cast<SSL*>(reinterpret_cast<TlsHandle*>(pvio->ctls)->ssl);
  std::string_view already;
  if (pvio->cache && pvio->cache_pos) {
    const auto* from = reinterpret_cast<const char*>(pvio->cache_pos);
    already = {from, static_cast<size_t>(pvio->cache + pvio->cache_size - pvio->cache_pos)};
  }
  m_packets = std::make_unique<PacketReader>(m_connection->socket(), tls, already);
  m_heard = steady_clock::now();
}

// False once the deadline has passed.
Result<bool> DumpStream::awaitBytes(TimePoint deadline) {
  if (deadline == TimePoint()) return false;
  // While a backlog comes in, the server would wake us for every 16 KiB, which takes it a part of
  // its time: let some of it gather, for a moment.
  if (std::exchange(m_burst, 0) >= kBacklog && m_connection->awaitBytes(kGather, kGatherFor) > 0)
    return true;
  const TimePoint now = steady_clock::now();
  if (m_heardSince) m_heard = now;
  m_heardSince = false;
  // Silence must be noticed even by one long wait.
  const TimePoint until = std::min(deadline, m_heard + m_deadAfter);
  const auto wait = std::clamp<std::chrono::nanoseconds>(until - now, {}, std::chrono::hours(1));
  const int rc = m_connection->awaitBytes(1, wait);
  if (rc < 0 && errno != EINTR) return fail(ErrorCode::Internal, {{"what", "poll"}});
  if (rc > 0) return true;
  if (steady_clock::now() - m_heard >= m_deadAfter) return fail(lost("no heartbeat"));
  return steady_clock::now() < deadline;
}

Result<Packet> DumpStream::read(std::string_view& event, TimePoint deadline) {
  std::optional<std::string_view> packet;
  while (!(packet = m_packets->next())) {
    if (m_interrupted) return fail(ErrorCode::Cancelled);
    auto more = m_packets->fill();
    if (m_interrupted) return fail(ErrorCode::Cancelled);
    if (!more) return fail(broken(more.error()));
    if (*more > 0) {
      m_heardSince = true;
      m_burst += *more;
      continue;
    }
    auto waited = awaitBytes(deadline);
    if (!waited) return fail(waited.error());
    if (!*waited) return Packet::Nothing;
  }
  const auto head = packet->empty() ? kEof : static_cast<uint8_t>(packet->front());
  if (head == kError) return fail(refused(packet->substr(1)));
  if (head == kEof && packet->size() < 9) return fail(lost("the server ended the stream"));
  event = packet->substr(1);
  return Packet::Event;
}

Error DumpStream::broken(const Error& error) const {
  if (error.code == ErrorCode::ConnectionLost) return lost(error.arg("server"));
  Error e = error;
  return e.with("position", m_position);
}

Error DumpStream::lost(const std::string& reason) const {
  const db::ConnectParams& p = m_connection->params();
  Error e(ErrorCode::ConnectionLost, {{"source", p.sourceName},
                                      {"host", p.host},
                                      {"port", std::to_string(p.port)},
                                      {"server", reason}});
  e.retryable = true;
  return e;
}

// An ERR packet behind its head: number, '#' and SQLSTATE, message (protocol "ERR_Packet").
Error DumpStream::refused(std::string_view body) const {
  ByteReader in(body);
  const unsigned number = in.u16();
  std::string_view message = in.rest();
  if (message.size() >= 6 && message[0] == '#') message.remove_prefix(6);
  return streamError(db::serverError(number, std::string(message), m_connection->params()));
}

Error DumpStream::streamError(Error e) const {
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
