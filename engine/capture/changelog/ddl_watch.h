// Purpose: renews the triggers of a table soon after its ALTER, however far behind the stream is.
// Owner: LogStream, while it is open; the destructor ends the watch. Thread: one of its own.
//
// A trigger that names a dropped column fails its writers' statements. The stream comes to the
// statement only after everything before it has been delivered, which a slow target may delay.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"
#include "engine/base/thread_pool.h"
#include "engine/capture/changelog/changelog_source.h"
#include "engine/db/session.h"

namespace twintide::capture {

struct SharedStructures;

class DdlWatch {
 public:
  // Only where the server's history of DDL can be read.
  DdlWatch(const ChangeLogOptions& options, SharedStructures& shared);

  // The triggers of one table, by its id at the server, after an ALTER at `scn`.
  static Status renew(db::Session& session, SharedStructures& shared, int64_t tableId,
                      uint64_t scn);

 private:
  void run(std::stop_token stop);
  Status watch(std::stop_token stop);
  Status lookOnce(db::Session& session);

  const ChangeLogOptions& m_options;
  SharedStructures& m_shared;
  std::string m_seen;  // schema version up to which statements have been looked at
  NamedThread m_thread;
};

}  // namespace twintide::capture
