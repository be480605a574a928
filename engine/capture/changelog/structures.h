// Purpose: keeps triggers, layouts and gaps in step with the structures of the chosen tables.
// Owner: a change-log source. Thread: one at a time (the source's control mutex).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/trigger_keeper.h"
#include "engine/db/session.h"
#include "engine/model/pair_spec.h"

namespace twintide::capture {

struct StructureNews {
  std::vector<TableId> appeared;  // had no triggers: rows from before are still to be read
  std::vector<TableId> changed;
  std::vector<TableId> gone;
  bool renewed = false;  // some trigger had to be made
};

enum class Look {
  First,    // before the first start: nothing has been missed yet
  NewOnly,  // tables without triggers only
  Renew,    // tables with triggers only
  All       // every structure
};

// The commit SCN of the first statement after `scn` that may have changed a structure; 0 when there
// is none, nullopt where the server's history of DDL cannot be read.
Result<std::optional<uint64_t>> firstDdlAfter(db::Session& session, uint64_t scn);

class Structures {
 public:
  Structures(ObjectFilter filter, std::string linkId)
      : m_filter(std::move(filter)), m_linkId(std::move(linkId)) {}

  // Rows that outdated triggers log after `scn` will be read again. ChangeLogBroken when somebody
  // has dropped triggers, ChangeLogUnavailable for a table that cannot be logged.
  Result<StructureNews> look(db::Session& session, Look how, uint64_t scn);
  // The same for one table; true when rows from before its triggers are still to be read.
  Result<bool> lookAt(db::Session& session, const TableId& table, uint64_t scn,
                      Look how = Look::All);
  // An applier is about to alter these columns: the triggers get ready for that, and look() leaves
  // them alone until changeEnded().
  Status changeBegins(db::Session& session, const TableId& table,
                      const std::vector<std::string>& touched);
  void changeEnded(const TableId& table) { m_changing.erase(table); }

  LayoutBook& book() { return m_book; }
  bool chosen(const TableId& table) const;

 private:
  struct Pass;
  Status keepOne(Pass& pass, const TableSchema& table);
  Status keepOwn(Pass& pass);
  Status noteGone(Pass& pass, const std::set<TableId>& present);
  Status dropUnread(Pass& pass, const std::set<TableId>& present);
  Status refuseDropped(Pass& pass, const Layout& layout);

  const ObjectFilter m_filter;
  const std::string m_linkId;
  LayoutBook m_book;
  std::set<TableId> m_changing;
};

}  // namespace twintide::capture
