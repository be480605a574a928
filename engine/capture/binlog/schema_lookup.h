// Purpose: where the decoder asks for what the wire does not say.
// Owner: the binlog source; tests put their own in its place. Thread: the capture thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/table_schema.h"

namespace twintide::capture {

class SchemaLookup {
 public:
  virtual ~SchemaLookup() = default;
  // The table as the cache or the server has it; null when there is no such table.
  virtual Result<std::shared_ptr<const TableSchema>> table(const TableId& id) = 0;
  // Reads it anew: the cached one does not fit the stream.
  virtual Result<std::shared_ptr<const TableSchema>> refreshed(const TableId& id) = 0;
  // What the table may have been before DDL that the stream has not shown yet, the likeliest first;
  // empty when not known.
  virtual Result<std::vector<std::shared_ptr<const TableSchema>>> older(const TableId& id) = 0;
  // True when older() may know later what it does not know now.
  virtual bool learnsOlder() const = 0;
  // A statement that may have changed tables went by.
  virtual Status ddlSeen(std::string_view sql) = 0;
  // Rises whenever a cached structure may have become stale; cheap.
  virtual uint64_t generation() const = 0;
  // Character set of a collation id, "" when unknown, "binary" for 63.
  virtual std::string charset(uint32_t collation) = 0;
};

}  // namespace twintide::capture
