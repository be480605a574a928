#include <algorithm>

#include "engine/ddl/rewrite.h"

namespace twintide::ddl {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  return text;
}

bool endsWith(const std::string& text, const char* tail) {
  const std::string t(tail);
  return text.size() >= t.size() && text.compare(text.size() - t.size(), t.size(), t) == 0;
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

bool caseSensitive(const std::string& collation) {
  return endsWith(collation, "_bin") || endsWith(collation, "_cs");
}

// OceanBase 4.3 in MySQL mode; seekdb 1.4 has only the utf8mb4 and binary charsets (SHOW CHARSET).
bool oceanBaseHasCharset(const std::string& charset, const Dialect& to) {
  if (charset == "utf8mb4" || charset == "binary") return true;
  if (to.seekdb) return false;
  return charset == "gbk" || charset == "gb18030" || charset == "latin1" || charset == "utf16" ||
         charset == "gb2312" || charset == "ascii";
}

std::string mapForOceanBase(const std::string& collation, const Dialect& to) {
  const std::string charset = collation.substr(0, collation.find('_'));
  if (collation == "binary" || !oceanBaseHasCharset(charset, to)) {
    if (collation == "binary") return collation;
    return caseSensitive(collation) ? "utf8mb4_bin" : "utf8mb4_general_ci";
  }
  if (charset != "utf8mb4") return collation;
  if (!to.seekdb && collation == "utf8mb4_unicode_ci") return collation;
  return caseSensitive(collation) ? "utf8mb4_bin" : "utf8mb4_general_ci";
}

// MySQL spells utf8mb3 collations utf8_* before 8.0.30 and utf8mb3_* since.
std::string spellUtf8(const std::string& collation, const Dialect& to) {
  const bool oldName = (to.kind == ServerKind::MySql && to.number < 80030) ||
                       (to.kind == ServerKind::MariaDb && to.number < 100600);
  if (oldName && collation.rfind("utf8mb3_", 0) == 0) return "utf8_" + collation.substr(8);
  return collation;
}

std::string mapForMySql(const std::string& collation, const Dialect& to) {
  const bool uca9 = to.number >= 80000;
  if (contains(collation, "uca1400")) {
    if (!uca9) return caseSensitive(collation) ? "utf8mb4_bin" : "utf8mb4_unicode_520_ci";
    if (endsWith(collation, "_as_cs")) return "utf8mb4_0900_as_cs";
    return endsWith(collation, "_as_ci") ? "utf8mb4_0900_as_ci" : "utf8mb4_0900_ai_ci";
  }
  if (contains(collation, "_0900_") && !uca9)
    return caseSensitive(collation) ? "utf8mb4_bin" : "utf8mb4_unicode_520_ci";
  std::string out = collation;
  const size_t nopad = out.find("_nopad");
  if (nopad != std::string::npos) out.erase(nopad, 6);
  return spellUtf8(out, to);
}

// MariaDB 10.10 brought the UCA 14 collations, the nearest to MySQL's NO PAD UCA 9 ones.
std::string mapForMariaDb(const std::string& collation, const Dialect& to) {
  if (!contains(collation, "_0900_")) return spellUtf8(collation, to);
  if (endsWith(collation, "_bin")) return "utf8mb4_nopad_bin";
  if (to.number < 101000)
    return caseSensitive(collation) ? "utf8mb4_nopad_bin" : "utf8mb4_unicode_520_nopad_ci";
  for (const char* strength : {"_as_cs", "_as_ci"}) {
    if (endsWith(collation, strength)) return std::string("utf8mb4_uca1400_nopad") + strength;
  }
  return "utf8mb4_uca1400_nopad_ai_ci";
}

}  // namespace

std::string mapCollation(const std::string& collation, const Dialect& to) {
  const std::string name = lower(collation);
  switch (to.kind) {
    case ServerKind::OceanBase:
      return mapForOceanBase(name, to);
    case ServerKind::MySql:
      return mapForMySql(name, to);
    case ServerKind::MariaDb:
      break;
  }
  return mapForMariaDb(name, to);
}

std::string mapCharset(const std::string& charset, const Dialect& to) {
  const std::string name = lower(charset);
  if (to.kind == ServerKind::OceanBase) return oceanBaseHasCharset(name, to) ? name : "utf8mb4";
  if (to.kind == ServerKind::MariaDb && name == "gb18030") return "utf8mb4";
  return name;
}

std::string defaultCollation(const std::string& charset, const Dialect& dialect) {
  if (lower(charset) != "utf8mb4") return "";
  if (dialect.kind == ServerKind::MySql && dialect.number >= 80000) return "utf8mb4_0900_ai_ci";
  // MariaDB 11.5 changed its default (release notes, MDEV-25829).
  if (dialect.kind == ServerKind::MariaDb && dialect.number >= 110500)
    return "utf8mb4_uca1400_ai_ci";
  return "utf8mb4_general_ci";
}

}  // namespace twintide::ddl
