#include "engine/db/errors.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace twintide::db {
namespace {

template <size_t N>
bool isOneOf(unsigned value, const std::array<unsigned, N>& set) {
  return std::find(set.begin(), set.end(), value) != set.end();
}

// libmariadb puts all failures to connect under 2002/2003 (errmsg.h) and tells them apart by text.
ErrorCode connectCode(const std::string& message) {
  auto has = [&](const char* part) { return message.find(part) != std::string::npos; };
  if (has("Unknown") && has("host")) return ErrorCode::HostUnknown;
  if (has("(110)") || has("timed out") || has("(115)") || has("\"Timeout\"")) {
    return ErrorCode::ConnectTimedOut;
  }
  return ErrorCode::ConnectRefused;
}

ErrorCode codeOf(unsigned errnum, const std::string& message) {
  switch (errnum) {
    case 2002:
    case 2003:
      return connectCode(message);
    case 2005:
      return ErrorCode::HostUnknown;
    case 2026:
      return ErrorCode::TlsFailed;
    case 2006:
    case 2013:
    case 2055:
    case 1053:
    case 1927:
      return ErrorCode::ConnectionLost;
    case 1045:
    case 1044:
    case 1130:
    case 1251:
    case 1698:
      return ErrorCode::LoginDenied;
    case 1049:
      return ErrorCode::DatabaseUnknown;
    case 1153:
      return ErrorCode::PacketTooLarge;
    case 1146:
      return ErrorCode::TargetTableMissing;
    case 1054:
      return ErrorCode::TargetColumnMissing;
    default:
      return ErrorCode::ServerError;
  }
}

std::string firstQuoted(const std::string& message) {
  const size_t open = message.find('\'');
  const size_t close = open == std::string::npos ? open : message.find('\'', open + 1);
  return close == std::string::npos ? "" : message.substr(open + 1, close - open - 1);
}

// Index just past a quoted run that starts at `at`.
size_t endOfQuoted(std::string_view sql, size_t at) {
  const char quote = sql[at];
  for (size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] == '\\') {
      ++i;
    } else if (sql[i] == quote) {
      if (i + 1 < sql.size() && sql[i + 1] == quote) {
        ++i;
      } else {
        return i + 1;
      }
    }
  }
  return sql.size();
}

}  // namespace

std::string redactSql(std::string_view sql, size_t maxChars) {
  std::string out;
  for (size_t i = 0; i < sql.size() && out.size() < maxChars;) {
    const char c = sql[i];
    if (c == '\'' || c == '"') {
      out += '?';
      i = endOfQuoted(sql, i);
    } else {
      out += c;
      ++i;
    }
  }
  if (out.size() >= maxChars) out += "…";
  return out;
}

bool isRetryable(unsigned errnum) {
  // 1205 lock wait, 1213 deadlock, 1020 record changed (MariaDB snapshot isolation); OceanBase:
  // 4012 timeout, 4030 memory, 4038 not master, 5066 leader changed, 6001–6006 and 6224 transaction
  // set aside, 4019/4023/4029 busy (oceanbase-doc error code list).
  static constexpr std::array<unsigned, 18> kRetry = {1205, 1213, 1020, 4012, 4013, 4019,
                                                      4023, 4029, 4030, 4038, 5066, 6001,
                                                      6002, 6003, 6004, 6005, 6006, 6224};
  return isOneOf(errnum, kRetry);
}

bool isConnectionLoss(unsigned errnum) {
  static constexpr std::array<unsigned, 8> kLost = {2002, 2003, 2006, 2013, 2027, 2055, 1053, 1927};
  return isOneOf(errnum, kLost);
}

bool refusesValue(unsigned errnum) {
  // Too long, out of range, truncated, wrong string, cannot be null, check violated, bad geometry,
  // bad JSON.
  return isOneOf(errnum,
                 std::array{1406u, 1264u, 1265u, 1366u, 1292u, 1048u, 3819u, 4025u, 1416u, 3140u});
}

bool violatesForeignKey(unsigned errnum) {
  return isOneOf(errnum, std::array{1451u, 1452u, 1216u, 1217u});
}

Error serverError(unsigned errnum, const std::string& message, const ConnectParams& params,
                  std::string_view sql) {
  Error e(codeOf(errnum, message));
  e.serverErrno = errnum;
  e.retryable = isRetryable(errnum) || isConnectionLoss(errnum);
  e.with("source", params.sourceName).with("host", params.host);
  e.with("port", std::to_string(params.port)).with("user", params.login);
  // A server quotes values in some messages (1062, 1292); they are the DBA's own rows, kept short.
  e.with("server", message.substr(0, 500)).with("errno", std::to_string(errnum));
  if (!sql.empty()) e.with("sql", redactSql(sql));
  // "Table 'shop.t' doesn't exist", "Unknown column 'c' in 'field list'": names, not values.
  if (e.code == ErrorCode::TargetTableMissing) e.with("table", firstQuoted(message));
  if (e.code == ErrorCode::TargetColumnMissing) e.with("column", firstQuoted(message));
  return e;
}

}  // namespace twintide::db
