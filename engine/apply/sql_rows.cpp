#include "engine/apply/sql_rows.h"

#include "engine/apply/unique_where.h"
#include "engine/db/cell_text.h"
#include "engine/db/column_form.h"
#include "engine/db/errors.h"
#include "engine/db/row_text.h"
#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

constexpr unsigned kDuplicateEntry = 1062;
constexpr size_t kMaxImageBytes = 4096;  // a value shown in the conflict log
constexpr int kPutAttempts = 20;

// Text is shown as text and bytes as hex, the way imageOf() spells incoming cells.
void appendShownColumn(std::string& out, const TargetColumn& c) {
  const bool bytes = c.compare == Compare::Binary || c.compare == Compare::Never;
  if (bytes)
    out += "CONCAT('x''',LOWER(HEX(SUBSTR(" + c.quoted + ",1,2048))),'''')";
  else if (c.compare == Compare::Bit)
    out += "CONCAT('b''',BIN(" + c.quoted + "+0),'''')";
  else
    out += "CAST(" + c.quoted + " AS CHAR)";
}

bool charsetFree(const Cell& cell, const Column& column) {
  return cell.kind != CellKind::Text || column.charset.empty() ||
         column.charset.rfind("utf8", 0) == 0 || column.charset == "ascii";
}

std::string selectColumns(const TargetTable& t, const std::vector<int>& columns) {
  std::string sql = "SELECT ";
  for (int i : columns)
    sql += db::selectExpression(*t.columns[static_cast<size_t>(i)].targetColumn) + ',';
  sql.back() = ' ';
  return sql + "FROM " + t.quotedName + " WHERE ";
}

using Fields = std::vector<std::optional<std::string>>;

// The fields of selectColumns() as row text of the target table.
Result<std::string> textOf(const TargetTable& t, const std::vector<int>& columns,
                           const Fields& fields) {
  Arena arena;
  Cells cells(t.schema->columns.size());
  for (size_t i = 0; i < columns.size(); ++i) {
    const Column* column = t.columns[static_cast<size_t>(columns[i])].targetColumn;
    std::optional<std::string_view> value;
    if (fields[i]) value = *fields[i];
    auto cell = db::cellFromField(value, *column, arena);
    if (!cell) return fail(cell.error());
    cells[static_cast<size_t>(column - t.schema->columns.data())] = *cell;
  }
  return db::rowText(*t.schema, cells);
}

std::vector<int> allColumns(const TargetTable& t) {
  std::vector<int> all;
  for (int i = 0; i < static_cast<int>(t.columns.size()); ++i) all.push_back(i);
  return all;
}

}  // namespace

Status SqlRows::wholly(const std::function<Status()>& work) {
  auto begun = m_target.execute("SAVEPOINT twintide_whole");
  if (!begun) return fail(begun.error());
  Status done = work();
  if (done) return done;
  const unsigned why = done.error().serverErrno;
  // Of other errors the whole transaction ends.
  if (!db::violatesForeignKey(why) && !db::refusesValue(why)) return done;
  auto undone = m_target.execute("ROLLBACK TO SAVEPOINT twintide_whole");
  if (!undone) return fail(undone.error());
  return done;
}

Result<db::StatementOutcome> SqlRows::write(const std::string& sql) {
  TWINTIDE_TRY(m_keys.check(m_target, m_minded));
  return m_target.execute(sql);
}

Result<TargetRows::Outcome> SqlRows::attempt(const std::string& sql) {
  auto done = write(sql);
  if (done) return done->rows > 0 ? Outcome::Met : Outcome::Missed;
  if (done.error().serverErrno != kDuplicateEntry) return fail(done.error());
  m_duplicate = done.error();
  return Outcome::Duplicate;
}

Result<TargetRows::Outcome> SqlRows::store(const TargetTable& t, const Cells& image,
                                           const std::string& sql) {
  auto done = attempt(sql);
  if (done || !db::refusesValue(done.error().serverErrno)) return done;
  auto stored = storedLeniently(t, image, sql);
  if (!stored) return fail(stored.error());
  return *stored ? Result<Outcome>(Outcome::Met) : done;
}

Result<bool> SqlRows::storedLeniently(const TargetTable& t, const Cells& image,
                                      const std::string& sql) {
  auto begun = m_target.execute("SAVEPOINT twintide");
  if (!begun) return fail(begun.error());
  for (const char* mode : {db::kLenientMode, db::kStrictMode}) {
    auto set = m_target.execute(mode);
    if (!set) return fail(set.error());
    if (mode == db::kStrictMode) break;
    auto done = attempt(sql);
    if (!done && done.error().code == ErrorCode::ConnectionLost) return fail(done.error());
  }
  auto same = holds(t, image);
  if (!same || *same) return same;
  auto undone = m_target.execute("ROLLBACK TO SAVEPOINT twintide");
  if (!undone) return fail(undone.error());
  return false;
}

Result<TargetRows::Outcome> SqlRows::insert(const TargetTable& t, const Cells& after) {
  const Cells* rows[] = {&after};
  std::string sql;
  appendInsert(sql, t, rows);
  return store(t, after, sql);
}

