// Purpose: what a test connection learns about a server.
// Owner: read by engine/db. Thread: plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/data_source.h"
#include "engine/model/table_schema.h"

namespace twintide {

struct ServerInfo {
  ServerKind kind = ServerKind::MySql;
  std::string version;          // "5.7.25-OceanBase seekdb-v1.4.0.0"
  std::string product;          // "OceanBase 4.3.5.3 seekdb", "MariaDB 10.11.19", "MySQL 8.0.33"
  int versionNumber = 0;        // 100 * (100 * major + minor) + patch of the product, e.g. 101119
  bool binlogReadable = false;  // the binlog protocol answers
  bool changeLogPossible = false;  // triggers + ORA_ROWSCN
  std::string tlsCipher;           // empty = plain text
  int64_t roundTripUs = 0;
  int64_t clockSkewUs = 0;             // server minus ours, ± half the round trip
  std::string uuid;                    // tells two addresses of one server; empty = unknown
  std::vector<std::string> databases;  // without system ones
};

// One row of the object chooser.
struct TableBrief {
  TableId id;
  int64_t rowEstimate = 0;
  bool hasKey = false;
  bool isView = false;
};

}  // namespace twintide
