#include "engine/precheck/structure_diff.h"

#include <strings.h>

#include <algorithm>
#include <set>

#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

bool isInteger(const std::string& type) {
  static const std::set<std::string> kIntegers = {"tinyint", "smallint", "mediumint", "int",
                                                  "bigint",  "integer",  "year"};
  return kIntegers.count(type) > 0;
}

// MariaDB says current_timestamp(), OceanBase and MySQL CURRENT_TIMESTAMP; MySQL 8 brackets
// expressions.
std::string plainDefault(const Column& c) {
  if (!c.hasDefault) return "";
  std::string v = lowerCase(c.defaultValue);
  const size_t now = v.find("current_timestamp()");
  if (now != std::string::npos) v.erase(now + 17, 2);
  while (v.size() >= 2 && v.front() == '(' && v.back() == ')') v = v.substr(1, v.size() - 2);
  if (v.size() >= 2 && v.front() == '\'' && v.back() == '\'') v = v.substr(1, v.size() - 2);
  // b'0' and 0x00 spellings of BIT defaults, decimals with and without zeros: left as they are.
  return v;
}

std::string keyText(const TableSchema& t, const Key& key) {
  std::string out;
  for (int c : key.columns) out += (out.empty() ? "" : ",") + lowerCase(t.columns[c].name);
  return "(" + out + ")";
}

std::string identityText(const TableSchema& t) {
  const int key = t.identityKey();
  return key < 0 ? "" : keyText(t, t.keys[key]);
}

std::set<std::string> keySet(const TableSchema& t, bool unique) {
  std::set<std::string> out;
  for (const Key& k : t.keys) {
    if (k.unique == unique && !k.columns.empty()) out.insert(keyText(t, k));
  }
  return out;
}

const char* yesNo(bool b) {
  return b ? "yes" : "no";
}

struct Collector {
  std::vector<Difference> out;
  void add(const char* kind, const std::string& name, const std::string& a, const std::string& b,
           Severity severity = Severity::Error) {
    out.push_back({kind, name, a, b, severity});
  }
};

void diffColumn(Collector& c, const Column& a, const Column& b) {
  if (plainType(a) != plainType(b)) c.add("type", a.name, a.columnType, b.columnType);
  if (a.nullable != b.nullable) c.add("nullable", a.name, yesNo(a.nullable), yesNo(b.nullable));
  const bool json = a.dataType == "json" || b.dataType == "json";  // text with a charset on MariaDB
  if (!json && utf8mb3Name(a.charset) != utf8mb3Name(b.charset)) {
    // Every character fits into utf8mb4; on the way back some may not.
    const bool wide = a.charset == "utf8mb4" || b.charset == "utf8mb4";
    c.add("charset", a.name, a.charset, b.charset, wide ? Severity::Warning : Severity::Error);
  }
  if (a.generated != b.generated)
    c.add("generated", a.name, yesNo(a.generated), yesNo(b.generated));
  if (a.autoIncrement != b.autoIncrement)
    c.add("auto_increment", a.name, yesNo(a.autoIncrement), yesNo(b.autoIncrement),
          Severity::Warning);
  if (!a.generated && plainDefault(a) != plainDefault(b))
    c.add("default", a.name, a.defaultValue, b.defaultValue, Severity::Warning);
}

void diffColumns(Collector& c, const TableSchema& a, const TableSchema& b) {
  bool ordered = true;
  int last = -1;
  for (const Column& column : a.columns) {
    const int at = b.columnIndex(column.name);
    if (at < 0) {
      c.add("column_missing_at_b", column.name, column.columnType, "");
      continue;
    }
    ordered = ordered && at > last;
    last = at;
    diffColumn(c, column, b.columns[at]);
  }
  for (const Column& column : b.columns) {
    if (a.columnIndex(column.name) < 0)
      c.add("column_missing_at_a", column.name, "", column.columnType);
  }
  if (!ordered) c.add("column_order", "", "", "", Severity::Warning);
}

void diffKeySets(Collector& c, const TableSchema& a, const TableSchema& b, bool unique) {
  const auto inA = keySet(a, unique), inB = keySet(b, unique);
  const char* kind = unique ? "unique_key" : "index";
  for (const std::string& k : inA) {
    if (!inB.count(k)) c.add(kind, k, k, "", Severity::Warning);
  }
  for (const std::string& k : inB) {
    if (!inA.count(k)) c.add(kind, k, "", k, Severity::Warning);
  }
}

}  // namespace

std::string utf8mb3Name(const std::string& name) {
  if (name == "utf8") return "utf8mb3";
  return name.rfind("utf8_", 0) == 0 ? "utf8mb3" + name.substr(4) : name;
}

std::string plainType(const Column& column) {
  std::string type = column.columnType;
  // Letters inside quotes (enum, set) stay as they are.
  bool quoted = false;
  for (char& ch : type) {
    if (ch == '\'') quoted = !quoted;
    if (!quoted) ch = static_cast<char>(std::tolower(static_cast<unsigned char>(ch)));
  }
  if (isInteger(column.dataType)) {
    const size_t from = type.find('('), to = type.find(')');
    if (from != std::string::npos && to != std::string::npos) type.erase(from, to - from + 1);
  }
  // MariaDB's json is longtext with a check; both carry the same text.
  if (type == "json") type = "longtext";
  return type;
}

std::vector<Difference> diffStructures(const TableSchema& a, const TableSchema& b) {
  Collector c;
  diffColumns(c, a, b);
  if (identityText(a) != identityText(b))
    c.add("identity_key", "", identityText(a), identityText(b));
  diffKeySets(c, a, b, true);
  diffKeySets(c, a, b, false);
  std::stable_sort(c.out.begin(), c.out.end(), [](const Difference& x, const Difference& y) {
    return x.severity > y.severity;
  });
  return c.out;
}

}  // namespace twintide::precheck
