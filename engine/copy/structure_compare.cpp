#include "engine/copy/structure_compare.h"

#include <strings.h>

#include <algorithm>
#include <set>

namespace twintide::copy {
namespace {

bool sameName(const std::string& a, const std::string& b) {
  return strcasecmp(a.c_str(), b.c_str()) == 0;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return text;
}

bool isInteger(const std::string& dataType) {
  return dataType == "tinyint" || dataType == "smallint" || dataType == "mediumint" ||
         dataType == "int" || dataType == "bigint" || dataType == "year";
}

// The display width of integers is decoration, and MySQL 8.0.19 stopped printing it.
std::string plainType(const Column& c) {
  // MariaDB's JSON is a LONGTEXT with a check.
  if (c.dataType == "json") return "longtext";
  std::string type = c.columnType;
  if (isInteger(c.dataType)) {
    const size_t open = type.find('('), close = type.find(')');
    if (open != std::string::npos && close != std::string::npos && close > open)
      type.erase(open, close - open + 1);
  }
  // Enum and set members keep their case; everything else is keywords.
  return c.dataType == "enum" || c.dataType == "set" ? type : lower(type);
}

bool isText(const Column& c) {
  return !c.charset.empty();
}

// MySQL 8.0.30 renamed it.
std::string plainCharset(const Column& c) {
  return c.charset == "utf8mb3" ? "utf8" : c.charset;
}

std::string plainDefault(const Column& c) {
  std::string text = lower(c.defaultValue);
  const size_t call = text.find("()");
  if (call != std::string::npos) text.erase(call, 2);
  return text;
}

using Difference = std::optional<StructureDifference>;

Difference differ(const char* reason, const std::string& object, const std::string& source,
                  const std::string& target) {
  return StructureDifference{reason, object, source, target};
}

Difference compareColumn(const Column& s, const Column& t, bool sameKind) {
  if (plainType(s) != plainType(t))
    return differ("column_type", s.name, s.columnType, t.columnType);
  if (s.nullable != t.nullable) {
    return differ("column_null", s.name, s.nullable ? "NULL" : "NOT NULL",
                  t.nullable ? "NULL" : "NOT NULL");
  }
  if (s.generated != t.generated) {
    return differ("column_generated", s.name, s.generated ? "generated" : "stored",
                  t.generated ? "generated" : "stored");
  }
  if (s.autoIncrement != t.autoIncrement) {
    return differ("column_auto_increment", s.name, s.autoIncrement ? "AUTO_INCREMENT" : "",
                  t.autoIncrement ? "AUTO_INCREMENT" : "");
  }
  if (!sameKind) return std::nullopt;
  if (isText(s) && plainCharset(s) != plainCharset(t))
    return differ("column_charset", s.name, s.charset, t.charset);
  if (s.hasDefault != t.hasDefault || plainDefault(s) != plainDefault(t))
    return differ("column_default", s.name, s.defaultValue, t.defaultValue);
  return std::nullopt;
}

Difference compareColumns(const TableSchema& source, const TableSchema& target, bool sameKind) {
  for (const Column& c : source.columns) {
    if (target.columnIndex(c.name) < 0) return differ("column_missing", c.name, c.columnType, "");
  }
  for (const Column& c : target.columns) {
    if (source.columnIndex(c.name) < 0) return differ("column_extra", c.name, "", c.columnType);
  }
  for (size_t i = 0; i < source.columns.size(); ++i) {
    const Column& s = source.columns[i];
    const Column& t = target.columns[i];
    if (!sameName(s.name, t.name)) return differ("column_order", s.name, s.name, t.name);
    if (auto d = compareColumn(s, t, sameKind)) return d;
  }
  return std::nullopt;
}

std::string keyText(const TableSchema& table, const Key& key) {
  std::string out;
  for (int c : key.columns) out += (out.empty() ? "" : ",") + lower(table.columns[c].name);
  return out;
}

std::set<std::string> keysOf(const TableSchema& table, bool unique) {
  std::set<std::string> out;
  for (const Key& k : table.keys) {
    if (k.unique == unique) out.insert(keyText(table, k));
  }
  return out;
}

std::string onlyIn(const std::set<std::string>& a, const std::set<std::string>& b) {
  for (const std::string& k : a) {
    if (!b.count(k)) return k;
  }
  return "";
}

std::string identityText(const TableSchema& t) {
  const int key = t.identityKey();
  return key < 0 ? "" : keyText(t, t.keys[key]);
}

}  // namespace

std::optional<StructureDifference> firstDifference(const TableSchema& source,
                                                   const TableSchema& target, bool sameKind) {
  if (auto d = compareColumns(source, target, sameKind)) return d;
  const std::string here = identityText(source), there = identityText(target);
  if (here != there) return differ("identity_key", here, here, there);
  const auto atSource = keysOf(source, true), atTarget = keysOf(target, true);
  if (const auto k = onlyIn(atSource, atTarget); !k.empty())
    return differ("unique_key_missing", k, k, "");
  if (const auto k = onlyIn(atTarget, atSource); !k.empty())
    return differ("unique_key_extra", k, "", k);
  return std::nullopt;
}

std::vector<SchemaNote> keyNotes(const TableSchema& source, const TableSchema& target) {
  std::vector<SchemaNote> out;
  const auto atSource = keysOf(source, false), atTarget = keysOf(target, false);
  for (const std::string& k : atSource) {
    if (!atTarget.count(k)) out.push_back({source.id, "key_only_at_source", k, ""});
  }
  for (const std::string& k : atTarget) {
    if (!atSource.count(k)) out.push_back({source.id, "key_only_at_target", "", k});
  }
  return out;
}

}  // namespace twintide::copy
