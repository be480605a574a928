#include "engine/capture/binlog/layout_resolver.h"

#include <strings.h>

#include <algorithm>

#include "engine/capture/binlog/column_codec.h"

namespace twintide::capture {
namespace {

using Schema = std::shared_ptr<const TableSchema>;

struct Judged {
  Fit fit = Fit::No;
  std::string reason;
};

Judged judge(const TableMap& map, const Schema& schema, bool checkSizes) {
  if (!schema) return {Fit::No, "the table is gone"};
  const size_t wire = map.columns.size();
  if (wire != schema->columns.size()) {
    return {Fit::No, std::to_string(wire) + " columns in the log, " +
                         std::to_string(schema->columns.size()) + " in the table"};
  }
  Judged worst{Fit::Exact, {}};
  for (size_t i = 0; i < wire; ++i) {
    const Column& column = schema->columns[i];
    const bool hidden = column.columnType.empty();  // made from the wire: withHidden()
    const Fit f = fit(map.columns[i], column, checkSizes && !hidden);
    if (f == Fit::Exact || (f == Fit::Loose && worst.fit != Fit::Exact)) continue;
    worst = {f, "column " + column.name + " was written with another type"};
    if (f == Fit::No) return worst;
  }
  return worst;
}

bool sameNames(const TableSchema& a, const TableSchema& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const Column& x, const Column& y) { return x.name == y.name; });
}

bool sameName(std::string_view wire, const std::string& name) {
  return wire.size() == name.size() && strncasecmp(wire.data(), name.data(), name.size()) == 0;
}

// DATA_TYPE of a column that the structure at hand does not have any more.
std::string wireTypeName(const WireColumn& w, bool binary) {
  switch (w.type) {
    case WireType::Tiny:
      return "tinyint";
    case WireType::Short:
      return "smallint";
    case WireType::Int24:
      return "mediumint";
    case WireType::Long:
      return "int";
    case WireType::LongLong:
      return "bigint";
    case WireType::Float:
      return "float";
    case WireType::Double:
      return "double";
    case WireType::NewDecimal:
      return "decimal";
    case WireType::Bit:
      return "bit";
    case WireType::Year:
      return "year";
    case WireType::Date:
    case WireType::NewDate:
      return "date";
    case WireType::Time:
    case WireType::Time2:
      return "time";
    case WireType::DateTime:
    case WireType::DateTime2:
      return "datetime";
    case WireType::Timestamp:
    case WireType::Timestamp2:
      return "timestamp";
    case WireType::Enum:
      return "enum";
    case WireType::Set:
      return "set";
    case WireType::Json:
      return "json";
    case WireType::Geometry:
      return "geometry";
    case WireType::Vector:
      return "vector";
    case WireType::String:
      return binary ? "binary" : "char";
    case WireType::VarChar:
    case WireType::VarString:
    case WireType::VarCharCompressed:
      return binary ? "varbinary" : "varchar";
    default:
      return binary ? "longblob" : "longtext";
  }
}

Column wireColumn(const WireColumn& w, SchemaLookup& lookup) {
  Column c;
  c.name = w.name;
  const std::string charset = w.collation != 0 ? lookup.charset(w.collation) : "";
  c.dataType = wireTypeName(w, charset.empty() || charset == "binary");
  c.columnType = c.dataType;
  c.charset = charset == "binary" ? "" : charset;
  c.nullable = w.nullable;
  c.isUnsigned = w.isUnsigned.value_or(false);
  if (c.isUnsigned) c.columnType += " unsigned";
  return c;
}

// Keys whose columns are all still there, by their new places.
void takeKeys(const TableSchema& from, TableSchema& to) {
  for (Key key : from.keys) {
    bool whole = true;
    for (int& column : key.columns) {
      column = to.columnIndex(from.columns[static_cast<size_t>(column)].name);
      whole = whole && column >= 0;
    }
    if (whole) to.keys.push_back(std::move(key));
  }
}

// With names on the wire the structure can be built even when the table has changed since.
Schema fromNames(const TableMap& map, const Schema& now, SchemaLookup& lookup) {
  auto made = now ? std::make_shared<TableSchema>(*now) : std::make_shared<TableSchema>();
  made->id = {map.database, map.table};
  made->columns.clear();
  made->keys.clear();
  for (const WireColumn& w : map.columns) {
    const int at = now ? now->columnIndex(std::string(w.name)) : -1;
    const bool kept = at >= 0 && fit(w, now->columns[static_cast<size_t>(at)], false) != Fit::No;
    made->columns.push_back(kept ? now->columns[static_cast<size_t>(at)] : wireColumn(w, lookup));
  }
  if (!map.primaryKey.empty()) {
    Key primary{"PRIMARY", {}, true, false};
    primary.columns.assign(map.primaryKey.begin(), map.primaryKey.end());
    made->keys.push_back(std::move(primary));
  } else if (now) {
    takeKeys(*now, *made);
  }
  return made;
}

bool namesMatch(const TableMap& map, const Schema& schema) {
  if (!schema || schema->columns.size() != map.columns.size()) return false;
  for (size_t i = 0; i < map.columns.size(); ++i)
    if (!sameName(map.columns[i].name, schema->columns[i].name)) return false;
  return judge(map, schema, false).fit == Fit::Exact;
}

// With the hidden columns of indexes over expressions, where the wire has them and the server does
// not tell of them.
Schema withHidden(const TableMap& map, Schema schema, SchemaLookup& lookup) {
  if (!schema) return schema;
  size_t hidden = 0;
  for (const Key& key : schema->keys) hidden += static_cast<size_t>(key.hidden);
  if (hidden == 0 || map.columns.size() != schema->columns.size() + hidden) return schema;
  auto whole = std::make_shared<TableSchema>(*schema);
  for (size_t i = schema->columns.size(); i < map.columns.size(); ++i) {
    Column c = wireColumn(map.columns[i], lookup);
    c.name = "!hidden!" + std::to_string(i);
    c.columnType.clear();
    c.generated = true;
    whole->columns.push_back(std::move(c));
  }
  return whole;
}

}  // namespace

Result<Schema> resolveLayout(const TableMap& map, SchemaLookup& lookup, bool checkSizes) {
  const TableId id{map.database, map.table};
  auto now = lookup.table(id);
  if (!now) return now;
  if (map.hasNames) {
    if (!namesMatch(map, *now)) now = lookup.refreshed(id);
    if (!now || namesMatch(map, *now)) return now;
    return fromNames(map, *now, lookup);
  }
  now = withHidden(map, *now, lookup);
  Judged judged = judge(map, *now, checkSizes);
  if (judged.fit != Fit::Exact) {
    now = lookup.refreshed(id);
    if (!now) return now;
    now = withHidden(map, *now, lookup);
    judged = judge(map, *now, checkSizes);
  }
  if (judged.fit == Fit::Exact) return now;
  auto older = lookup.older(id);
  if (!older) return fail(older.error());
  for (Schema& before : *older) before = withHidden(map, before, lookup);
  for (const Schema& before : *older) {
    if (judge(map, before, checkSizes).fit == Fit::Exact) return before;
  }
  // Both sides of the change agree on names and types: only sizes differ, nothing can be misplaced.
  for (const Schema& before : *older) {
    const bool loose = judged.fit == Fit::Loose && judge(map, before, checkSizes).fit == Fit::Loose;
    if (loose && sameNames(*before, **now)) return before;
  }
  Error error(ErrorCode::SchemaMismatch, {{"table", id.text()}, {"reason", judged.reason}});
  error.retryable = lookup.learnsOlder();
  return fail(std::move(error));
}

}  // namespace twintide::capture
