#include "engine/capture/changelog/trigger_keeper.h"

#include <optional>
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

// Rows that the layouts of these triggers log after `scn` are no truth any more.
Status outdateFound(db::Session& session, LayoutBook& book, const std::vector<TriggerFound>& found,
                    int64_t keep, uint64_t scn) {
  std::set<int64_t> layouts;
  for (const TriggerFound& t : found) layouts.insert(t.tag.layout);
  layouts.erase(keep);
  for (int64_t id : layouts) TWINTIDE_TRY(book.outdate(session, id, scn));
  return {};
}

// `kind` 0: of every kind.
Status dropOthers(db::Session& session, const std::vector<TriggerFound>& found, int64_t keep,
                  char kind) {
  std::vector<TriggerFound> old;
  for (const TriggerFound& t : found) {
    if (t.tag.layout != keep && (kind == 0 || t.tag.kind == kind)) old.push_back(t);
  }
  return dropTriggers(session, old);
}

// Its structure was read before somebody dropped or altered it.
bool changedMeanwhile(const Error& e) {
  constexpr unsigned kUndeclared = 1327;  // a trigger that names a missing column (tried)
  return e.code == ErrorCode::TargetTableMissing || e.code == ErrorCode::TargetColumnMissing ||
         e.serverErrno == kUndeclared;
}

// A kind at a time, so that a statement that the old trigger breaks is soon free of it.
Status replaceTriggers(db::Session& session, const TableSchema& table, int64_t layout,
                       const std::vector<TriggerFound>& found) {
  // CREATE TRIGGER wants a current database even for full names (1046, tried); it keeps the
  // sql_mode of this moment, under which a value that does not fit the log must be an error.
  TWINTIDE_TRY(session.execute("USE twintide"));
  TWINTIDE_TRY(session.execute("SET SESSION sql_mode='STRICT_ALL_TABLES'"));
  for (const TriggerText& text : triggerTexts(table, layout)) {
    auto done = session.execute(text.sql);
    // Whoever looks next finds it so; what is there stays until then.
    if (!done && changedMeanwhile(done.error())) return {};
    if (!done) return fail(done.error());
    TWINTIDE_TRY(dropOthers(session, found, layout, text.kind));
  }
  return {};
}

// The table without these columns; nullopt when they tell its rows apart.
std::optional<TableSchema> without(const TableSchema& table,
                                   const std::vector<std::string>& touched) {
  std::set<int> gone;
  for (const std::string& name : touched) gone.insert(table.columnIndex(name));
  gone.erase(-1);
  const int key = table.identityKey();
  if (key < 0 || gone.empty()) return std::nullopt;
  TableSchema rest;
  rest.id = table.id;
  rest.charset = table.charset;
  rest.collation = table.collation;
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (!gone.contains(i)) rest.columns.push_back(table.columns[static_cast<size_t>(i)]);
  }
  Key identity = table.keys[static_cast<size_t>(key)];
  for (int& c : identity.columns) {
    if (gone.contains(c)) return std::nullopt;
    c = rest.columnIndex(table.columns[static_cast<size_t>(c)].name);
  }
  rest.keys.push_back(std::move(identity));
  return rest;
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
  if (fits) {
    TWINTIDE_TRY(outdateFound(session, book, found, kept.layout->id, scn));
    TWINTIDE_TRY(dropOthers(session, found, kept.layout->id, 0));
    return kept;
  }
  const int64_t before = kept.layout ? kept.layout->id : 0;
  auto added = book.add(session, table);
  if (!added) return fail(added.error());
  kept.layout = *added;
  kept.renewed = true;
  // First the note, then the triggers: an end in between leaves no row that is taken for the truth.
  if (before) TWINTIDE_TRY(book.outdate(session, before, scn));
  TWINTIDE_TRY(outdateFound(session, book, found, kept.layout->id, scn));
  TWINTIDE_TRY(replaceTriggers(session, table, kept.layout->id, found));
  return kept;
}

Result<bool> guardTriggers(db::Session& session, LayoutBook& book, const TableSchema& table,
                           const std::vector<TriggerFound>& found,
                           const std::vector<std::string>& touched) {
  if (found.empty()) return false;
  auto rest = without(table, touched);
  if (!rest) return false;
  auto added = book.add(session, *rest, 0);
  if (!added) return fail(added.error());
  TWINTIDE_TRY(replaceTriggers(session, *rest, (*added)->id, found));
  return true;
}

}  // namespace twintide::capture
