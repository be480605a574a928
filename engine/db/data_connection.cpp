#include "engine/db/data_connection.h"

#include <mysql.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "engine/db/errors.h"

namespace twintide::db {
namespace {

void setTls(MYSQL* mysql, const TlsOptions& tls) {
  if (tls.mode == TlsMode::Off) return;
  const my_bool yes = 1;
  const my_bool verify = tls.mode == TlsMode::VerifyIdentity;
  mysql_optionsv(mysql, MYSQL_OPT_SSL_ENFORCE, &yes);
  mysql_optionsv(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  if (tls.mode != TlsMode::Required && !tls.caFile.empty())
    mysql_optionsv(mysql, MYSQL_OPT_SSL_CA, tls.caFile.c_str());
  if (!tls.certFile.empty()) mysql_optionsv(mysql, MYSQL_OPT_SSL_CERT, tls.certFile.c_str());
  if (!tls.keyFile.empty()) mysql_optionsv(mysql, MYSQL_OPT_SSL_KEY, tls.keyFile.c_str());
}

void setTimeouts(MYSQL* mysql, const ConnectParams& p) {
  const unsigned connect = static_cast<unsigned>(p.connectTimeout.count());
  const unsigned io = static_cast<unsigned>(p.readTimeout.count());
  mysql_optionsv(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
  mysql_optionsv(mysql, MYSQL_OPT_READ_TIMEOUT, &io);
  mysql_optionsv(mysql, MYSQL_OPT_WRITE_TIMEOUT, &io);
}

// A peer that vanished, or a router that forgot us, is found out during a long silence.
void keepAlive(int socket) {
  const int on = 1, idleSeconds = 30, betweenSeconds = 10, times = 3;
  ::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idleSeconds, sizeof idleSeconds);
  ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &betweenSeconds, sizeof betweenSeconds);
  ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &times, sizeof times);
}

constexpr size_t kMostAwaited = 16 * 1024;           // bytes; a socket may hold no more
constexpr std::chrono::milliseconds kStopLook{100};  // how soon a wish to stop is seen
constexpr std::chrono::seconds kStopPatience{10};
constexpr std::chrono::hours kLongestStatement{24};

// Anything but silence or no way there: a server may be too full for one more connection.
bool answers(const ConnectParams& params) {
  auto other = DataConnection::open(params, {false, false, false});
  if (other) return true;
  switch (other.error().code) {
    case ErrorCode::ConnectRefused:
    case ErrorCode::ConnectTimedOut:
    case ErrorCode::ConnectionLost:
    case ErrorCode::HostUnknown:
      return false;
    default:
      return true;
  }
}

// Server-side results that a call did not ask for must still be read off the wire.
void discardResult(MYSQL* mysql) {
  if (MYSQL_RES* result = mysql_store_result(mysql)) mysql_free_result(result);
}

}  // namespace

