#include "engine/capture/binlog/query_class.h"

#include <strings.h>

#include <algorithm>

namespace twintide::capture {
namespace {

bool isSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || (c & 0x80);
}

// Text after leading blanks and comments; looks into /*! … */ by skipping only its opening.
std::string_view skipBlank(std::string_view s) {
  for (;;) {
    while (!s.empty() && isSpace(s.front())) s.remove_prefix(1);
    if (s.substr(0, 2) == "/*") {
      const bool conditional = s.size() > 2 && (s[2] == '!' || s.substr(2, 2) == "M!");
      if (conditional) {
        s.remove_prefix(s[2] == '!' ? 3 : 4);
        while (!s.empty() && s.front() >= '0' && s.front() <= '9') s.remove_prefix(1);
        continue;
      }
      const size_t end = s.find("*/", 2);
      s = end == std::string_view::npos ? std::string_view() : s.substr(end + 2);
    } else if (!s.empty() && (s.front() == '#' || s.substr(0, 3) == "-- ")) {
      const size_t end = s.find('\n');
      s = end == std::string_view::npos ? std::string_view() : s.substr(end + 1);
    } else {
      return s;
    }
  }
}

std::string_view word(std::string_view& s) {
  s = skipBlank(s);
  size_t n = 0;
  while (n < s.size() && isWord(s[n])) ++n;
  const std::string_view w = s.substr(0, n);
  s.remove_prefix(n);
  return w;
}

bool is(std::string_view w, const char* upper) {
  return w.size() == std::char_traits<char>::length(upper) &&
         strncasecmp(w.data(), upper, w.size()) == 0;
}

ClassifiedQuery classifyXa(std::string_view rest) {
  const std::string_view verb = word(rest);
  const std::string_view id = skipBlank(rest);
  if (is(verb, "START") || is(verb, "BEGIN")) return {QueryClass::XaStart, id};
  if (is(verb, "END")) return {QueryClass::XaEnd, id};
  if (is(verb, "PREPARE")) return {QueryClass::XaPrepare, id};
  if (is(verb, "COMMIT")) return {QueryClass::XaCommit, id};
  return {QueryClass::XaRollback, id};
}

ClassifiedQuery classifyRollback(std::string_view rest) {
  std::string_view next = word(rest);
  if (is(next, "WORK")) next = word(rest);
  if (!is(next, "TO")) return {QueryClass::Rollback, {}};
  std::string_view save = rest;
  if (is(word(save), "SAVEPOINT")) rest = save;
  return {QueryClass::RollbackTo, skipBlank(rest)};
}

}  // namespace

ClassifiedQuery classify(std::string_view sql) {
  std::string_view rest = sql;
  const std::string_view verb = word(rest);
  if (is(verb, "BEGIN")) return {QueryClass::Begin, {}};
  if (is(verb, "COMMIT")) return {QueryClass::Commit, {}};
  if (is(verb, "ROLLBACK")) return classifyRollback(rest);
  if (is(verb, "SAVEPOINT")) return {QueryClass::Savepoint, skipBlank(rest)};
  if (is(verb, "XA")) return classifyXa(rest);
  if (is(verb, "START") && is(word(rest), "TRANSACTION")) return {QueryClass::Begin, {}};
  if (is(verb, "RELEASE")) return {QueryClass::ReleaseSavepoint, {}};
  if (is(verb, "CREATE") || is(verb, "DROP")) {
    const bool temporary = is(word(rest), "TEMPORARY");
    return {temporary ? QueryClass::Temporary : QueryClass::Other, {}};
  }
  for (const char* dml :
       {"INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "SELECT", "WITH", "CALL"})
    if (is(verb, dml)) return {QueryClass::RowStatement, {}};
  return {};
}

bool mayTouch(const QueryInfo& query, const ObjectFilter& filter) {
  if (!query.database.empty() && filter.touchesDatabase(std::string(query.database))) return true;
  for (std::string_view db : query.updatedDatabases)
    if (filter.touchesDatabase(std::string(db))) return true;
  const std::string_view sql = query.sql;
  for (size_t dot = sql.find('.'); dot != std::string_view::npos; dot = sql.find('.', dot + 1)) {
    size_t end = dot;
    while (end > 0 && (isSpace(sql[end - 1]) || sql[end - 1] == '`' || sql[end - 1] == '"')) --end;
    size_t start = end;
    while (start > 0 && (isWord(sql[start - 1]) || sql[start - 1] == '-')) --start;
    if (start < end && filter.touchesDatabase(std::string(sql.substr(start, end - start))))
      return true;
  }
  return false;
}

bool mentions(std::string_view sql, std::string_view name) {
  const auto odd = [](char c) { return c == '`' || c == '"' || (c & 0x80); };
  if (name.empty() || std::any_of(name.begin(), name.end(), odd)) return true;
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(sql.begin(), sql.end(), name.begin(), name.end(), same) != sql.end();
}

}  // namespace twintide::capture
