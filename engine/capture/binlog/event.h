// Purpose: the frame every binlog event has: header, type, checksum.
// Owner: whoever reads events. Thread: plain values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace twintide::capture {

// Codes of MySQL's binary_log::Log_event_type and MariaDB's Log_event_type (from 160).
enum class EventType : uint8_t {
  Query = 2,
  Stop = 3,
  Rotate = 4,
  IntVar = 5,
  ExecuteLoadQuery = 18,
  Rand = 13,
  UserVar = 14,
  FormatDescription = 15,
  Xid = 16,
  BeginLoadQuery = 17,
  TableMap = 19,
  WriteRowsV1 = 23,
  UpdateRowsV1 = 24,
  DeleteRowsV1 = 25,
  Incident = 26,
  Heartbeat = 27,
  Ignorable = 28,
  RowsQuery = 29,
  WriteRowsV2 = 30,
  UpdateRowsV2 = 31,
  DeleteRowsV2 = 32,
  Gtid = 33,
  AnonymousGtid = 34,
  PreviousGtids = 35,
  TransactionContext = 36,
  ViewChange = 37,
  XaPrepare = 38,
  PartialUpdateRows = 39,
  TransactionPayload = 40,
  HeartbeatV2 = 41,
  GtidTagged = 42,
  AnnotateRows = 160,
  BinlogCheckpoint = 161,
  MariaGtid = 162,
  MariaGtidList = 163,
  StartEncryption = 164,
  QueryCompressed = 165,
  WriteRowsCompressedV1 = 166,
  UpdateRowsCompressedV1 = 167,
  DeleteRowsCompressedV1 = 168,
  WriteRowsCompressedV2 = 169,
  UpdateRowsCompressedV2 = 170,
  DeleteRowsCompressedV2 = 171
};

inline constexpr size_t kHeaderSize = 19;
inline constexpr size_t kChecksumSize = 4;
inline constexpr uint16_t kIgnorableFlag = 0x80;  // LOG_EVENT_IGNORABLE_F

// One event in place: header fields, and the body between header and checksum.
struct Event {
  EventType type = EventType::Stop;
  uint32_t timestamp = 0;  // seconds
  uint32_t serverId = 0;
  uint32_t size = 0;     // header and checksum included
  uint32_t nextPos = 0;  // low 32 bits of the end position; 0 = artificial
  uint16_t flags = 0;
  std::string_view body;
};

// What FORMAT_DESCRIPTION tells about the events after it.
struct Format {
  bool known = false;
  bool checksums = false;
  std::string serverVersion;
  uint32_t created = 0;  // not 0 = the server had restarted before writing this file
  std::vector<uint8_t> postHeaderSizes;  // index = type - 1
  size_t postHeaderSize(EventType t) const {
    const size_t i = static_cast<size_t>(t);
    return i >= 1 && i <= postHeaderSizes.size() ? postHeaderSizes[i - 1] : 0;
  }
};

// Parses header and checks size and CRC32. With format unknown the checksum is found by trial.
Result<Event> parseEvent(std::string_view bytes, const Format& format);
// An event without checksum inside a transaction payload.
Result<Event> parseInnerEvent(std::string_view bytes);

Result<Format> parseFormat(const Event& event);

// BinlogCorrupt with a reason; the position is added by the processor.
tl::unexpected<Error> corrupt(std::string reason);
// BinlogUnsupported: one transaction of more than `limit` bytes.
tl::unexpected<Error> tooLarge(uint64_t limit);

}  // namespace twintide::capture
