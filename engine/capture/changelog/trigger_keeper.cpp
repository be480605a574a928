#include "engine/capture/changelog/trigger_keeper.h"

#include <set>

#include "engine/capture/changelog/log_tables.h"
#include "engine/db/column_form.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

constexpr unsigned kNoSuchTrigger = 1360;

bool complete(const std::vector<TriggerFound>& found, int64_t layout) {
  std::set<char> kinds;
  for (const TriggerFound& t : found) {
    if (t.tag.layout == layout) kinds.insert(t.tag.kind);
  }
  return kinds.size() == 3;
}

// What stood here before: other layouts' triggers go, their layouts are outdated from now on.
Status retire(db::Session& session, LayoutBook& book, const std::vector<TriggerFound>& found,
              int64_t keep, uint64_t scn) {
  std::vector<TriggerFound> old;
  std::set<int64_t> layouts;
  for (const TriggerFound& t : found) {
    if (t.tag.layout == keep) continue;
    old.push_back(t);
    layouts.insert(t.tag.layout);
  }
  for (int64_t id : layouts) TWINTIDE_TRY(book.outdate(session, id, scn));
  return dropTriggers(session, old);
}

Status create(db::Session& session, const TableSchema& table, int64_t layout) {
  // CREATE TRIGGER wants a current database even for full names (1046, tried); it keeps the
  // sql_mode of this moment, under which a value that does not fit the log must be an error.
  TWINTIDE_TRY(session.execute("USE twintide"));
  TWINTIDE_TRY(session.execute("SET SESSION sql_mode='STRICT_ALL_TABLES'"));
  for (const std::string& text : triggerTexts(table, layout)) {
    auto done = session.execute(text);
    if (done) continue;
    const ErrorCode code = done.error().code;
    // Dropped or altered since its structure was read: whoever looks next finds it so.
    if (code == ErrorCode::TargetTableMissing || code == ErrorCode::TargetColumnMissing) return {};
    return fail(done.error());
  }
  return {};
}

Status refuseUnloggable(const TableSchema& table) {
  const Column* column = db::unloggable(table);
  if (!column) return {};
  return fail(ErrorCode::ChangeLogUnavailable, {{"reason", "column_type"},
                                                {"table", table.id.text()},
                                                {"column", column->name},
                                                {"type", column->columnType}});
}

}  // namespace

Result<TriggersByTable> findTriggers(db::Session& session) {
  auto rows = session.query(
      "SELECT event_object_schema, event_object_table, trigger_schema, trigger_name FROM "
      "information_schema.triggers WHERE trigger_name LIKE 'twintide\\_%'");
  if (!rows) return fail(rows.error());
  TriggersByTable out;
  for (const auto& r : rows->rows) {
    const auto tag = parseTriggerName(r[3].value_or(""));
    if (!tag) continue;
    out[TableId{r[0].value_or(""), r[1].value_or("")}].push_back(
        {r[2].value_or(""), r[3].value_or(""), *tag});
  }
  return out;
}

Status dropTriggers(db::Session& session, const std::vector<TriggerFound>& triggers) {
  for (const TriggerFound& t : triggers) {
    auto done = session.execute("DROP TRIGGER IF EXISTS " + db::quoteName(t.database) + '.' +
                                db::quoteName(t.name));
    if (!done && done.error().serverErrno != kNoSuchTrigger) return fail(done.error());
  }
  return {};
}

Result<Kept> keepTriggers(db::Session& session, LayoutBook& book, const TableSchema& table,
                          const std::vector<TriggerFound>& found, uint64_t scn) {
  TWINTIDE_TRY(refuseUnloggable(table));
  for (const TriggerFound& t : found) {
    const Layout* layout = book.find(t.tag.layout);
    if (!layout || layout->now == table.id) continue;
    TWINTIDE_TRY(moveGaps(session, layout->now, table.id));
    TWINTIDE_TRY(book.moved(session, layout->id, table.id));
  }
  Kept kept;
  kept.layout = book.current(table.id);
  const bool fits = kept.layout && kept.layout->hash == table.structureHash() &&
                    kept.layout->rows->schema->id == table.id && complete(found, kept.layout->id);
  if (!fits) {
    const int64_t before = kept.layout ? kept.layout->id : 0;
    auto added = book.add(session, table);
    if (!added) return fail(added.error());
    kept.layout = *added;
    kept.renewed = true;
    TWINTIDE_TRY(create(session, table, kept.layout->id));
    if (before) TWINTIDE_TRY(book.outdate(session, before, scn));
  }
  TWINTIDE_TRY(retire(session, book, found, kept.layout->id, scn));
  return kept;
}

}  // namespace twintide::capture
