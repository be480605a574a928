#include "engine/apply/row_replay.h"

#include <cstdio>

#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

constexpr unsigned kDuplicateEntry = 1062;
constexpr size_t kMaxImageBytes = 4096;  // a value shown in the conflict log

std::string shownValue(const Cell& cell, const Column& column) {
  if (cell.kind == CellKind::Number || cell.kind == CellKind::Text)
    return std::string(cell.bytes.substr(0, kMaxImageBytes));
  std::string out;
  db::appendCell(out, Cell{cell.kind, cell.bytes.substr(0, kMaxImageBytes)}, column);
  return out;
}

// The full image an update leads to: cells it does not carry keep their earlier value.
Cells overlaid(const Cells& before, const Cells& after) {
  Cells full = after;
  for (size_t i = 0; i < full.size(); ++i) {
    if (!full[i].present()) full[i] = before[i];
  }
  return full;
}

// "a=1 AND b=2" over a unique key's columns; empty when a value is NULL or not in the image, since
// such a row is in nobody's way.
std::string uniqueWhere(const TargetTable& t, const Key& key, const Cells& image) {
  std::string where;
  for (int column : key.columns) {
    for (const TargetColumn& c : t.columns) {
      if (c.targetColumn != &t.schema->columns[column]) continue;
      const Cell& cell = image[c.source];
      if (!cell.present() || cell.kind == CellKind::Null) return {};
      if (!where.empty()) where += " AND ";
      where += c.quoted + '=';
      db::appendCell(where, cell, *c.sourceColumn);
    }
  }
  return where;
}

bool sameKey(const TargetTable& t, const Cells& a, const Cells& b) {
  std::string left, right;
  return keyBytes(t, a, left) && keyBytes(t, b, right) && left == right;
}

// Text is shown as text and bytes as hex, the way shownValue() spells incoming cells.
void appendShownColumn(std::string& out, const TargetColumn& c) {
  const bool bytes = c.compare == Compare::Binary || c.compare == Compare::Never;
  if (bytes)
    out += "CONCAT('x''',LOWER(HEX(SUBSTR(" + c.quoted + ",1,2048))),'''')";
  else if (c.compare == Compare::Bit)
    out += "CONCAT('b''',BIN(" + c.quoted + "+0),'''')";
  else
    out += "CAST(" + c.quoted + " AS CHAR)";
}

}  // namespace

RowImage imageOf(const TargetTable& t, const Cells& cells) {
  RowImage image;
  for (const TargetColumn& c : t.columns) {
    const Cell& cell = cells[c.source];
    if (!cell.present()) continue;
    const bool null = cell.kind == CellKind::Null;
    image.push_back({c.targetColumn->name, null ? "" : shownValue(cell, *c.sourceColumn), null});
  }
  return image;
}

Status RowReplay::apply(const TargetTable& table, const Change& change) {
  if (change.ifAbsent) {
    const Cells* rows[] = {&change.after};
    std::string sql;
    appendInsert(sql, table, rows);
    auto done = tryStatement(sql);
    if (!done) return fail(done.error());
    return {};
  }
  if (change.reread) {
    const bool before = m_context.tolerant;
    m_context.tolerant = true;
    Status done = change.kind == ChangeKind::Delete ? removeByKey(table, change.before)
                                                    : force(table, change.after);
    m_context.tolerant = before;
    return done;
  }
  switch (change.kind) {
    case ChangeKind::Insert:
      return insert(table, change.after);
    case ChangeKind::Update:
      return update(table, change.before, overlaid(change.before, change.after));
    case ChangeKind::Delete:
      return remove(table, change.before);
  }
  return fail(ErrorCode::Internal, {{"what", "change kind"}});
}

Status RowReplay::insert(const TargetTable& t, const Cells& after) {
  if (m_context.tolerant) return force(t, after);
  const Cells* rows[] = {&after};
  std::string sql;
  appendInsert(sql, t, rows);
  auto done = tryStatement(sql);
  if (!done) return fail(done.error());
  if (*done != Outcome::Duplicate) return {};
  auto local = lockRow(t, after);
  if (!local) return fail(local.error());
  if (local->found) {
    auto same = equals(t, after);
    if (!same) return fail(same.error());
    if (*same) return {};
  }
  const auto kind = local->found ? ConflictKind::InsertExists : ConflictKind::KeyExists;
  auto decision = conflict(t, kind, nullptr, &after, *local);
  if (!decision) return fail(decision.error());
  if (*decision == Decision::TakeIncoming) return force(t, after);
  return {};
}

Status RowReplay::update(const TargetTable& t, const Cells& before, const Cells& after) {
  std::string sql;
  appendUpdate(sql, t, {&before, &after}, true);
  auto done = tryStatement(sql);
  if (!done) return fail(done.error());
  if (*done == Outcome::Met) return {};
  auto local = lockRow(t, before);
  if (!local) return fail(local.error());
  ConflictKind kind = local->found ? ConflictKind::UpdateDiffering : ConflictKind::UpdateMissing;
  if (*done == Outcome::Duplicate) kind = ConflictKind::KeyExists;
  if (local->found && sameKey(t, before, after)) {
    auto same = equals(t, after);
    if (!same) return fail(same.error());
    if (*same) return {};  // both sides made the same change
  }
  Decision decision = Decision::TakeIncoming;
  if (!m_context.tolerant) {
    auto decided = conflict(t, kind, &before, &after, *local);
    if (!decided) return fail(decided.error());
    decision = *decided;
  }
  if (decision != Decision::TakeIncoming) return {};
  if (!sameKey(t, before, after)) TWINTIDE_TRY(removeByKey(t, before));
  return force(t, after);
}

