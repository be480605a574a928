#include "engine/apply/target_table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

using namespace std::string_view_literals;

template <size_t N>
bool isIn(std::string_view type, const std::array<std::string_view, N>& set) {
  return std::find(set.begin(), set.end(), type) != set.end();
}

constexpr std::array kIntegers = {"tinyint"sv, "smallint"sv, "mediumint"sv, "int"sv,
                                  "integer"sv, "bigint"sv,   "year"sv};
constexpr std::array kTemporal = {"date"sv, "time"sv, "datetime"sv, "timestamp"sv};
constexpr std::array kGeometry = {
    "geometry"sv,      "point"sv,           "linestring"sv,   "polygon"sv,
    "multipoint"sv,    "multilinestring"sv, "multipolygon"sv, "geometrycollection"sv,
    "geomcollection"sv};
constexpr std::array kBinary = {"binary"sv, "varbinary"sv,  "tinyblob"sv,
                                "blob"sv,   "mediumblob"sv, "longblob"sv};

Compare compareOf(const Column& target, const db::ServerTraits& traits) {
  const std::string_view type = target.dataType;
  if (isIn(type, kIntegers) || type == "decimal" || type == "double") return Compare::Number;
  if (type == "float") return Compare::Float;
  if (isIn(type, kTemporal)) return Compare::Temporal;
  if (type == "bit") return Compare::Bit;
  if (type == "json") return traits.mariaDb() ? Compare::JsonText : Compare::Json;
  if (isIn(type, kGeometry)) return Compare::Never;
  if (isIn(type, kBinary)) return Compare::Binary;
  return Compare::Text;
}

bool survivesDerivedTable(const TargetColumn& c) {
  return c.compare != Compare::Bit && c.compare != Compare::Never && c.compare != Compare::Json;
}

std::string exactDecimal(const Column& c) {
  constexpr int kDoubleDigits = 15;
  if (c.dataType != "decimal") return {};
  int digits = 0, scale = 0;
  if (std::sscanf(c.columnType.c_str(), "decimal(%d,%d)", &digits, &scale) != 2) return {};
  if (digits <= kDoubleDigits) return {};
  return "DECIMAL(" + std::to_string(digits) + ',' + std::to_string(scale) + ')';
}

Status bindColumns(TargetTable& t, const db::ServerTraits& traits, MissingColumns missing) {
  const TableSchema& source = *t.layout->schema;
  for (int i = 0; i < static_cast<int>(source.columns.size()); ++i) {
    const Column& from = source.columns[i];
    const int at = t.schema->columnIndex(from.name);
    if (from.generated && (at < 0 || t.schema->columns[at].generated)) continue;
    if (at < 0 && missing == MissingColumns::LeaveOut) {
      t.leftOut.push_back(from.name);
      continue;
    }
    if (at < 0) {
      return fail(ErrorCode::TargetColumnMissing,
                  {{"table", t.schema->id.text()}, {"column", from.name}});
    }
    TargetColumn c;
    c.source = i;
    c.quoted = db::quoteName(from.name);
    c.sourceColumn = &from;
    c.targetColumn = &t.schema->columns[at];
    c.compare = compareOf(*c.targetColumn, traits);
    c.inDerivedTable = survivesDerivedTable(c);
    c.exactDecimal = exactDecimal(*c.targetColumn);
    if (c.targetColumn->onUpdate) t.onUpdate.push_back(static_cast<int>(t.columns.size()));
    t.columns.push_back(std::move(c));
  }
  return {};
}

Status bindKey(TargetTable& t) {
  const int keyIndex = t.schema->identityKey();
  const Error none(ErrorCode::TableWithoutKey, {{"table", t.schema->id.text()}});
  if (keyIndex < 0) return fail(none);
  for (int column : t.schema->keys[keyIndex].columns) {
    const TargetColumn* c = t.columnNamed(t.schema->columns[column].name);
    if (!c) return fail(none);
    t.key.push_back(static_cast<int>(c - t.columns.data()));
  }
  return {};
}

void bindOtherUnique(TargetTable& t) {
  const int identity = t.schema->identityKey();
  for (size_t k = 0; k < t.schema->keys.size(); ++k) {
    const Key& key = t.schema->keys[k];
    if (!key.unique || static_cast<int>(k) == identity || key.hidden > 0) continue;
    std::vector<int> columns;
    for (int column : key.columns) {
      const TargetColumn* c = t.columnNamed(t.schema->columns[column].name);
      if (c) columns.push_back(static_cast<int>(c - t.columns.data()));
    }
    if (columns.size() == key.columns.size()) t.otherUnique.push_back(std::move(columns));
  }
}

int countUnique(const TableSchema& schema) {
  int n = 0;
  for (const Key& k : schema.keys) n += k.unique;
  return n;
}

}  // namespace

const TargetColumn* TargetTable::columnNamed(const std::string& name) const {
  const auto it = std::find_if(columns.begin(), columns.end(),
                               [&](const TargetColumn& c) { return c.targetColumn->name == name; });
  return it == columns.end() ? nullptr : &*it;
}

Result<std::shared_ptr<const TargetTable>> bindTable(std::shared_ptr<const RowLayout> layout,
                                                     std::shared_ptr<const TableSchema> schema,
                                                     const db::ServerTraits& traits,
                                                     MissingColumns missing) {
  auto t = std::make_shared<TargetTable>();
  t->layout = std::move(layout);
  t->schema = std::move(schema);
  t->quotedName = db::quoteTable(t->schema->id);
  TWINTIDE_TRY(bindColumns(*t, traits, missing));
  TWINTIDE_TRY(bindKey(*t));
  bindOtherUnique(*t);
  const std::vector<ForeignKey>& foreign = t->schema->foreignKeys;
  t->selfReferencing = std::any_of(foreign.begin(), foreign.end(), [&](const ForeignKey& fk) {
    return fk.parent == t->schema->id;
  });
  t->mergeable = countUnique(*t->schema) == 1 && !t->selfReferencing;
  t->joinable = std::all_of(t->key.begin(), t->key.end(), [&](int k) {
    const TargetColumn& c = t->columns[k];
    const std::string& type = c.targetColumn->dataType;
    return isIn(type, kIntegers) || type == "varchar" || type == "char";
  });
  return std::shared_ptr<const TargetTable>(std::move(t));
}

Result<std::shared_ptr<const TargetTable>> bindRowText(std::shared_ptr<const TableSchema> schema,
                                                       const db::ServerTraits& traits) {
  auto own = std::make_shared<TableSchema>(*schema);
  for (Column& c : own->columns) {
    if (!c.charset.empty()) c.charset = "utf8mb4";
  }
  return bindTable(std::make_shared<RowLayout>(RowLayout{own}), std::move(schema), traits);
}

}  // namespace twintide::apply
