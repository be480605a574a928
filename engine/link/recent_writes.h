// Purpose: when rows of one site were last written there by somebody else than Twintide, as the log
// of that site tells; for the policy "latest commit".
// Owner: PairRunner, one a site; fed by the link that reads the site, asked by the one that writes
// to it. Thread: every call is safe from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/apply/commit_times.h"
#include "engine/model/change.h"

namespace twintide::link {

class RecentWrites {
 public:
  static constexpr size_t kMaxRows = 100'000;  // the oldest writes go first

  // Everything up to the transaction's position has been read. Rows of foreign transactions are
  // nobody's own writes; those of spilled ones are not kept.
  void note(const Transaction& t, int64_t clockSkewUs);
  std::optional<apply::CommitStamp> last(const apply::RowName& row) const;
  // Waits until a position has been read for which `reached` holds; false when time runs out.
  bool awaitRead(const std::function<bool(const std::string& position)>& reached,
                 std::chrono::milliseconds time) const;

 private:
  struct Write {
    apply::CommitStamp stamp;
    uint64_t number = 0;
  };
  void keep(uint64_t row, const apply::CommitStamp& stamp);

  mutable std::mutex m_mutex;
  mutable std::condition_variable m_read;
  std::string m_position;
  std::unordered_map<uint64_t, Write> m_writes;         // by hash of the row's name
  std::deque<std::pair<uint64_t, uint64_t>> m_inOrder;  // number, row
  uint64_t m_number = 0;
};

}  // namespace twintide::link