Status RowReplay::remove(const TargetTable& t, const Cells& before) {
  const Cells* rows[] = {&before};
  std::string sql;
  appendDelete(sql, t, rows, true);
  auto done = tryStatement(sql);
  if (!done) return fail(done.error());
  if (*done == Outcome::Met) return {};
  if (m_context.tolerant) return removeByKey(t, before);
  auto local = lockRow(t, before);
  if (!local) return fail(local.error());
  const auto kind =
      local->found ? ConflictKind::DeleteRecentlyUpdated : ConflictKind::DeleteMissing;
  auto decision = conflict(t, kind, &before, nullptr, *local);
  if (!decision) return fail(decision.error());
  if (*decision == Decision::TakeIncoming && local->found) return removeByKey(t, before);
  return {};
}

Status RowReplay::force(const TargetTable& t, const Cells& image) {
  TWINTIDE_TRY(clearUniqueValues(t, image));
  std::string sql;
  appendUpdate(sql, t, {&image, &image}, false);
  auto updated = tryStatement(sql);
  if (!updated) return fail(updated.error());
  if (*updated == Outcome::Met) return {};
  const Cells* rows[] = {&image};
  sql.clear();
  appendInsert(sql, t, rows);
  auto done = m_context.target.execute(sql);
  if (!done) return fail(done.error());
  return {};
}

Status RowReplay::removeByKey(const TargetTable& t, const Cells& image) {
  const Cells* rows[] = {&image};
  std::string sql;
  appendDelete(sql, t, rows, false);
  auto done = m_context.target.execute(sql);
  if (!done) return fail(done.error());
  return {};
}

Status RowReplay::clearUniqueValues(const TargetTable& t, const Cells& image) {
  const int identity = t.schema->identityKey();
  for (int k = 0; k < static_cast<int>(t.schema->keys.size()); ++k) {
    const Key& key = t.schema->keys[k];
    if (k == identity || !key.unique || key.prefix) continue;
    std::string where = uniqueWhere(t, key, image);
    if (where.empty()) continue;
    where += " AND NOT (";
    appendKey(where, t, image);
    where += ')';
    auto done = m_context.target.execute("DELETE FROM " + t.quotedName + " WHERE " + where);
    if (!done) return fail(done.error());
  }
  return {};
}

Result<RowReplay::Local> RowReplay::lockRow(const TargetTable& t, const Cells& keyImage) {
  std::string sql = "SELECT ";
  for (const TargetColumn& c : t.columns) {
    appendShownColumn(sql, c);
    sql += ',';
  }
  sql.back() = ' ';
  sql += "FROM " + t.quotedName + " WHERE ";
  appendKey(sql, t, keyImage);
  sql += " FOR UPDATE";
  auto rows = m_context.target.rows(sql);
  if (!rows) return fail(rows.error());
  Local local;
  local.found = !rows->empty();
  if (!local.found) return local;
  for (size_t i = 0; i < t.columns.size(); ++i) {
    const auto& v = (*rows)[0][i];
    local.image.push_back(
        {t.columns[i].targetColumn->name, v.value_or("").substr(0, kMaxImageBytes), !v});
  }
  return local;
}

Result<bool> RowReplay::equals(const TargetTable& t, const Cells& image) {
  std::string sql = "SELECT 1 FROM " + t.quotedName + " WHERE ";
  appendKey(sql, t, image);
  sql += " AND ";
  appendGuard(sql, t, image, "");
  auto rows = m_context.target.rows(sql);
  if (!rows) return fail(rows.error());
  return !rows->empty();
}

Result<RowReplay::Outcome> RowReplay::tryStatement(const std::string& sql) {
  auto done = m_context.target.execute(sql);
  if (done) return done->rows > 0 ? Outcome::Met : Outcome::Missed;
  if (done.error().serverErrno == kDuplicateEntry) return Outcome::Duplicate;
  return fail(done.error());
}

Result<Decision> RowReplay::conflict(const TargetTable& t, ConflictKind kind, const Cells* before,
                                     const Cells* after, const Local& local) {
  Conflict c;
  c.atUs = m_context.nowUs;
  c.linkId = m_context.linkId;
  c.table = t.schema->id;
  c.kind = kind;
  c.key = keyText(t, before ? *before : *after);
  if (before) c.expected = imageOf(t, *before);
  if (after) c.incoming = imageOf(t, *after);
  c.local = local.image;
  c.policy = m_context.policy.kind;
  c.position = m_context.position;
  const Decision decision = decide(m_context.policy, m_context.situation);
  if (decision == Decision::Stop) {
    return fail(ErrorCode::ConflictStop, {{"table", c.table.text()},
                                          {"key", c.key},
                                          {"kind", toText(kind)},
                                          {"link", m_context.linkId}});
  }
  c.winner = decision == Decision::TakeIncoming ? ConflictWinner::Incoming : ConflictWinner::Local;
  m_conflicts.push_back(std::move(c));
  return decision;
}

}  // namespace twintide::apply
