#include "engine/capture/changelog/ignored_rows.h"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/capture/changelog/image.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {

using Fate = NamedChanges::Fate;

namespace {

constexpr size_t kKeysAStatement = 500;
constexpr uint64_t kNoRow = 0;  // where the contents of a row are asked for

std::string keyNames(const TableSchema& table) {
  std::string out;
  for (int c : table.keys[static_cast<size_t>(table.identityKey())].columns) {
    out += out.empty() ? '(' : ',';
    out += db::quoteName(table.columns[static_cast<size_t>(c)].name);
  }
  return out + ')';
}

// A row as it was written at an SCN.
uint64_t madeNumber(const TableSchema& table, const std::string& key, uint64_t scn) {
  return rowNumber(table, key + std::to_string(scn));
}

// Of the row as it was before.
void makeDelete(Change& c) {
  c.kind = ChangeKind::Delete;
  c.after = {};
}

// Each change of a transaction on disk, a piece in memory at a time.
Status eachSpilled(ChangeSpill& spill, const std::function<Status(const Change&, size_t)>& work) {
  constexpr size_t kPieceBytes = 4 << 20;
  TWINTIDE_TRY(spill.rewind());
  for (size_t at = 0;;) {
    Transaction piece;
    auto more = spill.next(piece, kPieceBytes);
    if (!more) return fail(more.error());
    if (!*more) return {};
    for (const Change& c : piece.changes) TWINTIDE_TRY(work(c, at++));
  }
}

}  // namespace

struct IgnoredRows::Seen {
  const Change& change;
  const size_t at;  // in its transaction
  const NamedChanges& named;
  const uint64_t scn;
};

struct IgnoredRows::Sought {
  const TableSchema* table = nullptr;
  std::vector<std::string> keys;
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
    m_made.insert(madeNumber(table, keyText(table, row), scn));
  });
  if (!done && done.error().code == ErrorCode::ConnectionLost) return fail(done.error());
  return {};
}

Status IgnoredRows::drop(Transaction& t, uint64_t scn) {
  if (std::none_of(t.changes.begin(), t.changes.end(), suspicious)) return {};
  NamedChanges named;
  for (const Change& c : t.changes) named.add(c);
  for (size_t i = 0; i < t.changes.size(); ++i) TWINTIDE_TRY(judge(t.changes[i], i, named, scn));
  if (!named.anyDecided()) return {};
  for (size_t i = 0; i < t.changes.size(); ++i)
    if (named.fate(i) == Fate::Delete) makeDelete(t.changes[i]);
  size_t i = 0;
  std::erase_if(t.changes, [&](const Change&) { return named.fate(i++) == Fate::Drop; });
  return {};
}

Status IgnoredRows::drop(std::shared_ptr<ChangeSpill>& spill, NamedChanges& named, uint64_t scn,
                         const std::string& dir) {
  if (!named.anySuspicious()) return {};
  TWINTIDE_TRY(
      eachSpilled(*spill, [&](const Change& c, size_t at) { return judge(c, at, named, scn); }));
  if (!named.anyDecided()) return {};
  auto kept = ChangeSpill::make(dir);
  if (!kept) return fail(kept.error());
  TWINTIDE_TRY(eachSpilled(*spill, [&](const Change& c, size_t at) {
    if (named.fate(at) == Fate::Drop) return Status();
    if (named.fate(at) == Fate::Keep) return (*kept)->append(c);
    Change gone = c;
    makeDelete(gone);
    return (*kept)->append(gone);
  }));
  spill = std::move(*kept);
  return {};
}

Status IgnoredRows::judge(const Change& c, size_t at, NamedChanges& named, uint64_t scn) {
  auto fate = fateOf({c, at, named, scn});
  if (!fate) return fail(fate.error());
  named.decide(at, *fate);
  return {};
}

