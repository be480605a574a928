// Purpose: a table as capture, apply, copy and prechecks need to know it.
// Owner: engine/db reads it. Thread: plain values, shared as shared_ptr<const>.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace twintide {

struct TableId {
  std::string database;
  std::string table;
  std::string text() const { return database + "." + table; }
  auto operator<=>(const TableId&) const = default;
};

struct Column {
  std::string name;
  std::string dataType;    // information_schema DATA_TYPE, lower case: "int", "varchar"
  std::string columnType;  // COLUMN_TYPE as declared: "int(10) unsigned", "enum('a','b')"
  std::string charset;     // empty for non-text
  std::string collation;   // empty for non-text
  bool nullable = true;
  bool isUnsigned = false;
  bool autoIncrement = false;
  bool generated = false;    // virtual or stored generated: never written
  std::string expression;    // of a generated column, as its server prints it
  bool onUpdate = false;     // ON UPDATE CURRENT_TIMESTAMP: changes when an UPDATE leaves it out
  std::string defaultValue;  // text of the default; meaningful if hasDefault
  bool hasDefault = false;
  int64_t charOctets = 0;  // CHARACTER_OCTET_LENGTH, 0 for non-text
  bool operator==(const Column&) const = default;
};

struct Key {
  std::string name;          // "PRIMARY" for the primary key
  std::vector<int> columns;  // indexes into TableSchema::columns, in key order
  bool unique = false;
  bool prefix = false;  // covers only a prefix of a column, or an expression: no identity
  // Characters (of binary columns: bytes) covered of each column, 0 = all. Shorter than columns
  // where unknown.
  std::vector<int> lengths = {};
  // Parts that are expressions. MySQL 8 keeps the value of each in a hidden column behind the
  // others, which the binlog shows.
  int hidden = 0;
  bool operator==(const Key&) const = default;
};

struct ForeignKey {
  std::string name;
  TableId parent;
  std::string onDelete, onUpdate;  // "CASCADE", "RESTRICT", "SET NULL", "NO ACTION"
  bool operator==(const ForeignKey&) const = default;
};

struct TableSchema {
  TableId id;
  std::vector<Column> columns;
  std::vector<Key> keys;
  std::vector<ForeignKey> foreignKeys;  // where this table is the child
  std::string engine, charset, collation;
  int64_t rowEstimate = 0;

  // Index into keys of the row identity: the primary key, else the first unique key
  // whose columns are all not null; -1 when the table has neither.
  int identityKey() const;
  int columnIndex(const std::string& name) const;  // -1 when absent; ASCII case-insensitive
  // Text that is equal exactly when columns (name, type, nullability, charset, default)
  // and keys are; used to tell whether a DDL has been done.
  std::string structureText() const;
  uint64_t structureHash() const;
};

}  // namespace twintide

template <>
struct std::hash<twintide::TableId> {
  size_t operator()(const twintide::TableId& t) const noexcept {
    return std::hash<std::string>()(t.database) * 31 + std::hash<std::string>()(t.table);
  }
};
