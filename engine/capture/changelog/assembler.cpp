#include "engine/capture/changelog/assembler.h"

#include <cstdlib>

#include "engine/capture/changelog/image.h"
#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

ChangeKind kindOf(char op) {
  if (op == 'I') return ChangeKind::Insert;
  return op == 'U' ? ChangeKind::Update : ChangeKind::Delete;
}

bool isHeartbeat(const Layout& layout) {
  const TableId& id = layout.rows->schema->id;
  return id.database == db::kSchema && id.table == db::kHeartbeat;
}

bool isCorrection(const Layout& layout) {
  const TableId& id = layout.rows->schema->id;
  return id.database == db::kSchema && id.table == db::kCorrection;
}

// The identity columns of `table` taken by name from a row of `then`; the rest absent. Empty when
// one of them is missing there.
Cells keyCells(const TableSchema& table, const TableSchema& then, const Cells& image) {
  Cells cells(table.columns.size());
  const int key = table.identityKey();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    bool wanted = key < 0;
    if (key >= 0) {
      for (int c : table.keys[static_cast<size_t>(key)].columns)
        wanted = wanted || static_cast<size_t>(c) == i;
    }
    const int at = then.columnIndex(table.columns[i].name);
    if (wanted && at < 0 && key >= 0) return {};
    if (wanted && at >= 0) cells[i] = image[static_cast<size_t>(at)];
  }
  return cells;
}

bool sameCells(const Cells& a, const Cells& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!a[i].sameAs(b[i])) return false;
  }
  return true;
}

}  // namespace

bool Assembler::wanted(const TableId& table, char op) const {
  if (db::isSystemDatabase(table.database)) return false;
  if (!m_options.filter.matches(table.database, table.table)) return false;
  if (op == 'I') return m_options.types.insertRows;
  if (op == 'U') return m_options.types.updateRows;
  return m_options.types.deleteRows;
}

Result<Assembler::Images> Assembler::decode(const LogRow& row, const Layout& layout,
                                            Arena& arena) const {
  Images images;
  const TableSchema& table = *layout.rows->schema;
  if (row.op != 'I' && row.op != 'U' && row.op != 'D') {
    return fail(ErrorCode::ChangeLogBroken, {{"reason", "op"}, {"table", table.id.text()}});
  }
  if (row.op != 'I') {
    auto cells = decodeImage(row.before, table, arena);
    if (!cells) return fail(cells.error());
    images.before = std::move(*cells);
  }
  if (row.op != 'D') {
    auto cells = decodeImage(row.after, table, arena);
    if (!cells) return fail(cells.error());
    images.after = std::move(*cells);
  }
  return images;
}

Status Assembler::addHeartbeat(Transaction& out, const LogRow& row, const Layout& layout) const {
  if (row.op == 'D') return {};
  auto images = decode(row, layout, out.arena);
  if (!images) return fail(images.error());
  const TableSchema& table = *layout.rows->schema;
  const int link = table.columnIndex("link_id"), written = table.columnIndex("written_us");
  if (link < 0 || written < 0) return {};
  if (images->after[static_cast<size_t>(link)].bytes != m_options.ownLinkId) return {};
  const std::string us(images->after[static_cast<size_t>(written)].bytes);
  out.heartbeatUs = std::strtoll(us.c_str(), nullptr, 10);
  return {};
}

Status Assembler::addCorrection(Transaction& out, const LogRow& row, const Layout& layout) const {
  if (row.op != 'I') return {};
  auto images = decode(row, layout, out.arena);
  if (!images) return fail(images.error());
  Change change;
  change.layout = layout.rows;
  change.after = std::move(images->after);
  if (auto seen = m_origin.correction(change)) out.corrections.push_back(std::move(*seen));
  return {};
}

Status Assembler::addSeen(Transaction& out, const LogRow& row, const Layout& layout) const {
  auto images = decode(row, layout, out.arena);
  if (!images) return fail(images.error());
  Change change;
  change.kind = kindOf(row.op);
  change.unchecked = row.unchecked;
  change.layout = layout.rows;
  change.before = std::move(images->before);
  change.after = std::move(images->after);
  out.changes.push_back(std::move(change));
  return {};
}

// A REPLACE that takes several rows away: seekdb 1.4 logs the last of them once for each (tried).
// The others are whatever is in the new row's way, so that one is made so.
Status Assembler::addOrReplace(Transaction& out, const LogRow& row, const LogRow* previous,
                               const Layout& layout) {
  const bool again = previous && row.op == 'D' && previous->op == 'D' &&
                     row.layout == previous->layout && row.before == previous->before;
  if (again && layout.rows->schema->identityKey() >= 0) {
    m_replacing = true;
    return {};
  }
  if (!previous) m_replacing = false;
  TWINTIDE_TRY(addSeen(out, row, layout));
  out.changes.back().reread = m_replacing && row.op == 'I';
  m_replacing = false;
  return {};
}

