// Purpose: the replication connection: asks for the dump, hands over packets in place.
// Owner: the binlog source. Thread: the capture thread; interrupt() from any.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string_view>

#include "engine/base/result.h"
#include "engine/capture/binlog/packet_reader.h"
#include "engine/capture/binlog/position.h"
#include "engine/db/data_connection.h"

namespace twintide::capture {

struct DumpRequest {
  BinlogPosition from;
  bool byGtid = false;  // start behind from.gtidSet; the file does not count
  uint32_t serverId = 0;
  std::chrono::milliseconds heartbeat{1000};
};

enum class Packet { Event, Nothing };

class DumpStream {
 public:
  // Connects and sends the dump command; the server's refusal comes with the first read().
  static Result<std::unique_ptr<DumpStream>> open(const db::ConnectParams& params,
                                                  const DumpRequest& request);

  using TimePoint = std::chrono::steady_clock::time_point;

  // Next event, valid until the next call; Nothing when none came before the deadline; the empty
  // one means not to wait. Errors:
  // BinlogPositionLost, BinlogOff, BinlogCorrupt, ConnectionLost (also when the server has been
  // silent for several heartbeats), Cancelled after interrupt().
  Result<Packet> read(std::string_view& event, TimePoint deadline);
  void interrupt();

 private:
  DumpStream() = default;
  Status prepareSession(const DumpRequest& request);
  Status sendDump(const DumpRequest& request);
  Status sendGtidDump(const DumpRequest& request);
  void takeOver();
  Result<bool> awaitBytes(TimePoint deadline);
  Error refused(std::string_view body) const;
  Error streamError(Error e) const;
  Error broken(const Error& error) const;
  Error lost(const std::string& reason) const;

  std::unique_ptr<db::DataConnection> m_connection;
  std::unique_ptr<PacketReader> m_packets;
  std::string m_position;    // for error texts
  TimePoint m_heard;         // when the server last sent something …
  bool m_heardSince = true;  // … or since then: the clock is not asked for every packet
  std::chrono::seconds m_deadAfter{30};
  size_t m_burst = 0;  // bytes since the last wait
  std::atomic<bool> m_interrupted{false};
};

}  // namespace twintide::capture
