// Purpose: the tables of the change log in schema twintide, and the rows that tell who reads it.
// Owner: capture/changelog. Thread: uses the caller's session.
//
// change_log(seq, layout, op, before_image, after_image): written by the triggers only.
// change_log_layout(layout, db_name, table_name, ...): the shape of a table when its triggers were
//   made; until_scn: rows committed later were logged by outdated triggers; moved_*: renamed to.
// change_log_reader(link_id, scn, seq, objects): read and applied up to scn; no row with a smaller or
//   equal seq is still to be read; objects: the link's filter as JSON.
// change_log_gap(link_id, ...): tables whose rows were partly written before their triggers existed.
#pragma once

#include <cstdint>
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
  ObjectFilter objects;
};

// Schema, heartbeat table and the four tables above, where missing.
Status ensureLogTables(db::Session& session);
Result<bool> logTablesExist(db::Session& session);
Status dropLogTables(db::Session& session);

// Registers the link as a reader from `scn` on; a row that exists keeps its position.
Status ensureReader(db::Session& session, const ReaderRow& reader);
Result<std::optional<ReaderRow>> findReader(db::Session& session, const std::string& linkId);
Result<std::vector<ReaderRow>> allReaders(db::Session& session);
// The reader and gap rows of the link.
Status removeReader(db::Session& session, const std::string& linkId);

Status addGap(db::Session& session, const std::string& linkId, const TableId& table);
Status removeGap(db::Session& session, const std::string& linkId, const TableId& table);
Result<std::vector<TableId>> gapsOf(db::Session& session, const std::string& linkId);

// Serialises what several engines may do at once to triggers and log tables; released on destruction.
class LogLock {
 public:
  // TimedOut after `seconds`.
  static Result<LogLock> take(db::Session& session, int seconds);
  LogLock(LogLock&& other) noexcept : m_session(std::exchange(other.m_session, nullptr)) {}
  LogLock& operator=(LogLock&&) = delete;
  ~LogLock();

 private:
  explicit LogLock(db::Session& session) : m_session(&session) {}
  db::Session* m_session;
};

}  // namespace twintide::capture
