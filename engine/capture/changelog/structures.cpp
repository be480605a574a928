#include "engine/capture/changelog/structures.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/capture/changelog/log_tables.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

constexpr int kLockSeconds = 20;

// Tables of our own that the stream must show.
const std::array<TableId, 2>& ownTables() {
  static const std::array<TableId, 2> ids{TableId{db::kSchema, db::kHeartbeat},
                                          TableId{db::kSchema, db::kCorrection}};
  return ids;
}

bool isOwn(const TableId& table) {
  return std::find(ownTables().begin(), ownTables().end(), table) != ownTables().end();
}

}  // namespace

Result<std::optional<uint64_t>> firstDdlAfter(db::Session& session, uint64_t scn) {
  // 59 TRUNCATE, 1952..1954 triggers (see ddl_class.cpp).
  auto rows = session.query(
      "SELECT ORA_ROWSCN AS scn FROM oceanbase.__all_ddl_operation WHERE ORA_ROWSCN>" +
      std::to_string(scn) +
      " AND ddl_stmt_str<>'' AND database_id<>0 AND operation_type NOT IN (59,1952,1953,1954) AND "
      "ddl_stmt_str NOT LIKE '%twintide:change-log%' AND database_id NOT IN (SELECT database_id "
      "FROM "
      "oceanbase.__all_database WHERE database_name='twintide') ORDER BY 1 LIMIT 1");
  if (!rows && rows.error().code == ErrorCode::ConnectionLost) return fail(rows.error());
  if (!rows) return std::optional<uint64_t>();
  if (rows->empty()) return std::optional<uint64_t>(0);
  return std::optional(std::strtoull(rows->text(0, "scn").c_str(), nullptr, 10));
}

struct Structures::Pass {
  db::Session& session;
  Look how;
  uint64_t scn;
  TriggersByTable triggers;
  StructureNews news;

  const std::vector<TriggerFound>& on(const TableId& table) const {
    static const std::vector<TriggerFound> kNone;
    auto it = triggers.find(table);
    return it == triggers.end() ? kNone : it->second;
  }
};

bool Structures::chosen(const TableId& table) const {
  return !db::isSystemDatabase(table.database) && m_filter.matches(table.database, table.table);
}

Result<StructureNews> Structures::look(db::Session& session, Look how, uint64_t scn) {
  auto lock = LogLock::take(session, kLockSeconds);
  if (!lock) return fail(lock.error());
  TWINTIDE_TRY(m_book.load(session));
  auto triggers = findTriggers(session);
  if (!triggers) return fail(triggers.error());
  auto tables = db::readTables(session, m_filter);
  if (!tables) return fail(tables.error());
  Pass pass{session, how, scn, std::move(*triggers), {}};
  std::set<TableId> present;
  for (const auto& table : *tables) {
    present.insert(table->id);
    TWINTIDE_TRY(keepOne(pass, *table));
  }
  TWINTIDE_TRY(keepOwn(pass));
  if (how != Look::NewOnly) TWINTIDE_TRY(noteGone(pass, present));
  if (how == Look::All) TWINTIDE_TRY(dropUnread(pass, present));
  return std::move(pass.news);
}

Result<bool> Structures::lookAt(db::Session& session, const TableId& table, uint64_t scn,
                                Look how) {
  auto lock = LogLock::take(session, kLockSeconds);
  if (!lock) return fail(lock.error());
  TWINTIDE_TRY(m_book.load(session));
  auto schema = db::readTable(session, table);
  if (!schema) {
    if (schema.error().code == ErrorCode::TargetTableMissing) return false;
    return fail(schema.error());
  }
  auto triggers = findTriggers(session);
  if (!triggers) return fail(triggers.error());
  Pass pass{session, how, scn, std::move(*triggers), {}};
  TWINTIDE_TRY(keepOne(pass, **schema));
  return !pass.news.appeared.empty();
}

