// Purpose: what a connected server is and which SQL forms it takes.
// Owner: read once a connection by Session. Thread: plain value.
#pragma once

#include <string>

#include "engine/model/data_source.h"

namespace twintide::db {

struct ServerTraits {
  ServerKind kind = ServerKind::MySql;
  std::string version;  // VERSION()
  std::string comment;  // @@version_comment
  int number = 0;  // MariaDB 10.11.19 → 101119; MySQL 8.0.33 → 80033; OceanBase: 4.3.5.3 → 40305
  int64_t maxAllowedPacket = 0;
  bool isSeekdb = false;

  bool oceanBase() const { return kind == ServerKind::OceanBase; }
  bool mariaDb() const { return kind == ServerKind::MariaDb; }
  // A derived table can be written "VALUES ROW(..),ROW(..)" (MySQL 8.0.19+).
  bool hasValuesRow() const { return kind == ServerKind::MySql && number >= 80019; }
  // A derived table can be written "VALUES (..),(..)" (MariaDB 10.3.3+).
  bool hasTableValues() const { return kind == ServerKind::MariaDb && number >= 100303; }
};

// OceanBase is told by VERSION() and @@version_comment; its handshake says plain 5.7.25.
ServerTraits detectServer(const std::string& version, const std::string& comment);

}  // namespace twintide::db
