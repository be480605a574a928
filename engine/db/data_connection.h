// Purpose: data-plane connection over libmariadb: multi-statement packets, streamed results, the
// raw handle for replication commands.
// Owner: one user at a time. Thread: one at a time; interrupt() from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/connect_params.h"
#include "engine/db/server_traits.h"

struct st_mysql;

namespace twintide::db {

// For writing rows: nothing is cut silently; yet zero dates and 31 February pass as the source has
// them, and 0 stays 0 in an auto-increment column.
inline constexpr const char* kStrictMode =
    "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'";
inline constexpr const char* kLenientMode = "SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO'";

struct DataOptions {
  bool multiStatements = true;
  bool foundRows = true;  // UPDATE reports matched, not changed rows
  // Session set-up for apply and copy: strict, foreign_key_checks 0, READ-COMMITTED, long
  // timeouts on OceanBase, no texts of statements in MariaDB's binlog. False leaves the server's
  // defaults.
  bool writerSession = true;
};

// One column value of a streamed row; data is null for SQL NULL and valid until the next row.
struct FieldView {
  const char* data = nullptr;
  size_t size = 0;
};

struct StatementOutcome {
  uint64_t rows = 0;  // matched (foundRows) or affected rows
  uint64_t warnings = 0;
};

// Answers to the statements of a packet when all goes well: how many, and the least bytes of them.
struct Answers {
  size_t count = 0, bytes = 0;
  constexpr Answers& operator+=(const Answers& o) {
    count += o.count;
    bytes += o.bytes;
    return *this;
  }
};
// An OK packet: its head and seven bytes (protocol "OK_Packet"), and what mysql_info() says, with
// numbers of one digit ("Rows matched: 1  Changed: 1  Warnings: 0"; seen alike on MariaDB, MySQL
// and OceanBase).
inline constexpr Answers kStatementAnswer{1, 11};
inline constexpr Answers kUpdateAnswer{1, 52};
inline constexpr Answers kInsertRowsAnswer{1, 50};  // of several rows

// What a multi-statement packet did: outcomes of the statements before the first error.
struct PacketOutcome {
  std::vector<StatementOutcome> done;
  bool failed = false;
  Error error;  // meaningful if failed; the statement at index done.size() failed
};

class DataConnection {
 public:
  static Result<std::unique_ptr<DataConnection>> open(const ConnectParams& params,
                                                      const DataOptions& options = {});
  ~DataConnection();
  DataConnection(const DataConnection&) = delete;
  DataConnection& operator=(const DataConnection&) = delete;

  // One statement without a result set.
  Result<StatementOutcome> execute(std::string_view sql);
  // One that may take longer than the read timeout: waited for as long as the server answers
  // others, a day at most, and ten seconds from when it is asked to stop. ConnectionLost then: the
  // server may go on with it, this connection is of no use any more.
  Result<StatementOutcome> executePatiently(std::string_view sql, const std::stop_token& stop);
  // Several statements joined by ';' in one packet. A lost connection is an Error of the Result
  // (outcome unknown); a refused statement is PacketOutcome::failed (earlier ones stay done).
  Result<PacketOutcome> executePacket(std::string_view packet);
  // The two halves of executePacket(), so that the caller can work while the server does: nothing
  // else may be asked of the connection in between. send() fails only with a lost connection.
  Status send(std::string_view packet);
  // `least`: bytes that come if all goes well. The server sends its answers one by one; one that
  // waits for the next is not woken by each of them.
  Result<PacketOutcome> receive(std::string_view packet, size_t least = 0);
  // Waits until the answers of so many bytes are there, or a refusal, or the connection's end.
  // False when nothing has come for `quiet`. For who has something else to do then; receive() reads
  // them.
  bool awaitAnswers(size_t least, std::chrono::milliseconds quiet) const;
  // Whether they are there now. Behind TLS a refusal alone cannot be seen.
  bool answersThere(size_t least) const;
  // False once that has been in vain too often: something in between makes the answers shorter.
  bool awaitsLeast() const { return m_inVain < kMostInVain; }
  // Rows are handed over unbuffered; the sink returns false to stop early.
  Status stream(std::string_view sql,
                const std::function<bool(const std::vector<FieldView>&)>& sink);
  // Small result, buffered; nullopt = NULL.
  Result<std::vector<std::vector<std::optional<std::string>>>> rows(std::string_view sql);

  const ServerTraits& traits() const { return m_traits; }
  const ConnectParams& params() const { return m_params; }
  uint64_t threadId() const;  // the server's id of this connection
  st_mysql* raw() { return m_mysql; }
  int socket() const { return m_socket; }
  // Waits until so many bytes are there, the connection is at its end, or the time is over; the
  // kernel does not wake us for fewer. As poll(): 1, 0 once the time is over, -1 with errno.
  int awaitBytes(size_t least, std::chrono::nanoseconds atMost) const;
  // Shuts the socket: a blocked call returns ConnectionLost at once. Thread: any.
  void interrupt();
  // The last error of the raw handle as an Error.
  Error lastError(std::string_view sql = {}) const;

 private:
  DataConnection() = default;
  Status setUp(const DataOptions& options);
  Status logRowsAlone();
  bool awaitAnswer(const std::stop_token& stop);
  Error lost(std::string_view sql) const;
  bool refusalThere() const;
  Result<PacketOutcome> readAnswers(std::string_view packet);
  static constexpr int kMostInVain = 8;
  st_mysql* m_mysql = nullptr;
  int m_socket = -1;
  int m_inVain = 0;  // times in a row that receive() waited for bytes that did not come
  ConnectParams m_params;
  ServerTraits m_traits;
};

}  // namespace twintide::db
