// Purpose: reads the rows that a table had before its triggers, as of the SCN fixed for that.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/result.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/log_tables.h"
#include "engine/capture/changelog/table_read.h"

namespace twintide::capture {

class GapReader {
 public:
  enum class Step {
    More,    // `out` holds rows
    Last,    // `out` holds rows, the last ones
    Done,    // nothing is left, or the table is gone
    Changed  // renamed or altered since: to be fixed anew, under the name table() tells
  };
  GapReader(const Gap& gap, uint64_t maxBytes)
      : m_gap(gap), m_now(gap.table), m_maxBytes(maxBytes) {}
  Result<Step> next(Transaction& out, db::DataConnection& connection, const LayoutBook& book);
  const TableId& table() const { return m_now; }

 private:
  const Gap m_gap;
  TableId m_now;
  const uint64_t m_maxBytes;
  std::optional<TablePages> m_pages;
};

}  // namespace twintide::capture
