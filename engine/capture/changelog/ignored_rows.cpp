#include "engine/capture/changelog/ignored_rows.h"

#include <algorithm>
#include <map>

#include "engine/capture/changelog/image.h"
#include "engine/db/cell_text.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

constexpr size_t kKeysAStatement = 500;

const std::vector<int>& keyColumns(const TableSchema& table) {
  return table.keys[static_cast<size_t>(table.identityKey())].columns;
}

// "(1,'a')"; only for tables with a key.
std::string keyText(const TableSchema& table, const Cells& image) {
  std::string out;
  for (int c : keyColumns(table)) {
    out += out.empty() ? '(' : ',';
    db::appendCell(out, image[static_cast<size_t>(c)], table.columns[static_cast<size_t>(c)]);
  }
  return out + ')';
}

std::string keyNames(const TableSchema& table) {
  std::string out;
  for (int c : keyColumns(table)) {
    out += out.empty() ? '(' : ',';
    out += db::quoteName(table.columns[static_cast<size_t>(c)].name);
  }
  return out + ')';
}

std::string rowName(const TableSchema& table, const std::string& key) {
  return table.id.text() + key;
}

std::string madeName(const TableSchema& table, const std::string& key, uint64_t scn) {
  return std::to_string(scn) + ' ' + rowName(table, key);
}

std::string nameOf(const Change& c, const Cells& image) {
  return rowName(*c.layout->schema, keyText(*c.layout->schema, image));
}

bool uniqueChanged(const Change& c) {
  if (c.kind != ChangeKind::Update) return false;
  for (const Key& key : c.layout->schema->keys) {
    if (!key.unique) continue;
    for (int i : key.columns) {
      const auto at = static_cast<size_t>(i);
      if (!c.before[at].sameAs(c.after[at])) return true;
    }
  }
  return false;
}

bool sameRow(const Cells& a, const Cells& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Cell& x, const Cell& y) { return x.sameAs(y); });
}

bool keyed(const Change& c) {
  return !c.reread && c.layout->schema->identityKey() >= 0;
}

}  // namespace

struct IgnoredRows::Sought {
  const TableSchema* table = nullptr;
  std::vector<std::string> keys;
};

// A transaction's changes from front to back, and which of them name a row, before or after.
struct IgnoredRows::Walk {
  const Transaction& t;
  const uint64_t scn;
  std::unordered_map<std::string, std::vector<size_t>> naming;
  std::vector<bool> ignored;

  Walk(const Transaction& transaction, uint64_t at)
      : t(transaction), scn(at), ignored(transaction.changes.size()) {
    for (size_t i = 0; i < t.changes.size(); ++i) {
      const Change& c = t.changes[i];
      if (!keyed(c)) continue;
      for (const Cells* image : {&c.before, &c.after}) {
        if (image->empty()) continue;
        auto& list = naming[nameOf(c, *image)];
        if (list.empty() || list.back() != i) list.push_back(i);
      }
    }
  }
  // Whether the row is there before change `at`, which it was or was not before the transaction.
  bool present(const std::string& row, size_t at, bool atFirst) const {
    auto it = naming.find(row);
    if (it == naming.end()) return atFirst;
    for (size_t i : it->second) {
      if (i >= at) break;
      if (ignored[i]) continue;
      const Change& c = t.changes[i];
      atFirst = !c.after.empty() && nameOf(c, c.after) == row;
    }
    return atFirst;
  }
};

Status IgnoredRows::look(const LogEntry* from, size_t count,
                         const std::unordered_map<int64_t, LogRow>& page, const LayoutBook& book) {
  std::map<int64_t, Sought> byLayout;
  for (size_t i = 0; i < count; ++i) {
    auto it = page.find(from[i].id);
    if (from[i].kind != EntryKind::Row || it == page.end() || it->second.op != 'I') continue;
    const Layout* layout = book.find(it->second.layout);
    if (!layout || layout->outdatedAt(from[i].scn)) continue;
    const TableSchema& table = *layout->rows->schema;
    if (table.identityKey() < 0 || table.id.database == db::kSchema) continue;
    Arena scratch;
    auto cells = decodeImage(it->second.after, table, scratch);
    if (!cells) return fail(cells.error());
    Sought& sought = byLayout[layout->id];
    sought.table = &table;
    sought.keys.push_back(keyText(table, *cells));
  }
  for (const auto& [id, sought] : byLayout) {
    for (size_t at = 0; at < sought.keys.size(); at += kKeysAStatement)
      TWINTIDE_TRY(lookAt(sought, at, std::min(at + kKeysAStatement, sought.keys.size())));
  }
  return {};
}