Result<std::unique_ptr<DataConnection>> DataConnection::open(const ConnectParams& params,
                                                             const DataOptions& options) {
  std::unique_ptr<DataConnection> c(new DataConnection);
  c->m_params = params;
  c->m_mysql = mysql_init(nullptr);
  setTls(c->m_mysql, params.tls);
  setTimeouts(c->m_mysql, params);
  mysql_optionsv(c->m_mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  // "localhost" must not mean a unix socket here and TCP in Session.
  const unsigned tcp = MYSQL_PROTOCOL_TCP;
  mysql_optionsv(c->m_mysql, MYSQL_OPT_PROTOCOL, &tcp);
  // Our own limit must not be smaller than the server's (libmariadb's default is 16 MiB).
  const unsigned long packet = 1UL << 30;
  mysql_optionsv(c->m_mysql, MYSQL_OPT_MAX_ALLOWED_PACKET, &packet);
  unsigned long flags = 0;
  if (options.multiStatements) flags |= CLIENT_MULTI_STATEMENTS;
  if (options.foundRows) flags |= CLIENT_FOUND_ROWS;
  if (!mysql_real_connect(c->m_mysql, params.host.c_str(), params.login.c_str(),
                          params.password.reveal().c_str(), nullptr, params.port, nullptr, flags)) {
    return fail(c->lastError());
  }
  // Connector/C goes on in plain text when the server has no TLS, whatever was enforced (seen
  // on 3.3).
  if (params.tls.mode != TlsMode::Off && !mysql_get_ssl_cipher(c->m_mysql)) {
    Error plain = serverError(2026, "the server offers no TLS", params);
    plain.retryable = false;
    return fail(std::move(plain));
  }
  c->m_socket = mysql_get_socket(c->m_mysql);
  keepAlive(c->m_socket);
  TWINTIDE_TRY(c->setUp(options));
  return c;
}

Status DataConnection::setUp(const DataOptions& options) {
  auto version = rows("SELECT VERSION(), @@version_comment, @@max_allowed_packet");
  if (!version) return fail(version.error());
  const auto& row = (*version)[0];
  m_traits = detectServer(row[0].value_or(""), row[1].value_or(""));
  m_traits.maxAllowedPacket = std::strtoll(row[2].value_or("0").c_str(), nullptr, 10);
  TWINTIDE_TRY(execute("SET SESSION time_zone='+00:00'"));
  if (m_traits.oceanBase()) TWINTIDE_TRY(execute("SET SESSION ob_query_timeout=100000000"));
  if (!options.writerSession) return {};
  TWINTIDE_TRY(execute(kStrictMode));
  TWINTIDE_TRY(execute("SET SESSION foreign_key_checks=0"));
  TWINTIDE_TRY(execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"));
  if (m_traits.oceanBase())
    TWINTIDE_TRY(execute("SET SESSION ob_trx_lock_timeout=5000000"));
  else
    TWINTIDE_TRY(execute("SET SESSION innodb_lock_wait_timeout=5"));
  return m_traits.mariaDb() ? logRowsAlone() : Status();
}

// MariaDB logs the text of a statement beside its rows, for people to read. Of ours that is half of
// what a merged update takes in the binlog.
Status DataConnection::logRowsAlone() {
  constexpr unsigned kDenied = 1227;  // it takes BINLOG ADMIN, which is not asked for
  auto done = execute("SET SESSION binlog_annotate_row_events=0");
  if (!done && done.error().serverErrno != kDenied) return fail(done.error());
  return {};
}

DataConnection::~DataConnection() {
  if (m_mysql) mysql_close(m_mysql);
}

Error DataConnection::lastError(std::string_view sql) const {
  return serverError(mysql_errno(m_mysql), mysql_error(m_mysql), m_params, sql);
}

uint64_t DataConnection::threadId() const {
  return mysql_thread_id(m_mysql);
}

void DataConnection::interrupt() {
  if (m_socket >= 0) ::shutdown(m_socket, SHUT_RDWR);
}

Result<StatementOutcome> DataConnection::execute(std::string_view sql) {
  if (mysql_real_query(m_mysql, sql.data(), sql.size()) != 0) return fail(lastError(sql));
  discardResult(m_mysql);
  if (mysql_errno(m_mysql) != 0) return fail(lastError(sql));
  return StatementOutcome{mysql_affected_rows(m_mysql), mysql_warning_count(m_mysql)};
}

Result<StatementOutcome> DataConnection::executePatiently(std::string_view sql,
                                                          const std::stop_token& stop) {
  TWINTIDE_TRY(send(sql));
  // Read in any case, so that the library knows that the connection has ended.
  if (!awaitAnswer(stop)) interrupt();
  if (mysql_read_query_result(m_mysql) != 0) return fail(lastError(sql));
  discardResult(m_mysql);
  if (mysql_errno(m_mysql) != 0) return fail(lastError(sql));
  return StatementOutcome{mysql_affected_rows(m_mysql), mysql_warning_count(m_mysql)};
}

// False when given up. What was sent before has been read, so only the answer makes it readable.
bool DataConnection::awaitAnswer(const std::stop_token& stop) {
  using Clock = std::chrono::steady_clock;
  Clock::time_point until = Clock::now() + kLongestStatement;
  Clock::time_point ask = Clock::now() + m_params.readTimeout;
  bool stopping = false;
  for (;;) {
    pollfd wait{m_socket, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(kStopLook.count())) != 0 && wait.revents) return true;
    const auto now = Clock::now();
    if (stop.stop_requested() && !std::exchange(stopping, true))
      until = std::min(until, now + kStopPatience);
    if (now >= until) return false;
    if (now < ask) continue;
    if (!answers(m_params)) return false;
    ask = Clock::now() + m_params.readTimeout;
  }
}

Result<PacketOutcome> DataConnection::executePacket(std::string_view packet) {
  TWINTIDE_TRY(send(packet));
  return receive(packet);
}

Status DataConnection::send(std::string_view packet) {
  if (mysql_send_query(m_mysql, packet.data(), packet.size()) != 0) return fail(lost(packet));
  return {};
}

// Whatever the library calls it: in the middle of a conversation it leaves the outcome unknown.
Error DataConnection::lost(std::string_view sql) const {
  Error error = lastError(sql);
  error.code = ErrorCode::ConnectionLost;
  error.retryable = true;
  return error;
}

int DataConnection::awaitBytes(size_t least, std::chrono::nanoseconds atMost) const {
  auto wakeAt = [&](size_t n) {
    const int bytes = static_cast<int>(n);
    if (least > 1) ::setsockopt(m_socket, SOL_SOCKET, SO_RCVLOWAT, &bytes, sizeof bytes);
  };
  wakeAt(least);
  pollfd fd{m_socket, POLLIN, 0};
  const auto s = std::chrono::duration_cast<std::chrono::seconds>(atMost);
  const timespec time{s.count(), (atMost - s).count()};
  const int rc = ::ppoll(&fd, 1, &time, nullptr);
  wakeAt(1);
  return rc;
}

bool DataConnection::awaitAnswers(size_t least, std::chrono::milliseconds quiet) const {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kTick{10};
  if (!awaitsLeast()) return true;
  int seen = 0;
  Clock::time_point since = Clock::now();
  for (;;) {
    if (awaitBytes(std::min(least, kMostAwaited), kTick) != 0 || answersThere(least)) return true;
    int now = 0;
    if (::ioctl(m_socket, FIONREAD, &now) != 0) return true;
    if (now != seen) since = Clock::now();
    seen = now;
    if (Clock::now() - since >= quiet) return false;
  }
}

bool DataConnection::answersThere(size_t least) const {
  return awaitBytes(std::min(least, kMostAwaited), std::chrono::nanoseconds(0)) != 0 ||
         refusalThere();
}

// Looks at what has come: packets with three bytes of length and one of number before them, 0xff as
// the first byte of a refusal (protocol "ERR_Packet").
bool DataConnection::refusalThere() const {
  if (m_params.tls.mode != TlsMode::Off) return false;
  constexpr unsigned char kRefusal = 0xff;
  constexpr ssize_t kHead = 4;
  unsigned char bytes[kMostAwaited];
  const ssize_t size = ::recv(m_socket, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
  for (ssize_t at = 0; at + kHead < size;) {
    if (bytes[at + kHead] == kRefusal) return true;
    at += kHead + (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16);
  }
  return false;
}

Result<PacketOutcome> DataConnection::receive(std::string_view packet, size_t least) {
  using Clock = std::chrono::steady_clock;
  // A shorter answer is an error, or the rest of one that has been read: no need to hurry.
  constexpr std::chrono::milliseconds kMost{2};
  // Reading what is there already takes less.
  constexpr std::chrono::microseconds kAtOnce{300};
  if (least == 0 || !awaitsLeast()) return readAnswers(packet);
  const bool tooLong = awaitBytes(std::min(least, kMostAwaited), kMost) == 0;
  const Clock::time_point since = Clock::now();
  auto outcome = readAnswers(packet);
  const bool inVain = tooLong && outcome && !outcome->failed && Clock::now() - since < kAtOnce;
  m_inVain = inVain ? m_inVain + 1 : 0;
  return outcome;
}

Result<PacketOutcome> DataConnection::readAnswers(std::string_view packet) {
  PacketOutcome out;
  int status = mysql_read_query_result(m_mysql);
  while (status == 0) {
    discardResult(m_mysql);
    if (mysql_errno(m_mysql) != 0) break;
    out.done.push_back({mysql_affected_rows(m_mysql), mysql_warning_count(m_mysql)});
    status = mysql_next_result(m_mysql);
    if (status == -1) return out;
  }
  Error error = lastError(packet);
  if (error.code == ErrorCode::ConnectionLost || isConnectionLoss(error.serverErrno))
    return fail(lost(packet));
  out.failed = true;
  out.error = std::move(error);
  return out;
}

Status DataConnection::stream(std::string_view sql,
                              const std::function<bool(const std::vector<FieldView>&)>& sink) {
  if (mysql_real_query(m_mysql, sql.data(), sql.size()) != 0) return fail(lastError(sql));
  MYSQL_RES* result = mysql_use_result(m_mysql);
  if (!result) return fail(lastError(sql));
  const unsigned columns = mysql_num_fields(result);
  std::vector<FieldView> fields(columns);
  bool more = true;
  while (MYSQL_ROW row = mysql_fetch_row(result)) {
    if (!more) continue;  // the rest must be read off the wire before the next statement
    const unsigned long* lengths = mysql_fetch_lengths(result);
    for (unsigned i = 0; i < columns; ++i) fields[i] = {row[i], row[i] ? lengths[i] : 0};
    more = sink(fields);
  }
  const bool failed = mysql_errno(m_mysql) != 0;
  Error error = failed ? lastError(sql) : Error();
  mysql_free_result(result);
  if (failed) return fail(std::move(error));
  return {};
}

Result<std::vector<std::vector<std::optional<std::string>>>> DataConnection::rows(
    std::string_view sql) {
  std::vector<std::vector<std::optional<std::string>>> out;
  TWINTIDE_TRY(stream(sql, [&](const std::vector<FieldView>& fields) {
    auto& row = out.emplace_back();
    for (const FieldView& f : fields) {
      row.push_back(f.data ? std::optional<std::string>(std::in_place, f.data, f.size)
                           : std::nullopt);
    }
    return true;
  }));
  return out;
}

}  // namespace twintide::db