Result<TargetRows::Outcome> SqlRows::update(const TargetTable& t, const RowUpdate& row) {
  std::string sql;
  appendUpdate(sql, t, row, true);
  return store(t, *row.after, sql);
}

Result<TargetRows::Outcome> SqlRows::remove(const TargetTable& t, const Cells& before) {
  const Cells* rows[] = {&before};
  std::string sql;
  appendDelete(sql, t, rows, true);
  return attempt(sql);
}

Result<LocalRow> SqlRows::lock(const TargetTable& t, const Cells& key) {
  std::string sql = "SELECT ";
  for (const TargetColumn& c : t.columns) {
    appendShownColumn(sql, c);
    sql += ',';
  }
  sql.back() = ' ';
  sql += "FROM " + t.quotedName + " WHERE ";
  appendKey(sql, t, key);
  sql += " FOR UPDATE";
  auto rows = m_target.rows(sql);
  if (!rows) return fail(rows.error());
  LocalRow local;
  local.found = !rows->empty();
  if (!local.found) return local;
  for (size_t i = 0; i < t.columns.size(); ++i) {
    const auto& v = (*rows)[0][i];
    local.image.push_back(
        {t.columns[i].targetColumn->name, v.value_or("").substr(0, kMaxImageBytes), !v});
  }
  return local;
}

Result<bool> SqlRows::holds(const TargetTable& t, const Cells& image) {
  std::string sql = "SELECT 1 FROM " + t.quotedName + " WHERE ";
  appendKey(sql, t, image);
  sql += " AND ";
  appendGuard(sql, t, image, "");
  auto rows = m_target.rows(sql);
  if (!rows) return fail(rows.error());
  return !rows->empty();
}

// Applications write here at the same time: what was out of the way a moment ago may not be now.
Status SqlRows::put(const TargetTable& t, const Cells& image, std::vector<std::string>& displaced) {
  std::string update, insert;
  appendUpdate(update, t, {&image, &image}, false);
  const Cells* rows[] = {&image};
  appendInsert(insert, t, rows);
  m_duplicate.reset();
  const size_t before = displaced.size();
  for (int round = 0; round < kPutAttempts; ++round) {
    TWINTIDE_TRY(clearUniqueValues(t, image, displaced));
    for (const std::string* sql : {&update, &insert}) {
      auto done = store(t, image, *sql);
      if (!done) return fail(done.error());
      if (*done == Outcome::Met) return {};
      if (*done == Outcome::Duplicate) break;
    }
  }
  Error error(ErrorCode::TimedOut, {{"what", "apply"}, {"table", t.schema->id.text()}});
  // Refused each time, and nobody to be seen who holds the value.
  if (m_duplicate && displaced.size() == before) {
    error = Error(ErrorCode::UniqueValueTaken, {{"table", t.schema->id.text()},
                                                {"key", keyText(t, image)},
                                                {"server", m_duplicate->arg("server")}});
  }
  error.retryable = error.code == ErrorCode::TimedOut;
  return fail(error);
}

Status SqlRows::erase(const TargetTable& t, const Cells& key) {
  const Cells* rows[] = {&key};
  std::string sql;
  appendDelete(sql, t, rows, false);
  auto done = write(sql);
  if (!done) return fail(done.error());
  return {};
}

Status SqlRows::clearUniqueValues(const TargetTable& t, const Cells& image,
                                  std::vector<std::string>& displaced) {
  const int identity = t.schema->identityKey();
  for (int k = 0; k < static_cast<int>(t.schema->keys.size()); ++k) {
    const Key& key = t.schema->keys[static_cast<size_t>(k)];
    if (k == identity || !key.unique) continue;
    std::optional<std::string> where = uniqueWhere(t, key, image);
    if (!where || where->empty()) continue;
    *where += " AND NOT (";
    appendKey(*where, t, image);
    TWINTIDE_TRY(clearOne(t, *where + ')', displaced));
  }
  return {};
}

Status SqlRows::clearOne(const TargetTable& t, const std::string& where,
                         std::vector<std::string>& displaced) {
  auto keys = keysWhere(t, where);
  if (!keys) return fail(keys.error());
  if (keys->empty()) return {};
  displaced.insert(displaced.end(), keys->begin(), keys->end());
  auto done = write("DELETE FROM " + t.quotedName + " WHERE " + where);
  if (!done) return fail(done.error());
  return {};
}

Result<std::vector<std::string>> SqlRows::keysWhere(const TargetTable& t,
                                                    const std::string& where) {
  auto rows = m_target.rows(selectColumns(t, t.key) + where + " FOR UPDATE");
  if (!rows) return fail(rows.error());
  std::vector<std::string> keys;
  for (const Fields& fields : *rows) {
    auto text = textOf(t, t.key, fields);
    if (!text) return fail(text.error());
    keys.push_back(std::move(*text));
  }
  return keys;
}