Result<Fate> IgnoredRows::fateOf(const Seen& seen) {
  const Change& c = seen.change;
  if (!keyed(c) || c.kind == ChangeKind::Delete) return Fate::Keep;
  const TableSchema& table = *c.layout->schema;
  const std::string key = keyText(table, c.after);
  const bool once = seen.named.named(rowNumber(table, key)) == 1;
  if (c.kind == ChangeKind::Insert) {
    const uint64_t made = madeNumber(table, key, seen.scn);
    if (once && !m_made.contains(made)) {
      // Changed again since, as a rule: as of then it may stand as it was logged.
      TWINTIDE_TRY(noteMade(table, asOf(seen.scn) + " WHERE " + keyNames(table) + "=" + key));
    }
    if (once && m_made.erase(made) > 0) return Fate::Keep;
    auto ignored = insertIgnored(seen, key);
    if (!ignored) return fail(ignored.error());
    return *ignored ? Fate::Drop : Fate::Keep;
  }
  return uniqueChanged(c) ? fateOfUpdate(seen) : Result<Fate>(Fate::Keep);
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

// Whether another row stood under the key of the new row just before the change; no answer where
// that cannot be read.
Result<std::optional<bool>> IgnoredRows::taken(const Seen& seen) {
  const Change& c = seen.change;
  const TableSchema& table = *c.layout->schema;
  const std::string key = keyText(table, c.after);
  auto before = keyAt(c, seen.scn - 1);
  if (!before) return fail(before.error());
  if (!*before) return std::optional<bool>();
  const bool met = (*before)->has_value();
  // Under its collation the new spelling of a key meets the row itself.
  const bool itself = met && !c.before.empty() && ***before == keyText(table, c.before);
  if (met && !itself && seen.named.present(rowNumber(table, ***before), seen.at, true))
    return std::optional(true);
  const bool other = !met || ***before != key;
  return std::optional(other && seen.named.present(rowNumber(table, key), seen.at, false));
}

// The row was there already, or is not there afterwards though nothing later takes it away.
Result<bool> IgnoredRows::insertIgnored(const Seen& seen, const std::string& key) {
  const Change& c = seen.change;
  const uint64_t row = rowNumber(*c.layout->schema, key);
  auto there = taken(seen);
  if (!there) return fail(there.error());
  if (!*there || **there) return there->value_or(false);
  switch (seen.named.next(row, seen.at)) {
    case NamedChanges::Says::Old:
      return false;
    case NamedChanges::Says::Anew:  // nobody can tell, and what is made anew needs no row before it
      return true;
    case NamedChanges::Says::New:
      return otherMade(seen, row);
    case NamedChanges::Says::Nothing:
      break;
  }
  auto after = keyAt(c, seen.scn);
  if (!after) return fail(after.error());
  return after->has_value() && !(*after)->has_value();
}

// A later change was to make the same row: what stands tells which of them did, if any.
Result<bool> IgnoredRows::otherMade(const Seen& seen, uint64_t row) {
  auto stands = standing(seen, seen.change.after);
  if (!stands) return fail(stands.error());
  if (!*stands) return false;
  if (**stands == imageNumber(seen.change.after))
    return seen.named.replaced(row, seen.at, **stands);
  return **stands == kNoRow || seen.named.made(row, seen.at, **stands);
}

// The contents of the row under a key behind the change, as the transaction itself tells, or the
// table as of its SCN; no answer where that cannot be read.
Result<std::optional<uint64_t>> IgnoredRows::standing(const Seen& seen, const Cells& key) {
  const TableSchema& table = *seen.change.layout->schema;
  if (const uint64_t* found = seen.named.found(rowNumber(table, keyText(table, key)), seen.at))
    return std::optional(*found);
  Arena scratch;
  auto row = readAsOf(m_connection, table, {table, key}, seen.scn, scratch);
  if (!row && row.error().code == ErrorCode::ConnectionLost) return fail(row.error());
  if (!row) return std::optional<uint64_t>();
  return std::optional(*row ? imageNumber(**row) : kNoRow);
}

// Left out where a new key was taken already, or the row still looks as it did. It may have been
// made again behind the change: then the row under the new key tells. Made anew, it tells nothing.
Result<Fate> IgnoredRows::fateOfUpdate(const Seen& seen) {
  const Change& c = seen.change;
  const TableSchema& table = *c.layout->schema;
  const std::string key = keyText(table, c.before);
  const uint64_t row = rowNumber(table, key);
  const bool moves = key != keyText(table, c.after);
  const bool anew = seen.named.next(row, seen.at) == NamedChanges::Says::Anew;
  if (moves) {
    auto there = taken(seen);
    if (!there) return fail(there.error());
    if (!*there || **there) return there->value_or(false) ? Fate::Drop : Fate::Keep;
  } else if (anew) {
    return Fate::Delete;
  }
  auto stands = standing(seen, c.before);
  if (!stands) return fail(stands.error());
  if (!*stands) return Fate::Keep;
  if (!anew) {
    if (**stands != imageNumber(c.before)) return Fate::Keep;
    if (!moves || !seen.named.made(row, seen.at, **stands)) return Fate::Drop;
  }
  auto moved = standing(seen, c.after);
  if (!moved) return fail(moved.error());
  const bool arrived = !*moved || **moved == imageNumber(c.after, &c.before);
  return arrived ? Fate::Keep : Fate::Drop;
}

}  // namespace twintide::capture
