// Purpose: every compression a binlog knows: MySQL's transaction payload, MariaDB's compressed
// events and compressed columns.
// Owner: pure functions. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace twintide::capture {

// zlib data (raw = without its header) into exactly `size` bytes at `to`; false when it differs.
bool inflateInto(std::string_view data, bool raw, char* to, size_t size);

// MariaDB's compressed record (binlog_buf_compress, sql/log_event.cc): header byte with the length
// of the length, big-endian length, zlib data. nullopt when malformed or larger than maxSize.
std::optional<std::string> inflateRecord(std::string_view record, size_t maxSize);

// TRANSACTION_PAYLOAD body → the events inside, one after another. Errors: BinlogCorrupt;
// BinlogUnsupported for an unknown compression or more than maxSize bytes.
Result<std::string> readPayload(std::string_view body, size_t maxSize);

}  // namespace twintide::capture
