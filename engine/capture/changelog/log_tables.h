// Purpose: the tables of the change log in schema twintide, and the rows that tell who reads it.
// Owner: capture/changelog. Thread: uses the caller's session.
//
// change_log(seq, layout, op, before_image, after_image): written by the triggers only.
// change_log_layout(layout, db_name, table_name, ...): the shape of a table when its triggers were
//   made; until_scn: rows committed later were logged by outdated triggers; moved_*: renamed to.
// change_log_reader(link_id, scn, seq, ready, objects): read and applied up to scn; no row with a
//   smaller or equal seq is still to be read; ready: prepare() has come to its end; objects: the
//   link's filter as JSON.
// change_log_lock(id): one row, locked by whoever changes triggers.
// change_log_gap(link_id, db_name, table_name, at_scn): tables whose rows were partly written
//   before their triggers existed, to be read as of at_scn; null until nobody can write such a row
//   any more.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/model/pair_spec.h"
#include "engine/model/table_schema.h"

namespace twintide::capture {

inline constexpr const char* kLogTable = "twintide.change_log";
inline constexpr const char* kLayoutTable = "twintide.change_log_layout";
inline constexpr const char* kReaderTable = "twintide.change_log_reader";
inline constexpr const char* kGapTable = "twintide.change_log_gap";

struct ReaderRow {
  std::string linkId;
  uint64_t scn = 0;
  int64_t seq = 0;
  bool ready = false;
  ObjectFilter objects;
};

// A session for DDL: the server gives up first (ob_query_timeout, 100 s). One that we gave up
// would go on waiting for its lock there, and every try would queue behind the one before.
Result<std::unique_ptr<db::Session>> openControl(db::ConnectParams params);

// Schema, heartbeat table and the tables above, where missing.
Status ensureLogTables(db::Session& session);
Result<bool> logTablesExist(db::Session& session);
Status dropLogTables(db::Session& session);

// Registers the link as a reader from `scn` on; a row that exists keeps its position.
Status ensureReader(db::Session& session, const ReaderRow& reader);
// prepare() has come to its end: the link needs nothing up to `scn`.
Status markReady(db::Session& session, const std::string& linkId, uint64_t scn);
Result<std::optional<ReaderRow>> findReader(db::Session& session, const std::string& linkId);
Result<std::vector<ReaderRow>> allReaders(db::Session& session);
// The reader and gap rows of the link.
Status removeReader(db::Session& session, const std::string& linkId);

struct Gap {
  TableId table;
  uint64_t scn = 0;  // 0: not fixed yet
};
// A gap that is there already is opened again: its scn is to be fixed anew.
Status openGap(db::Session& session, const std::string& linkId, const TableId& table);
// Its scn is final: the rows to be read, or nullopt when the table held none and the gap is over.
// Also when somebody else has fixed it already: a later scn would count what appliers wrote since.
Result<std::optional<Gap>> fixGap(db::Session& session, const std::string& linkId, const Gap& gap);
// Gaps fixed at or before `scn`.
Status removeGaps(db::Session& session, const std::string& linkId, uint64_t scn);
Result<std::vector<Gap>> gapsOf(db::Session& session, const std::string& linkId);
// A table with gaps, of whatever link, was renamed; a fixed gap stays fixed, it may be on its way.
Status moveGaps(db::Session& session, const TableId& from, const TableId& to);

// Serialises what several engines may do at once to triggers and log tables; released on
// destruction. A locked row on a connection of its own, since DDL commits; not GET_LOCK, which on
// seekdb 1.4 outlives a killed server and even a closed connection (tried).
class LogLock {
 public:
  // TimedOut after `seconds` (1..25, below the connection's read timeout).
  static Result<LogLock> take(db::Session& session, int seconds);

 private:
  explicit LogLock(std::unique_ptr<db::Session> holder) : m_holder(std::move(holder)) {}
  std::unique_ptr<db::Session> m_holder;  // its open transaction is the lock
};

}  // namespace twintide::capture
