// Purpose: the running stream of a change log: reads, waits, delivers in commit order.
// Owner: a change-log source, from open() to the end. Thread: next() from the capture thread; the
// methods marked so from any.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/change_source.h"
#include "engine/capture/changelog/assembler.h"
#include "engine/capture/changelog/changelog_source.h"
#include "engine/capture/changelog/ddl_class.h"
#include "engine/capture/changelog/ddl_watch.h"
#include "engine/capture/changelog/gap_reader.h"
#include "engine/capture/changelog/gap_waiter.h"
#include "engine/capture/changelog/ignored_rows.h"
#include "engine/capture/changelog/log_keeper.h"
#include "engine/capture/changelog/log_reader.h"
#include "engine/capture/changelog/low_water.h"
#include "engine/capture/changelog/pending.h"
#include "engine/capture/changelog/structures.h"

namespace twintide::capture {

// What tableChanged() and the stream share: structures may be looked at by one of them at a time.
struct SharedStructures {
  SharedStructures(ObjectFilter filter, std::string linkId)
      : structures(std::move(filter), std::move(linkId)) {}
  std::mutex mutex;
  Structures structures;
  std::atomic<bool> changed{false};     // layouts are to be read again
  std::atomic<uint64_t> checkedScn{0};  // DDL has been looked at up to here
  // Held while a batch is read, and while the SCN of a gap is fixed: so no batch passes it.
  std::mutex gapMutex;
  std::vector<Gap> fixedGaps;
};

class LogStream {
 public:
  LogStream(const ChangeLogOptions& options, SharedStructures& shared);
  Status open(const LogPosition& from);
  Result<Fetched> next(Transaction& out, IdleNote& idle, std::chrono::milliseconds wait);
  void interrupt();                // any thread
  void acknowledge(uint64_t scn);  // any thread

 private:
  using Clock = std::chrono::steady_clock;
  Status checkReader(const LogPosition& from, int64_t& seq);
  Status poll();
  Status readBatch();
  Result<LogBatch> readNow();
  Status accept(LogBatch batch);
  Status startWaiter();
  Status tendWaiter();
  Status fixGaps();
  Status resumeGaps(const LogPosition& from);
  Status takeDdl(const LogBatch& batch);
  Status lookAtStructures(uint64_t scn);
  Status pollStructures();
  Status noteCreated(const DdlRow& row);
  Status chores();
  Status settleIdle(IdleNote& idle);
  Result<bool> deliver(Transaction& out);
  struct Gathered;
  Result<bool> deliverRows(Transaction& out);
  Status checkSize(size_t rows, uint64_t bytes) const;
  Status gatherRows(Transaction& out, size_t count, Gathered& gathered);
  Status spill(Transaction& out, Gathered& gathered) const;
  Result<bool> deliverDdl(Transaction& out);
  Result<bool> deliverFoundDdl(Transaction& out);
  Result<bool> deliverGap(Transaction& out);
  Status loadPage();
  void stamp(Transaction& out, uint64_t scn, uint64_t bytes);
  bool due(Clock::time_point& last, std::chrono::milliseconds every);
  bool interrupted() const { return m_interrupted.load(); }
  tl::unexpected<Error> cancelledOr(const Error& error) const;

  const ChangeLogOptions& m_options;
  SharedStructures& m_shared;
  std::unique_ptr<db::DataConnection> m_log;
  std::unique_ptr<db::Session> m_control;
  std::unique_ptr<LogReader> m_reader;
  std::unique_ptr<Assembler> m_assembler;
  std::unique_ptr<IgnoredRows> m_ignored;
  LayoutBook m_book;
  OpenTransactions m_open;
  LowWater m_lowWater{0};
  LogKeeper m_keeper;
  std::unique_ptr<DdlWatch> m_watch;
  std::unique_ptr<GapWaiter> m_waiter;  // nothing is read while it waits
  bool m_gapsToFix = false;
  std::optional<LogBatch> m_held;  // read, but a table in it is still waited for
  std::vector<Gap> m_gaps;         // what Gap entries stand for
  std::unique_ptr<GapReader> m_gapReader;
  Pending m_pending;
  LogPosition m_position;
  std::unordered_map<int64_t, LogRow> m_page;
  std::map<int64_t, DdlRow> m_ddl;
  std::vector<LogEntry> m_injected;  // to be sorted in with the next batch
  std::vector<DdlStatement> m_foundDdl;
  Error m_failAfter;  // reported when everything before it has been delivered
  bool m_failing = false;
  std::chrono::milliseconds m_pause{1};
  Clock::time_point m_lowWaterAt, m_keeperAt, m_waiterAt, m_structuresAt;

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::atomic<bool> m_interrupted{false};
  std::atomic<uint64_t> m_applied{0};
};

}  // namespace twintide::capture
