// Purpose: the tables Twintide keeps in schema `twintide` on each side, their names and DDL.
// Owner: engine/db; written by apply, copy, capture/changelog, link. Thread: pure functions.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/db/session.h"

namespace twintide::db {

inline constexpr const char* kSchema = "twintide";
inline constexpr const char* kMarker = "marker";
inline constexpr const char* kHeartbeat = "heartbeat";
inline constexpr const char* kDdlJournal = "ddl_journal";
inline constexpr const char* kLinkPhase = "link_phase";
inline constexpr const char* kCopyProgress = "copy_progress";
inline constexpr const char* kCorrection = "correction";
inline constexpr const char* kTableBefore = "table_before";
inline constexpr const char* kChangeLog = "change_log";

// The session variable that keeps change-log triggers silent in Twintide's own writes.
inline constexpr const char* kApplierVariable = "@twintide_applier";

// Creates schema and tables (all but change_log) where missing. Idempotent.
//  marker(link_id varchar(80), stream int, epoch bigint, group_no bigint, origin_region int,
//         source_position varchar(1024), source_commit_us bigint, applied_us bigint, pk(link_id,
//         stream))
//  heartbeat(link_id varchar(80) pk, beat bigint, written_us bigint)
//  ddl_journal(link_id, ddl_no, source_position, phase, sql_text, before_hash, after_hash, at_us,
//  pk(link_id, ddl_no)) link_phase(link_id pk, phase, start_position, tolerant_until, as_of,
//  updated_us) copy_progress(link_id, db_name, table_name, last_key text, rows_copied, done,
//  pk(link_id, db_name, table_name))
//  correction(id bigint auto_increment pk, link_id of the link that reads this side, kind,
//  answered, db_name, table_name, row_key text, row_after text)
Status ensureSchema(Session& session);

// Those tables, each with rows of links under link_id; rows of the marker are to go last.
std::vector<std::string> linkTables();

// Drops what belongs to one link; drops the schema when no link is left.
Status removeLink(Session& session, const std::string& linkId);

}  // namespace twintide::db
