// Purpose: control-plane connection (prechecks, schema reading, metadata) over Connector/C++.
// Owner: one user at a time. Thread: not shared; may move between threads between calls.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/connect_params.h"
#include "engine/db/server_traits.h"

namespace twintide::db {

using Value = std::optional<std::string>;  // nullopt = SQL NULL

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  bool empty() const { return rows.empty(); }
  // Value of a column by name (ASCII case-insensitive), "" for NULL or when absent.
  std::string text(size_t row, std::string_view column) const;
  int64_t integer(size_t row, std::string_view column) const;  // 0 when not a number
};

class Session {
 public:
  // Connects and fixes the session: utf8mb4, time_zone '+00:00', autocommit, no silent reconnect;
  // on OceanBase ob_query_timeout 100 s. Errors: HostUnknown, ConnectRefused, ConnectTimedOut,
  // LoginDenied, TlsFailed.
  static Result<std::unique_ptr<Session>> open(const ConnectParams& params);
  ~Session();

  // At most maxRows are fetched; for small control-plane results.
  Result<Rows> query(const std::string& sql, size_t maxRows = 200000);
  // Affected rows.
  Result<uint64_t> execute(const std::string& sql);
  // First column of the first row; "" when there is none or it is NULL.
  Result<std::string> scalar(const std::string& sql);

  const ServerTraits& traits() const { return m_traits; }
  const ConnectParams& params() const { return m_params; }
  bool alive();

 private:
  Session();
  Status checkTls();
  struct Impl;
  std::unique_ptr<Impl> m_impl;
  ConnectParams m_params;
  ServerTraits m_traits;
};

}  // namespace twintide::db
