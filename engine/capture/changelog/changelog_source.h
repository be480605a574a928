// Purpose: the committed transactions of an OceanBase without a binlog service, from triggers.
// Owner: a link runner. Thread: as ChangeSource says.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "engine/capture/change_source.h"
#include "engine/capture/change_spill.h"
#include "engine/db/connect_params.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

struct ChangeLogOptions {
  db::ConnectParams params;
  ObjectFilter filter;
  MigrationTypes types;
  std::string ownLinkId, oppositeLinkId;

  std::chrono::milliseconds pollBusy{1};   // pause after a read that found nothing, doubled up to
  std::chrono::milliseconds pollIdle{12};  // this while nothing is found
  std::chrono::milliseconds structurePoll{1000};  // where the server's DDL history is unreadable
  // Longest wait for transactions that were open when triggers were made.
  std::chrono::seconds oldTransactionsWait{300};
  // From then on a new table is watched alone, by renaming it to its own name.
  std::chrono::seconds renameAfter{2};
  size_t batchEntries = 200'000;  // changes listed at a time, 32 bytes each
  size_t pageRows = 1000;         // images read at a time
  uint64_t pageBytes = 8ull << 20;
  uint64_t maxTransactionBytes = 1ull << 30;  // where nothing is spilled
  SpillLimits spill;
  size_t purgeRows = 1000;  // rows deleted at a time
};

std::unique_ptr<ChangeSource> makeChangeLogSource(const ChangeLogOptions& options);

}  // namespace twintide::capture