Result<std::optional<int>> SqlRows::compare(const TargetTable& t, const std::string& column,
                                            const Cells& image) {
  const TargetColumn* c = t.columnNamed(column);
  if (!c || !image[static_cast<size_t>(c->source)].present()) return std::optional<int>();
  std::string value;
  db::appendCell(value, image[static_cast<size_t>(c->source)], *c->sourceColumn);
  std::string sql =
      "SELECT (" + value + ">" + c->quoted + ")-(" + value + "<" + c->quoted + ") FROM ";
  sql += t.quotedName + " WHERE ";
  appendKey(sql, t, image);
  auto rows = m_target.rows(sql);
  if (!rows) return fail(rows.error());
  if (rows->empty() || !(*rows)[0][0]) return std::optional<int>();
  return std::optional<int>(std::stoi(*(*rows)[0][0]));
}

Result<bool> SqlRows::addDelta(const TargetTable& t, const std::string& column,
                               const RowUpdate& row) {
  const TargetColumn* c = t.columnNamed(column);
  if (!c) return false;
  const Cell& before = (*row.before)[static_cast<size_t>(c->source)];
  const Cell& after = (*row.after)[static_cast<size_t>(c->source)];
  if (before.kind != CellKind::Number || after.kind != CellKind::Number) return false;
  std::string sql = "UPDATE " + t.quotedName + " SET " + c->quoted + '=' + c->quoted + "+((" +
                    std::string(after.bytes) + ")-(" + std::string(before.bytes) + ")) WHERE ";
  appendKey(sql, t, *row.before);
  sql += " AND " + c->quoted + " IS NOT NULL";
  auto done = attempt(sql);
  if (!done) return fail(done.error());
  return *done == Outcome::Met;
}

Result<std::string> SqlRows::keyOf(const TargetTable& t, const Cells& image) {
  Cells cells(t.schema->columns.size());
  bool plain = true;
  for (int k : t.key) {
    const TargetColumn& c = t.columns[static_cast<size_t>(k)];
    const Cell& cell = image[static_cast<size_t>(c.source)];
    cells[static_cast<size_t>(c.targetColumn - t.schema->columns.data())] = cell;
    plain = plain && charsetFree(cell, *c.sourceColumn);
  }
  return plain ? db::rowText(*t.schema, cells) : convertedKey(t, image, std::move(cells));
}

// Row text is UTF-8: a key in another charset is converted by the server.
Result<std::string> SqlRows::convertedKey(const TargetTable& t, const Cells& image, Cells cells) {
  std::string sql = "SELECT ";
  for (int k : t.key) {
    const TargetColumn& c = t.columns[static_cast<size_t>(k)];
    const Cell& cell = image[static_cast<size_t>(c.source)];
    const bool text = cell.kind == CellKind::Text;
    sql += text ? "CONVERT(" : "";
    db::appendCell(sql, cell, *c.sourceColumn);
    sql += text ? " USING utf8mb4)," : ",";
  }
  sql.pop_back();
  auto rows = m_target.rows(sql);
  if (!rows) return fail(rows.error());
  for (size_t i = 0; i < t.key.size(); ++i) {
    const TargetColumn& c = t.columns[static_cast<size_t>(t.key[i])];
    Cell& cell = cells[static_cast<size_t>(c.targetColumn - t.schema->columns.data())];
    if (cell.kind == CellKind::Text && (*rows)[0][i]) cell.bytes = *(*rows)[0][i];
  }
  return db::rowText(*t.schema, cells);
}

Result<std::optional<std::string>> SqlRows::state(const TargetTable& t, const Cells& key) {
  const std::vector<int> columns = allColumns(t);
  std::string sql = selectColumns(t, columns);
  appendKey(sql, t, key);
  auto rows = m_target.rows(sql + " FOR UPDATE");
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<std::string>();
  auto text = textOf(t, columns, (*rows)[0]);
  if (!text) return fail(text.error());
  return std::optional<std::string>(std::move(*text));
}

Result<bool> SqlRows::stands(const TargetTable& t, const Cells& key) {
  std::string sql = "SELECT 1 FROM " + t.quotedName + " WHERE ";
  appendKey(sql, t, key);
  auto rows = m_target.rows(sql);
  if (!rows) return fail(rows.error());
  return !rows->empty();
}

Status SqlRows::each(const TargetTable& t, size_t limit, const RowSink& sink) {
  const std::vector<int> columns = allColumns(t);
  Status read;
  const auto one = [&](const std::vector<db::FieldView>& views) {
    Fields fields, key;
    for (const db::FieldView& v : views)
      fields.push_back(v.data ? std::optional(std::string(v.data, v.size)) : std::nullopt);
    for (int k : t.key) key.push_back(fields[static_cast<size_t>(k)]);
    auto keyText = textOf(t, t.key, key);
    auto rowText = textOf(t, columns, fields);
    for (const auto* text : {&keyText, &rowText}) {
      if (!*text) read = fail(text->error());
    }
    return read && sink(*keyText, *rowText);
  };
  TWINTIDE_TRY(
      m_target.stream(selectColumns(t, columns) + "1=1 LIMIT " + std::to_string(limit), one));
  return read;
}

}  // namespace twintide::apply
