// Purpose: puts the change-log triggers on tables and renews them after a change of structure.
// Owner: one control operation at a time, under LogLock. Thread: uses the caller's session.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/trigger_text.h"
#include "engine/db/session.h"

namespace twintide::capture {

struct TriggerFound {
  std::string database;  // of the trigger
  std::string name;
  TriggerTag tag;
};
using TriggersByTable = std::map<TableId, std::vector<TriggerFound>>;

// All triggers of ours on the server, by the table they stand on today.
Result<TriggersByTable> findTriggers(db::Session& session);
Status dropTriggers(db::Session& session, const std::vector<TriggerFound>& triggers);

struct Kept {
  const Layout* layout = nullptr;
  bool renewed = false;
};

// Makes the triggers of `table` fit its structure. A new one is made before the old one goes, so
// that no change slips through: a row may be logged twice, by both, directly after one another.
// Rows that an old trigger logs after `scn` count as outdated. ChangeLogUnavailable for columns
// that no trigger can log.
Result<Kept> keepTriggers(db::Session& session, LayoutBook& book, const TableSchema& table,
                          const std::vector<TriggerFound>& found, uint64_t scn);

// Puts triggers in their place that do not name the touched columns, under a layout outdated from
// the start: its rows are read again by key. Until keepTriggers(), those columns may go and no
// statement of an application fails because of us. The layout of before stays current. False: left
// as they are, where the columns tell the rows apart, or the table has no key.
Result<bool> guardTriggers(db::Session& session, LayoutBook& book, const TableSchema& table,
                           const std::vector<TriggerFound>& found,
                           const std::vector<std::string>& touched);

}  // namespace twintide::capture
