// Purpose: the initial copy of a link: structures, then rows, several tables at a time.
// Owner: LinkSession. Thread: the apply thread; rows run on the copy pool.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "engine/apply/marker.h"
#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/link/link_context.h"
#include "engine/link/link_counters.h"
#include "engine/link/link_phase.h"
#include "engine/model/table_schema.h"

namespace twintide::link {

class CopyStep {
 public:
  CopyStep(const LinkContext& context, LinkCounters& counters)
      : m_context(context), m_counters(counters) {}

  // Makes what is missing at the target; TableDiffers, TargetNotEmpty.
  Status copySchema(db::Session& source, db::Session& target, std::stop_token stop);
  // Copies every chosen table that is not done yet. Cancelled leaves it resumable.
  Status copyRows(db::Session& source, const PhaseRecord& phase, std::stop_token stop);

 private:
  using Table = std::shared_ptr<const TableSchema>;
  Status startWorkers(const PhaseRecord& phase, std::stop_token stop);
  Status runWorker(int number, const PhaseRecord& phase, std::stop_token stop);
  Status copyTable(const Table& table, const PhaseRecord& phase, std::stop_token stop,
                   class CopyWorker& worker);
  std::optional<Table> nextTable();
  void addRows(int64_t rows, const TableId& table);
  void tableDone();

  const LinkContext& m_context;
  LinkCounters& m_counters;
  std::mutex m_mutex;  // guards what the workers share
  std::condition_variable m_ended;
  std::vector<Table> m_tables;
  size_t m_next = 0;
  int m_working = 0;
  CopyProgress m_progress;
  std::optional<Error> m_error;  // the first one
};

}  // namespace twintide::link
