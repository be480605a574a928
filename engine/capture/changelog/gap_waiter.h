// Purpose: waits until nobody can write a row any more that a new trigger does not see.
// Owner: whoever made the triggers; the destructor ends the wait. Thread: one at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/thread_pool.h"
#include "engine/capture/changelog/open_transactions.h"
#include "engine/db/data_connection.h"
#include "engine/db/session.h"
#include "engine/model/table_schema.h"

namespace twintide::capture {

// First all transactions of the server are looked at. Where that takes long (some may have nothing
// to do with our tables) or the lists of them cannot be read, each table is renamed to its own
// name: that returns when no transaction has rows of it open, and holds nobody up (tried on
// seekdb 1.4).
class GapWaiter {
 public:
  GapWaiter(const db::ConnectParams& params, OpenTransactions& open)
      : m_params(params), m_open(open) {}
  ~GapWaiter();

  // `limit`: longest wait; `renameAfter`: when to begin with renaming.
  Status start(db::Session& session, std::vector<TableId> tables, std::chrono::seconds limit,
               std::chrono::seconds renameAfter);
  const std::vector<TableId>& tables() const { return m_tables; }
  // True when the wait is over. TimedOut names the transactions; ChangeLogUnavailable: neither way
  // is open to this user.
  Result<bool> over(db::Session& session);

 private:
  using Clock = std::chrono::steady_clock;
  void rename();
  Result<bool> renamed();
  Error timedOut() const;

  const db::ConnectParams m_params;
  OpenTransactions& m_open;
  std::vector<TableId> m_tables;
  bool m_readable = false;
  OldTransactions m_old;
  Clock::time_point m_started;
  std::chrono::seconds m_limit{0}, m_renameAfter{0};

  std::mutex m_mutex;  // m_connection, m_result, m_ending
  std::unique_ptr<db::DataConnection> m_connection;
  Status m_result;
  bool m_ending = false;
  std::atomic<bool> m_renamed{false};
  NamedThread m_thread;
};

}  // namespace twintide::capture