// A column may be gone or of another type again, by a statement that comes later in the stream.
Result<std::optional<Cells>> Assembler::readRow(const Layout& now, const RowKey& key, uint64_t scn,
                                                Arena& arena) {
  const TableSchema& layout = *now.rows->schema;
  auto found = readByKey(m_connection, layout, layout, key, scn, arena);
  const bool changed = !found && (found.error().code == ErrorCode::TargetColumnMissing ||
                                  found.error().arg("reason") == "value");
  if (!changed) return found;
  auto actual = db::readTable(m_control, layout.id);
  if (!actual) return fail(actual.error());
  return readByKey(m_connection, layout, **actual, key, scn, arena);
}

Status Assembler::rereadKey(Transaction& out, uint64_t scn, const Layout& then,
                            const Cells& image) {
  const Layout* now = m_book.current(then.now);
  if (!now) return {};
  auto found = readRow(*now, {*then.rows->schema, image}, scn, out.arena);
  if (!found) {
    // Dropped since: the DROP follows in the stream.
    if (found.error().code == ErrorCode::TargetTableMissing) return {};
    return fail(found.error());
  }
  Change change;
  change.reread = true;
  change.layout = now->rows;
  change.kind = *found ? ChangeKind::Insert : ChangeKind::Delete;
  if (*found)
    change.after = std::move(**found);
  else
    change.before = keyCells(*now->rows->schema, *then.rows->schema, image);
  out.changes.push_back(std::move(change));
  return {};
}

Status Assembler::addReread(Transaction& out, uint64_t scn, const LogRow& row,
                            const Layout& layout) {
  auto images = decode(row, layout, out.arena);
  if (!images) return fail(images.error());
  const TableSchema& table = *layout.rows->schema;
  const bool keyMoved = row.op == 'U' && !sameCells(keyCells(table, table, images->before),
                                                    keyCells(table, table, images->after));
  if (row.op == 'D' || keyMoved) TWINTIDE_TRY(rereadKey(out, scn, layout, images->before));
  if (row.op != 'D') TWINTIDE_TRY(rereadKey(out, scn, layout, images->after));
  return {};
}

// While triggers are renewed the old and the new ones fire for the same row, one after the other.
Result<bool> Assembler::loggedTwice(uint64_t scn, const LogRow& row, const Layout& layout,
                                    const LogRow* neighbour) const {
  if (!neighbour || neighbour->op != row.op || neighbour->layout == row.layout) return false;
  const Layout* other = m_book.find(neighbour->layout);
  if (!other || other->outdatedAt(scn) || other->now != layout.now) return false;
  Arena scratch;
  auto mine = decode(row, layout, scratch);
  if (!mine) return fail(mine.error());
  auto theirs = decode(*neighbour, *other, scratch);
  if (!theirs) return fail(theirs.error());
  const TableSchema& key = *other->rows->schema;
  const TableSchema& from = *layout.rows->schema;
  for (auto side : {&Images::before, &Images::after}) {
    const Cells &a = (*mine).*side, &b = (*theirs).*side;
    if (a.empty() != b.empty()) return false;
    if (!a.empty() && !sameCells(keyCells(key, from, a), keyCells(key, key, b))) return false;
  }
  return true;
}

Status Assembler::add(Transaction& out, uint64_t scn, const LogRow& row, const LogRow* previous,
                      const LogRow* next) {
  const Layout* layout = m_book.find(row.layout);
  if (!layout) {
    return fail(ErrorCode::ChangeLogBroken,
                {{"reason", "unknown_layout"}, {"layout", std::to_string(row.layout)}});
  }
  if (isHeartbeat(*layout)) return addHeartbeat(out, row, *layout);
  if (isCorrection(*layout)) return addCorrection(out, row, *layout);
  const bool outdated = layout->outdatedAt(scn);
  if (!wanted(outdated ? layout->now : layout->rows->schema->id, row.op)) return {};
  if (!outdated) return addOrReplace(out, row, previous, *layout);
  for (const LogRow* neighbour : {next, previous}) {
    auto twice = loggedTwice(scn, row, *layout, neighbour);
    if (!twice) return fail(twice.error());
    if (*twice) return {};
  }
  return addReread(out, scn, row, *layout);
}

}  // namespace twintide::capture
