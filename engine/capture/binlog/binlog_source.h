// Purpose: the ChangeSource that reads the binlog of MariaDB, MySQL and OceanBase's binlog service.
// Owner: a link runner. Thread: as ChangeSource says.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/capture/binlog/schema_cache.h"
#include "engine/capture/change_source.h"
#include "engine/capture/change_spill.h"
#include "engine/db/connect_params.h"

namespace twintide::capture {

// Running totals of one source; readable from any thread.
struct BinlogCounters {
  std::atomic<uint64_t> events{0};
  std::atomic<uint64_t> bytes{0};
  // Transactions that carry the own link's marker: what it wrote came back. Must stay 0.
  std::atomic<uint64_t> ownMarkers{0};
};

struct BinlogOptions {
  db::ConnectParams params;
  ObjectFilter filter;
  MigrationTypes types;
  std::string ownLinkId;                             // the link this source feeds
  std::string oppositeLinkId;                        // its markers make a transaction foreign
  uint32_t replicaServerId = 0;                      // 0 = one made from the link id
  uint64_t maxTransactionBytes = uint64_t{1} << 30;  // in memory
  SpillLimits spill;                                 // what of it goes to disk
  std::chrono::milliseconds heartbeat{1000};
  // What a table may have been before DDL that is still on its way, e.g. as the target has it;
  // asked only when the source's present structure does not fit older rows. May be empty.
  OlderSchemas olderSchemas;
  std::shared_ptr<BinlogCounters> counters;  // may be null
};

// Positions are "file:offset" or "file:offset|gtid set", always between transactions.
std::unique_ptr<ChangeSource> makeBinlogSource(const BinlogOptions& options);

}  // namespace twintide::capture