Status IgnoredRows::lookAt(const Sought& sought, size_t begin, size_t end) {
  std::string list;
  for (size_t i = begin; i < end; ++i) list += (i > begin ? "," : "") + sought.keys[i];
  return noteMade(*sought.table, " WHERE " + keyNames(*sought.table) + " IN (" + list + ")");
}

// Where the table is gone or has other columns by now nothing is noted.
Status IgnoredRows::noteMade(const TableSchema& table, const std::string& which) {
  Status done = readKeys(m_connection, table, which, [&](const Cells& row, uint64_t scn) {
    m_made.insert(madeName(table, keyText(table, row), scn));
  });
  if (!done && done.error().code == ErrorCode::ConnectionLost) return fail(done.error());
  return {};
}

Status IgnoredRows::drop(Transaction& t, uint64_t scn) {
  const bool suspicious = std::any_of(t.changes.begin(), t.changes.end(), [](const Change& c) {
    return keyed(c) && (c.kind == ChangeKind::Insert || uniqueChanged(c));
  });
  if (!suspicious) return {};
  Walk walk(t, scn);
  for (size_t i = 0; i < t.changes.size(); ++i) {
    auto found = ignored(walk, i);
    if (!found) return fail(found.error());
    walk.ignored[i] = *found;
  }
  size_t i = 0;
  std::erase_if(t.changes, [&](const Change&) { return walk.ignored[i++]; });
  return {};
}

Result<bool> IgnoredRows::ignored(const Walk& walk, size_t at) {
  const Change& c = walk.t.changes[at];
  if (!keyed(c) || c.kind == ChangeKind::Delete) return false;
  const TableSchema& table = *c.layout->schema;
  const std::string key = keyText(table, c.after);
  const bool once = walk.naming.at(nameOf(c, c.after)).size() == 1;
  if (c.kind == ChangeKind::Insert) {
    const std::string made = madeName(table, key, walk.scn);
    if (once && !m_made.contains(made)) {
      // Changed again since, as a rule: as of then it may stand as it was logged.
      TWINTIDE_TRY(noteMade(table, asOf(walk.scn) + " WHERE " + keyNames(table) + "=" + key));
    }
    if (once && m_made.erase(made) > 0) return false;
    return insertIgnored(walk, at, key);
  }
  if (!once || !uniqueChanged(c) || walk.naming.at(nameOf(c, c.before)).size() != 1) return false;
  return updateIgnored(c, walk.scn);
}

// The key of the row that stood under the new row's key; no answer where that cannot be read.
Result<IgnoredRows::KeyMet> IgnoredRows::keyAt(const Change& c, uint64_t scn) {
  Arena scratch;
  const TableSchema& table = *c.layout->schema;
  auto row = readAsOf(m_connection, table, {table, c.after}, scn, scratch);
  if (!row && row.error().code == ErrorCode::ConnectionLost) return fail(row.error());
  if (!row) return KeyMet();
  std::optional<std::string> key;
  // Under its collation another spelling may be the same key.
  if (*row) key = keyText(table, **row);
  return KeyMet(std::move(key));
}

// The row was there already, or is not there afterwards though nothing later takes it away.
Result<bool> IgnoredRows::insertIgnored(const Walk& walk, size_t at, const std::string& key) {
  const Change& c = walk.t.changes[at];
  const TableSchema& table = *c.layout->schema;
  auto before = keyAt(c, walk.scn - 1);
  if (!before) return fail(before.error());
  if (!*before) return false;
  const bool met = (*before)->has_value();
  if (met && walk.present(rowName(table, ***before), at, true)) return true;
  if ((!met || ***before != key) && walk.present(rowName(table, key), at, false)) return true;
  const auto& same = walk.naming.at(rowName(table, key));
  const auto next = std::upper_bound(same.begin(), same.end(), at);
  if (next != same.end()) return walk.t.changes[*next].kind == ChangeKind::Insert;
  auto after = keyAt(c, walk.scn);
  if (!after) return fail(after.error());
  return after->has_value() && !(*after)->has_value();
}

// The row still looks as it did.
Result<bool> IgnoredRows::updateIgnored(const Change& c, uint64_t scn) {
  Arena scratch;
  const TableSchema& table = *c.layout->schema;
  auto row = readAsOf(m_connection, table, {table, c.before}, scn, scratch);
  if (!row && row.error().code == ErrorCode::ConnectionLost) return fail(row.error());
  return row && *row && sameRow(**row, c.before);
}

}  // namespace twintide::capture
