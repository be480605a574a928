#include "engine/db/session.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>
#include <strings.h>

#include <cstdlib>
#include <mutex>

#include "engine/db/errors.h"

namespace twintide::db {

std::string Rows::text(size_t row, std::string_view column) const {
  for (size_t c = 0; c < columns.size(); ++c) {
    const bool same = columns[c].size() == column.size() &&
                      strncasecmp(columns[c].data(), column.data(), column.size()) == 0;
    if (same && row < rows.size()) return rows[row][c].value_or("");
  }
  return "";
}

int64_t Rows::integer(size_t row, std::string_view column) const {
  return std::strtoll(text(row, column).c_str(), nullptr, 10);
}

struct Session::Impl {
  std::unique_ptr<sql::Connection> connection;
};

namespace {

// get_driver_instance() is not thread safe in 1.1.12 (driver/mysql_driver.cpp).
sql::Driver* driver() {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  return get_driver_instance();
}

void applyTls(sql::ConnectOptionsMap& options, const TlsOptions& tls) {
  if (tls.mode == TlsMode::Off) return;
  options["sslEnforce"] = true;
  if (tls.mode != TlsMode::Required && !tls.caFile.empty()) options["sslCA"] = tls.caFile;
  if (tls.mode == TlsMode::VerifyIdentity) options["sslVerify"] = true;
  if (!tls.certFile.empty()) options["sslCert"] = tls.certFile;
  if (!tls.keyFile.empty()) options["sslKey"] = tls.keyFile;
}

sql::ConnectOptionsMap connectOptions(const ConnectParams& p) {
  sql::ConnectOptionsMap options;
  options["hostName"] = "tcp://" + p.host + ":" + std::to_string(p.port);
  options["userName"] = p.login;
  options["password"] = p.password.reveal();
  options["OPT_CONNECT_TIMEOUT"] = static_cast<int>(p.connectTimeout.count());
  options["OPT_READ_TIMEOUT"] = static_cast<int>(p.readTimeout.count());
  options["OPT_WRITE_TIMEOUT"] = static_cast<int>(p.readTimeout.count());
  options["OPT_CHARSET_NAME"] = std::string("utf8mb4");
  applyTls(options, p.tls);
  return options;
}

Error toError(const sql::SQLException& e, const ConnectParams& params, std::string_view sql = {}) {
  return serverError(static_cast<unsigned>(e.getErrorCode()), e.what(), params, sql);
}

}  // namespace

Session::Session() : m_impl(std::make_unique<Impl>()) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(const ConnectParams& params) {
  std::unique_ptr<Session> s(new Session);
  s->m_params = params;
  try {
    sql::ConnectOptionsMap options = connectOptions(params);
    s->m_impl->connection.reset(driver()->connect(options));
  } catch (const sql::SQLException& e) {
    return fail(toError(e, params));
  }
  auto rows = s->query("SELECT VERSION(), @@version_comment, @@max_allowed_packet");
  if (!rows) return fail(rows.error());
  s->m_traits = detectServer(rows->rows[0][0].value_or(""), rows->rows[0][1].value_or(""));
  s->m_traits.maxAllowedPacket = std::strtoll(rows->rows[0][2].value_or("0").c_str(), nullptr, 10);
  TWINTIDE_TRY(s->checkTls());
  TWINTIDE_TRY(s->execute("SET NAMES utf8mb4"));
  // Named zones need filled zone tables, which OceanBase seldom has.
  TWINTIDE_TRY(s->execute("SET SESSION time_zone='+00:00'"));
  TWINTIDE_TRY(s->execute("SET SESSION autocommit=1"));
  if (s->m_traits.oceanBase()) TWINTIDE_TRY(s->execute("SET SESSION ob_query_timeout=100000000"));
  return s;
}

// The client library goes on in plain text when the server has no TLS, whatever was enforced.
Status Session::checkTls() {
  if (m_params.tls.mode == TlsMode::Off) return {};
  auto cipher = query("SHOW STATUS LIKE 'Ssl_cipher'");
  if (!cipher) return fail(cipher.error());
  if (!cipher->empty() && !cipher->text(0, "Value").empty()) return {};
  Error plain = serverError(2026, "the server offers no TLS", m_params);
  plain.retryable = false;
  return fail(std::move(plain));
}

Result<Rows> Session::query(const std::string& sql, size_t maxRows) {
  try {
    std::unique_ptr<sql::Statement> statement(m_impl->connection->createStatement());
    std::unique_ptr<sql::ResultSet> result(statement->executeQuery(sql));
    Rows out;
    sql::ResultSetMetaData* meta = result->getMetaData();
    const unsigned columns = meta->getColumnCount();
    for (unsigned c = 1; c <= columns; ++c) out.columns.push_back(meta->getColumnLabel(c));
    while (result->next() && out.rows.size() < maxRows) {
      auto& row = out.rows.emplace_back();
      for (unsigned c = 1; c <= columns; ++c) {
        const bool null = result->isNull(c);
        row.push_back(null ? Value() : Value(result->getString(c).asStdString()));
      }
    }
    return out;
  } catch (const sql::SQLException& e) {
    return fail(toError(e, m_params, sql));
  }
}

Result<uint64_t> Session::execute(const std::string& sql) {
  try {
    std::unique_ptr<sql::Statement> statement(m_impl->connection->createStatement());
    if (!statement->execute(sql)) return statement->getUpdateCount();
    std::unique_ptr<sql::ResultSet> ignored(statement->getResultSet());
    return 0;
  } catch (const sql::SQLException& e) {
    return fail(toError(e, m_params, sql));
  }
}

Result<std::string> Session::scalar(const std::string& sql) {
  auto rows = query(sql, 1);
  if (!rows) return fail(rows.error());
  if (rows->rows.empty() || rows->rows[0].empty()) return std::string();
  return rows->rows[0][0].value_or("");
}

bool Session::alive() {
  return query("SELECT 1").has_value();
}

}  // namespace twintide::db
