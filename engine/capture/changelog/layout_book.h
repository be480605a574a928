// Purpose: the shapes of rows in the change log: which layout number means which table and columns.
// Owner: a change-log source (its capture thread) or one control operation. Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/change.h"

namespace twintide::capture {

struct Layout {
  int64_t id = 0;
  uint64_t hash = 0;                      // structureHash() of the table it was made for
  std::shared_ptr<const RowLayout> rows;  // text charsets are utf8mb4 here, as in the log
  TableId now;                            // where that table is today; differs after a RENAME
  std::optional<uint64_t> untilScn;       // rows committed later: the triggers were outdated
  bool outdatedAt(uint64_t scn) const { return untilScn && scn > *untilScn; }
};

class LayoutBook {
 public:
  Status load(db::Session& session);
  const Layout* find(int64_t id) const;
  // The layout in force for a table: not outdated, under its name of today.
  const Layout* current(const TableId& table) const;
  // The name of today of a table that was renamed, also several times; else its own.
  TableId today(const TableId& table) const;
  const std::map<int64_t, Layout>& all() const { return m_layouts; }

  // Adds a row to the registry and to this book; `until` as of a layout outdated from then on.
  Result<const Layout*> add(db::Session& session, const TableSchema& table,
                            std::optional<uint64_t> until = std::nullopt);
  // Rows after `scn` with this layout come from outdated triggers; an earlier mark stays.
  Status outdate(db::Session& session, int64_t id, uint64_t scn);
  // Its table has another name now, for this layout and those it had before.
  Status moved(db::Session& session, int64_t id, const TableId& now);

 private:
  std::map<int64_t, Layout> m_layouts;
};

// A structure as JSON text and back; only what a row layout needs.
std::string structureToJson(const TableSchema& table);
Result<TableSchema> structureFromJson(const std::string& text, const TableId& id);
// The same table with all text in utf8mb4: the charset of the change log.
std::shared_ptr<const RowLayout> logLayout(TableSchema table);

}  // namespace twintide::capture
