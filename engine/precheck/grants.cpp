#include "engine/precheck/grants.h"

#include <strings.h>

#include <algorithm>
#include <cctype>

#include "engine/db/sql_text.h"

namespace twintide::precheck {
namespace {

struct Token {
  std::string text;
  bool quoted = false;
  bool is(const char* word) const { return !quoted && strcasecmp(text.c_str(), word) == 0; }
};

bool isWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || (c & 0x80);
}

// Reads a quoted run; the quote is doubled inside. SHOW GRANTS of MySQL 5.7 and OceanBase does not
// double it in user names ('s'y'@'%'): only what stands before TO matters here.
Token readQuoted(std::string_view line, size_t& at) {
  const char quote = line[at++];
  Token t{"", true};
  while (at < line.size()) {
    if (line[at] == quote) {
      if (at + 1 >= line.size() || line[at + 1] != quote) break;
      ++at;
    }
    t.text += line[at++];
  }
  ++at;
  return t;
}

std::vector<Token> tokens(std::string_view line) {
  std::vector<Token> out;
  for (size_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == '`' || c == '\'' || c == '"') {
      out.push_back(readQuoted(line, at));
    } else if (isWord(c)) {
      Token t;
      while (at < line.size() && isWord(line[at])) t.text += line[at++];
      out.push_back(std::move(t));
    } else {
      if (c != ' ' && c != '\t') out.push_back({std::string(1, c), false});
      ++at;
    }
  }
  return out;
}

// One spelling for what MariaDB 10.5+ renamed (mariadb.com/kb: GRANT, replication privileges).
std::string canonical(std::string privilege) {
  static const std::map<std::string, std::string> kAlias = {
      {"BINLOG MONITOR", "REPLICATION CLIENT"},
      {"REPLICATION REPLICA", "REPLICATION SLAVE"},
      {"REPLICA MONITOR", "SLAVE MONITOR"},
      {"ALL PRIVILEGES", "ALL"}};
  for (char& c : privilege) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  auto it = kAlias.find(privilege);
  return it == kAlias.end() ? privilege : it->second;
}

// Privileges up to ON; those on single columns do not count. Empty: no ON, so a role grant.
std::set<std::string> readPrivileges(const std::vector<Token>& t, size_t& at) {
  std::set<std::string> out;
  std::string words;
  bool columns = false;
  for (; at < t.size() && !t[at].is("TO") && !t[at].is("FROM"); ++at) {
    const bool on = t[at].is("ON");
    if (on || t[at].is(",")) {
      if (!words.empty() && !columns) out.insert(canonical(words));
      words.clear();
      columns = false;
      if (on) return out;
    } else if (t[at].is("(")) {
      columns = true;
      while (at < t.size() && !t[at].is(")")) ++at;
    } else {
      words += (words.empty() ? "" : " ") + t[at].text;
    }
  }
  return {};
}

struct Scope {
  std::string database, table;  // empty = *
  bool ok = false;
};

Scope readScope(const std::vector<Token>& t, size_t& at) {
  Scope s;
  if (at < t.size() && (t[at].is("FUNCTION") || t[at].is("PROCEDURE") || t[at].is("PACKAGE")))
    return s;
  if (at + 1 < t.size() && t[at].is("TABLE") && !t[at + 1].is(".")) ++at;
  if (at + 2 >= t.size() || !t[at + 1].is(".")) return s;
  if (!t[at].is("*")) s.database = t[at].text;
  if (!t[at + 2].is("*")) s.table = t[at + 2].text;
  at += 3;
  s.ok = true;
  return s;
}

// Where the first wildcard stands: servers try the entry with the latest one first (MySQL's
// acl_get over entries ordered by get_sort; tried on MySQL 5.7, 8.0 and MariaDB 10.11).
size_t specificity(std::string_view pattern) {
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '%' || pattern[i] == '_') {
      return i;
    }
  }
  return std::string::npos;
}

bool holds(const std::set<std::string>& set, const std::string& privilege) {
  return set.count("ALL") || set.count(privilege);
}

}  // namespace

std::string Account::quoted() const {
  return db::quoteText(user) + "@" + db::quoteText(host);
}

Account parseAccount(std::string_view currentUser) {
  const size_t at = currentUser.rfind('@');
  if (at == std::string_view::npos) return {std::string(currentUser), "%"};
  return {std::string(currentUser.substr(0, at)), std::string(currentUser.substr(at + 1))};
}