Status Structures::changeBegins(db::Session& session, const TableId& table,
                                const std::vector<std::string>& touched) {
  auto lock = LogLock::take(session, kLockSeconds);
  if (!lock) return fail(lock.error());
  TWINTIDE_TRY(m_book.load(session));
  auto schema = db::readTable(session, table);
  if (!schema && schema.error().code == ErrorCode::TargetTableMissing) return {};
  if (!schema) return fail(schema.error());
  auto triggers = findTriggers(session);
  if (!triggers) return fail(triggers.error());
  auto guarded = guardTriggers(session, m_book, **schema, (*triggers)[table], touched);
  if (!guarded) return fail(guarded.error());
  if (*guarded) m_changing.insert(table);
  return {};
}

Status Structures::keepOne(Pass& pass, const TableSchema& table) {
  const auto& found = pass.on(table.id);
  const Layout* before = m_book.current(table.id);
  const bool fresh = found.empty();
  if (pass.how == (fresh ? Look::Renew : Look::NewOnly)) return {};
  if (m_changing.contains(table.id) && !fresh) return {};
  if (fresh && before && pass.how != Look::First) TWINTIDE_TRY(refuseDropped(pass, *before));
  // First the note that rows are missing, then the triggers: an end in between loses nothing.
  if (fresh && pass.how != Look::First) {
    TWINTIDE_TRY(openGap(pass.session, m_linkId, table.id));
    pass.news.appeared.push_back(table.id);
  }
  auto kept = keepTriggers(pass.session, m_book, table, found, pass.scn);
  if (!kept) return fail(kept.error());
  pass.news.renewed = pass.news.renewed || kept->renewed;
  if (kept->renewed && !fresh) pass.news.changed.push_back(table.id);
  return {};
}

// Triggers that went with their table are no harm; the history of DDL tells. Where it cannot be
// read we must assume that changes have been missed.
Status Structures::refuseDropped(Pass& pass, const Layout& layout) {
  const TableId& made = layout.rows->schema->id;
  const std::string name = triggerName(made, 'i', layout.id);
  auto byHand = pass.session.scalar(
      "SELECT COUNT(*) FROM oceanbase.__all_ddl_operation WHERE operation_type=1954 AND "
      "ddl_stmt_str LIKE " +
      db::quoteText("%" + name.substr(sizeof("twintide_i_") - 1) + "%"));
  if (!byHand && byHand.error().code == ErrorCode::ConnectionLost) return fail(byHand.error());
  if (byHand && *byHand == "0") return {};
  return fail(ErrorCode::ChangeLogBroken,
              {{"reason", "trigger_dropped"}, {"table", layout.now.text()}});
}

Status Structures::keepOwn(Pass& pass) {
  for (const TableId& id : ownTables()) {
    auto table = db::readTable(pass.session, id);
    if (!table) return fail(table.error());
    auto kept = keepTriggers(pass.session, m_book, **table, pass.on(id), pass.scn);
    if (!kept) return fail(kept.error());
  }
  return {};
}

Status Structures::noteGone(Pass& pass, const std::set<TableId>& present) {
  std::vector<int64_t> ids;
  for (const auto& [id, layout] : m_book.all()) {
    if (layout.untilScn || !chosen(layout.now) || present.contains(layout.now)) continue;
    ids.push_back(id);
    pass.news.gone.push_back(layout.now);
  }
  for (int64_t id : ids) TWINTIDE_TRY(m_book.outdate(pass.session, id, pass.scn));
  return {};
}

// Triggers on tables that no reader chooses (any more) only cost their writers.
Status Structures::dropUnread(Pass& pass, const std::set<TableId>& present) {
  auto readers = allReaders(pass.session);
  if (!readers) return fail(readers.error());
  for (const auto& [table, triggers] : pass.triggers) {
    if (present.contains(table) || isOwn(table)) continue;
    const bool read = std::any_of(readers->begin(), readers->end(), [&](const ReaderRow& r) {
      return r.objects.matches(table.database, table.table);
    });
    if (!read) TWINTIDE_TRY(dropTriggers(pass.session, triggers));
  }
  return {};
}

}  // namespace twintide::capture
