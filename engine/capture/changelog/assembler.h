// Purpose: turns the log rows of one source transaction into its changes.
// Owner: the capture thread of a change-log source. Thread: one at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/changelog_source.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/log_reader.h"
#include "engine/capture/changelog/table_read.h"
#include "engine/capture/origin_filter.h"
#include "engine/db/data_connection.h"

namespace twintide::capture {

class Assembler {
 public:
  Assembler(const ChangeLogOptions& options, LayoutBook& book, db::DataConnection& connection,
            db::Session& control)
      : m_options(options),
        m_origin({options.filter, options.types, options.ownLinkId, ""}),
        m_book(book),
        m_connection(connection),
        m_control(control) {}

  // Adds what `row` says to `out`. `previous` and `next` are its neighbours in the transaction,
  // null at the ends. Rows of tables outside the filter add nothing.
  Status add(Transaction& out, uint64_t scn, const LogRow& row, const LogRow* previous,
             const LogRow* next);

 private:
  struct Images {
    Cells before, after;
  };
  bool wanted(const TableId& table, char op) const;
  Result<Images> decode(const LogRow& row, const Layout& layout, Arena& arena) const;
  Status addHeartbeat(Transaction& out, const LogRow& row, const Layout& layout) const;
  Status addCorrection(Transaction& out, const LogRow& row, const Layout& layout) const;
  Status addSeen(Transaction& out, const LogRow& row, const Layout& layout) const;
  Status addOrReplace(Transaction& out, const LogRow& row, const LogRow* previous,
                      const Layout& layout);
  Status addReread(Transaction& out, uint64_t scn, const LogRow& row, const Layout& layout);
  Result<std::optional<Cells>> readRow(const Layout& now, const RowKey& key, uint64_t scn,
                                       Arena& arena);
  Status rereadKey(Transaction& out, uint64_t scn, const Layout& then, const Cells& image);
  Result<bool> loggedTwice(uint64_t scn, const LogRow& row, const Layout& layout,
                           const LogRow* neighbour) const;

  const ChangeLogOptions& m_options;
  const OriginFilter m_origin;
  LayoutBook& m_book;
  db::DataConnection& m_connection;
  db::Session& m_control;
  bool m_replacing = false;  // the row at hand took away rows that were not logged
};

}  // namespace twintide::capture
