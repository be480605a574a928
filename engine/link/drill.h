// Purpose: the five-step active-active drill of the seed article on the live pair, plus two checks
// of ours: nothing looped, both sides byte-equal.
// Owner: api::Engine, one a run. Thread: the job that runs it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/link/pair_runner.h"
#include "engine/model/drill.h"

namespace twintide::link {

class Drill {
 public:
  using Progress = std::function<void(const DrillReport&)>;
  // `stepLimit`: how long a step may wait for its rows or tables.
  Drill(PairRunner& pair, std::stop_token stop, Progress progress,
        std::chrono::seconds stepLimit = std::chrono::seconds(30));

  // The report tells which step failed and why; an Error means the drill could not begin (links
  // not running, no database for its tables, DDL not replicated).
  Result<DrillReport> run();

 private:
  using Condition = std::function<Result<bool>()>;
  struct Counts {
    int64_t forward = 0, reverse = 0;  // rows of the drill's tables applied by each link
  };

  Status begin();
  Status chooseDatabase();
  Status dropTables();
  Status createFirstTable();
  void runSteps();
  Status insertAt(db::Session& at, db::Session& seenAt, const TableId& table, int firstId);
  Status createTable();
  Status alterTable();
  Status nothingLooped();
  Status bothEqual();
  Status settled(int64_t sinceUs);
  Status waitFor(const char* what, const Condition& condition);
  tl::unexpected<Error> notSeen(const char* what);
  Counts counted() const;
  void show(DrillStep& step, DrillStepState state);

  PairRunner& m_pair;
  std::stop_token m_stop;
  Progress m_progress;
  const std::chrono::seconds m_stepLimit;
  std::unique_ptr<db::Session> m_a, m_b;
  TableId m_first, m_second;
  Counts m_before;
  int m_writtenAtA = 0, m_writtenAtB = 0;
  DrillReport m_report;
  DrillStep* m_step = nullptr;
};

}  // namespace twintide::link
