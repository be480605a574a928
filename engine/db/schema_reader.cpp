#include "engine/db/schema_reader.h"

#include <strings.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>

#include "engine/db/sql_text.h"

namespace twintide::db {
namespace {

using Tables = std::map<TableId, std::shared_ptr<TableSchema>>;

int64_t number(const Value& v) {
  return v ? std::strtoll(v->c_str(), nullptr, 10) : 0;
}

bool contains(const std::string& text, const char* part) {
  return strcasestr(text.c_str(), part) != nullptr;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// Restricts an information_schema query to one table or to the databases the filter names.
struct Scope {
  std::string where;
  const ObjectFilter* filter = nullptr;
  bool chosen(const TableId& t) const { return !filter || filter->matches(t.database, t.table); }
};

Scope oneTable(const TableId& t) {
  return {"table_schema=" + quoteText(t.database) + " AND table_name=" + quoteText(t.table),
          nullptr};
}

std::string notSystem() {
  return "LOWER(table_schema) NOT IN ('information_schema','mysql','performance_schema','sys',"
         "'oceanbase','__recyclebin','__public','twintide','lbacsys','oraauditor')";
}

Status readHeads(Session& session, const Scope& scope, Tables& out) {
  auto rows = session.query(
      "SELECT table_schema, table_name, engine, table_collation, table_rows FROM "
      "information_schema.tables WHERE table_type='BASE TABLE' AND " +
      scope.where);
  if (!rows) return fail(rows.error());
  for (const auto& r : rows->rows) {
    const TableId id{r[0].value_or(""), r[1].value_or("")};
    if (!scope.chosen(id)) continue;
    auto table = std::make_shared<TableSchema>();
    table->id = id;
    table->engine = r[2].value_or("");
    table->collation = r[3].value_or("");
    table->charset = table->collation.substr(0, table->collation.find('_'));
    table->rowEstimate = number(r[4]);
    out.emplace(id, std::move(table));
  }
  return {};
}

// MariaDB prints defaults as SQL text ('x', NULL, current_timestamp()), the others as bare values.
void setDefault(Column& c, const Value& value, bool mariaDb) {
  if (!value || (mariaDb && *value == "NULL")) return;
  c.hasDefault = true;
  c.defaultValue = *value;
  const std::string& v = c.defaultValue;
  if (mariaDb && v.size() >= 2 && v.front() == '\'' && v.back() == '\'')
    c.defaultValue = v.substr(1, v.size() - 2);
}

Column toColumn(const std::vector<Value>& r, bool mariaDb) {
  Column c;
  c.name = r[2].value_or("");
  c.dataType = lower(r[3].value_or(""));
  c.columnType = r[4].value_or("");
  c.nullable = r[5].value_or("YES") == "YES";
  c.charset = r[6].value_or("");
  c.collation = r[7].value_or("");
  setDefault(c, r[8], mariaDb);
  const std::string extra = r[9].value_or("");
  c.charOctets = c.charset.empty() ? 0 : number(r[10]);
  c.isUnsigned = contains(c.columnType, "unsigned");
  c.autoIncrement = contains(extra, "auto_increment");
  c.generated = contains(extra, "GENERATED") && !contains(extra, "DEFAULT_GENERATED");
  if (c.generated) c.expression = r[11].value_or("");
  c.onUpdate = contains(extra, "on update");
  return c;
}

Status readColumns(Session& session, const Scope& scope, Tables& out) {
  auto rows = session.query(
      "SELECT table_schema, table_name, column_name, data_type, column_type, is_nullable, "
      "character_set_name, collation_name, column_default, extra, character_octet_length, "
      "generation_expression FROM "
      "information_schema.columns WHERE " +
      scope.where + " ORDER BY table_schema, table_name, ordinal_position");
  if (!rows) return fail(rows.error());
  for (const auto& r : rows->rows) {
    auto it = out.find(TableId{r[0].value_or(""), r[1].value_or("")});
    if (it != out.end()) it->second->columns.push_back(toColumn(r, session.traits().mariaDb()));
  }
  return {};
}

Status readKeys(Session& session, const Scope& scope, Tables& out) {
  auto rows = session.query(
      "SELECT table_schema, table_name, index_name, non_unique, column_name, sub_part FROM "
      "information_schema.statistics WHERE " +
      scope.where + " ORDER BY table_schema, table_name, index_name, seq_in_index");
  if (!rows) return fail(rows.error());
  for (const auto& r : rows->rows) {
    auto it = out.find(TableId{r[0].value_or(""), r[1].value_or("")});
    if (it == out.end()) continue;
    TableSchema& table = *it->second;
    const std::string name = r[2].value_or("");
    if (table.keys.empty() || table.keys.back().name != name) {
      table.keys.push_back(Key{name, {}, number(r[3]) == 0, false});
    }
    // Expression key parts have no column (MySQL 8.0.13+): such a key is no identity.
    const int column = table.columnIndex(r[4].value_or(""));
    const auto length = static_cast<int>(number(r[5]));
    Key& key = table.keys.back();
    if (column < 0 || length > 0) key.prefix = true;
    if (column < 0) {
      ++key.hidden;
      continue;
    }
    key.columns.push_back(column);
    key.lengths.push_back(length);
  }
  return {};
}

Status readForeignKeys(Session& session, const Scope& scope, Tables& out) {
  std::string where = scope.where;
  auto replaceAll = [&](const std::string& from, const std::string& to) {
    for (size_t at = 0; (at = where.find(from, at)) != std::string::npos; at += to.size())
      where.replace(at, from.size(), to);
  };
  replaceAll("table_schema", "r.constraint_schema");
  replaceAll("table_name", "r.table_name");
  auto rows = session.query(
      "SELECT r.constraint_schema, r.table_name, r.constraint_name, r.unique_constraint_schema, "
      "r.referenced_table_name, r.delete_rule, r.update_rule FROM "
      "information_schema.referential_constraints r WHERE " +
      where);
  if (!rows) return fail(rows.error());
  for (const auto& r : rows->rows) {
    auto it = out.find(TableId{r[0].value_or(""), r[1].value_or("")});
    if (it == out.end()) continue;
    it->second->foreignKeys.push_back(ForeignKey{r[2].value_or(""),
                                                 {r[3].value_or(""), r[4].value_or("")},
                                                 r[5].value_or(""),
                                                 r[6].value_or("")});
  }
  return {};
}

Result<Tables> readScope(Session& session, const Scope& scope) {
  Tables tables;
  TWINTIDE_TRY(readHeads(session, scope, tables));
  if (tables.empty()) return tables;
  TWINTIDE_TRY(readColumns(session, scope, tables));
  TWINTIDE_TRY(readKeys(session, scope, tables));
  TWINTIDE_TRY(readForeignKeys(session, scope, tables));
  return tables;
}

}  // namespace

bool isSystemDatabase(const std::string& name) {
  static const char* const kSystem[] = {
      "information_schema", "mysql",    "performance_schema", "sys",     "oceanbase",
      "__recyclebin",       "__public", "twintide",           "lbacsys", "oraauditor"};
  return std::any_of(std::begin(kSystem), std::end(kSystem),
                     [&](const char* s) { return strcasecmp(s, name.c_str()) == 0; });
}

Result<std::shared_ptr<const TableSchema>> readTable(Session& session, const TableId& table) {
  auto tables = readScope(session, oneTable(table));
  if (!tables) return fail(tables.error());
  if (tables->empty()) {
    return fail(ErrorCode::TargetTableMissing,
                {{"table", table.text()}, {"source", session.params().sourceName}});
  }
  return std::shared_ptr<const TableSchema>(tables->begin()->second);
}

Result<std::vector<std::shared_ptr<const TableSchema>>> readTables(Session& session,
                                                                   const ObjectFilter& filter) {
  auto tables = readScope(session, Scope{notSystem(), &filter});
  if (!tables) return fail(tables.error());
  std::vector<std::shared_ptr<const TableSchema>> out;
  for (auto& [id, table] : *tables) out.push_back(table);
  return out;
}

Result<std::vector<TableBrief>> listTables(Session& session, const ObjectFilter& filter) {
  auto rows = session.query(
      "SELECT table_schema, table_name, table_rows, table_type FROM information_schema.tables "
      "WHERE table_type IN ('BASE TABLE','VIEW') AND " +
      notSystem() + " ORDER BY table_schema, table_name");
  if (!rows) return fail(rows.error());
  auto tables = readScope(session, Scope{notSystem(), &filter});
  if (!tables) return fail(tables.error());
  std::vector<TableBrief> out;
  for (const auto& r : rows->rows) {
    TableBrief b;
    b.id = {r[0].value_or(""), r[1].value_or("")};
    if (!filter.matches(b.id.database, b.id.table)) continue;
    b.rowEstimate = number(r[2]);
    b.isView = r[3].value_or("") == "VIEW";
    auto it = tables->find(b.id);
    b.hasKey = it != tables->end() && it->second->identityKey() >= 0;
    out.push_back(std::move(b));
  }
  return out;
}

Result<std::vector<std::string>> listDatabases(Session& session) {
  auto rows = session.query("SELECT schema_name FROM information_schema.schemata ORDER BY 1");
  if (!rows) return fail(rows.error());
  std::vector<std::string> out;
  for (const auto& r : rows->rows) {
    if (!isSystemDatabase(r[0].value_or(""))) out.push_back(r[0].value_or(""));
  }
  return out;
}

Result<bool> tableExists(Session& session, const TableId& table) {
  auto n = session.scalar("SELECT COUNT(*) FROM information_schema.tables WHERE " +
                          oneTable(table).where);
  if (!n) return fail(n.error());
  return *n != "0";
}

}  // namespace twintide::db