bool patternCovers(std::string_view pattern, std::string_view name, bool foldCase) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '%') {
    for (size_t skip = 0; skip <= name.size(); ++skip) {
      if (patternCovers(pattern.substr(1), name.substr(skip), foldCase)) return true;
    }
    return false;
  }
  if (name.empty()) return false;
  const bool escaped = pattern[0] == '\\' && pattern.size() > 1;
  const char want = escaped ? pattern[1] : pattern[0];
  const bool same = foldCase ? std::tolower(static_cast<unsigned char>(want)) ==
                                   std::tolower(static_cast<unsigned char>(name[0]))
                             : want == name[0];
  if (!same && (escaped || want != '_')) return false;
  return patternCovers(pattern.substr(escaped ? 2 : 1), name.substr(1), foldCase);
}

std::string grantScope(const std::string& database) {
  std::string escaped;
  for (char c : database) {
    if (c == '_' || c == '%') escaped += '\\';
    escaped += c;
  }
  return db::quoteName(escaped) + ".*";
}

bool Grants::addLine(std::string_view line) {
  const std::vector<Token> t = tokens(line);
  if (t.empty()) return false;
  const bool revoke = t[0].is("REVOKE");
  if (!revoke && !t[0].is("GRANT")) return false;
  size_t at = 1;
  const std::set<std::string> privileges = readPrivileges(t, at);
  if (at >= t.size() || !t[at].is("ON")) return false;
  const Scope scope = readScope(t, ++at);
  if (!scope.ok || privileges.count("PROXY")) return false;
  ++m_lines;
  const std::string holder = at + 1 < t.size() ? t[at + 1].text : "";
  Holdings& h = m_holders[holder];
  if (revoke) {
    h.revoked[scope.database].insert(privileges.begin(), privileges.end());
  } else if (scope.database.empty()) {
    h.global.insert(privileges.begin(), privileges.end());
    const size_t n = t.size();
    for (size_t i = at; i + 1 < n; ++i)
      h.grantOption = h.grantOption || (t[i].is("GRANT") && t[i + 1].is("OPTION"));
  } else if (scope.table.empty()) {
    h.patterns.emplace_back(scope.database, privileges);
  } else {
    h.tables[{scope.database, scope.table}].insert(privileges.begin(), privileges.end());
  }
  return true;
}

bool Grants::same(const std::string& a, const std::string& b) const {
  return m_fold ? strcasecmp(a.c_str(), b.c_str()) == 0 : a == b;
}

bool Grants::onDatabase(const Holdings& h, const std::string& privilege,
                        const std::string& database) const {
  bool revoked = false;
  for (const auto& [db, set] : h.revoked) {
    revoked = revoked || (patternCovers(db, database, m_fold) && holds(set, privilege));
  }
  if (!revoked && holds(h.global, privilege)) return true;
  const std::set<std::string>* best = nullptr;
  size_t bestRank = 0;
  for (const auto& [pattern, set] : h.patterns) {
    if (!patternCovers(pattern, database, m_fold)) continue;
    if (m_union && holds(set, privilege)) return true;
    if (best && specificity(pattern) <= bestRank) continue;
    best = &set;
    bestRank = specificity(pattern);
  }
  return !m_union && best && holds(*best, privilege);
}

bool Grants::hasGlobal(const std::string& privilege) const {
  const std::string p = canonical(privilege);
  return std::any_of(m_holders.begin(), m_holders.end(),
                     [&](const auto& h) { return holds(h.second.global, p); });
}

bool Grants::hasOnDatabase(const std::string& privilege, const std::string& database) const {
  const std::string p = canonical(privilege);
  return std::any_of(m_holders.begin(), m_holders.end(),
                     [&](const auto& h) { return onDatabase(h.second, p, database); });
}

bool Grants::hasOnTable(const std::string& privilege, const TableId& table) const {
  const std::string p = canonical(privilege);
  for (const auto& [holder, h] : m_holders) {
    if (onDatabase(h, p, table.database)) return true;
    for (const auto& [id, set] : h.tables) {
      if (same(id.database, table.database) && same(id.table, table.table) && holds(set, p))
        return true;
    }
  }
  return false;
}

bool Grants::mayGrant() const {
  return std::any_of(m_holders.begin(), m_holders.end(),
                     [](const auto& h) { return h.second.grantOption; });
}

}  // namespace twintide::precheck
