// Purpose: the events around rows: rotate, GTID, query, XA prepare.
// Owner: the event processor. Thread: pure functions; views point into the event.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/capture/binlog/event.h"
#include "engine/capture/binlog/gtid_set.h"

namespace twintide::capture {

struct RotateInfo {
  uint64_t position = 4;
  std::string_view file;
};
Result<RotateInfo> parseRotate(const Event& event);

// GTID (33) and ANONYMOUS_GTID (34).
struct GtidInfo {
  GtidSet::Uuid uuid{};
  uint64_t number = 0;
  uint64_t lastCommitted = 0, sequenceNumber = 0;
  uint64_t commitUs = 0;  // immediate_commit_timestamp, MySQL 8.0.1+; 0 = not there
};
Result<GtidInfo> parseGtid(const Event& event);

// MariaDB's GTID (162); flags2 as in Gtid_log_event (sql/log_event.h).
struct MariaGtidInfo {
  uint64_t number = 0;
  uint32_t domain = 0;
  bool standalone = false, ddl = false, preparedXa = false, completedXa = false;
  bool startAlter = false, rollbackAlter = false;  // binlog_alter_two_phase
};
Result<MariaGtidInfo> parseMariaGtid(const Event& event);

struct QueryInfo {
  std::string_view database;
  std::string_view sql;
  uint64_t sqlMode = 0;
  uint16_t clientCollation = 0;                    // 0 = not told
  std::vector<std::string_view> updatedDatabases;  // MySQL; empty = not told
  bool ansiQuotes() const { return sqlMode & 0x4; }
  bool noBackslashEscapes() const { return sqlMode & 0x100000; }
};
// extraPostHeader: EXECUTE_LOAD_QUERY carries 13 more bytes before the status variables.
Result<QueryInfo> parseQuery(const Event& event, size_t extraPostHeader = 0);

// XA_PREPARE_LOG_EVENT: one phase = this is the commit.
Result<bool> parseXaOnePhase(const Event& event);

}  // namespace twintide::capture
