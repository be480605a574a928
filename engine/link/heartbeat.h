// Purpose: writes the heartbeat row of a link at its source, so that lag is true when idle.
// Owner: PairRunner's pulse thread. Thread: that thread only.
#pragma once

#include <memory>
#include <string>

#include "engine/db/data_connection.h"
#include "engine/link/link_context.h"

namespace twintide::link {

class Heartbeat {
 public:
  Heartbeat(LinkEnd source, std::string linkId)
      : m_source(std::move(source)), m_linkId(std::move(linkId)) {}

  // Writes nowUs (our clock). A failure drops the connection; the next beat opens a new one.
  void beat(int64_t nowUs);

 private:
  Status write(int64_t nowUs);
  const LinkEnd m_source;
  const std::string m_linkId;
  std::unique_ptr<db::DataConnection> m_connection;
  int64_t m_retryAfterUs = 0;
};

}  // namespace twintide::link
