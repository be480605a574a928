#include "engine/precheck/trigger_body.h"

#include <cctype>
#include <set>

#include "engine/db/twintide_schema.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

struct Word {
  std::string text;
  bool name = false;  // a word or a quoted name, not punctuation
  bool quoted = false;
};

bool isWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || c == '@' ||
         (c & 0x80);
}

// Just past a comment or string that starts at `at`; `at` itself when none does.
size_t skipSilent(std::string_view s, size_t at) {
  const std::string_view rest = s.substr(at);
  if (rest.rfind("/*", 0) == 0) {
    const size_t end = s.find("*/", at + 2);
    return end == std::string_view::npos ? s.size() : end + 2;
  }
  if (rest[0] == '#' || rest.rfind("-- ", 0) == 0 || rest.rfind("--\t", 0) == 0) {
    const size_t end = s.find('\n', at);
    return end == std::string_view::npos ? s.size() : end + 1;
  }
  if (rest[0] != '\'' && rest[0] != '"') return at;
  for (size_t i = at + 1; i < s.size(); ++i) {
    if (s[i] == '\\')
      ++i;
    else if (s[i] == s[at])
      return i + 1;
  }
  return s.size();
}

std::vector<Word> words(std::string_view s) {
  std::vector<Word> out;
  for (size_t at = 0; at < s.size();) {
    if (const size_t next = skipSilent(s, at); next != at) {
      at = next;
    } else if (s[at] == '`') {
      Word w{"", true, true};
      for (++at; at < s.size() && s[at] != '`'; ++at) w.text += s[at];
      ++at;
      out.push_back(std::move(w));
    } else if (isWordChar(s[at])) {
      Word w{"", true, false};
      while (at < s.size() && isWordChar(s[at])) w.text += s[at++];
      out.push_back(std::move(w));
    } else {
      if (!std::isspace(static_cast<unsigned char>(s[at]))) out.push_back({{s[at]}, false, false});
      ++at;
    }
  }
  return out;
}

bool isOneOf(const Word& w, const std::set<std::string>& set) {
  return !w.quoted && set.count(lowerCase(w.text));
}

}  // namespace

std::vector<TableId> writtenTables(std::string_view body, const std::string& ownDatabase) {
  static const std::set<std::string> kVerbs = {"insert", "replace", "update", "delete"};
  static const std::set<std::string> kBetween = {
      "low_priority", "high_priority", "delayed", "ignore", "quick", "into", "from"};
  const std::vector<Word> w = words(body);
  std::vector<TableId> out;
  for (size_t i = 0; i < w.size(); ++i) {
    if (!isOneOf(w[i], kVerbs)) continue;
    // ON DUPLICATE KEY UPDATE, FOR UPDATE, and the head "AFTER UPDATE ON t" name no target.
    if (i > 0 && isOneOf(w[i - 1], {"key", "for", "before", "after"})) continue;
    size_t at = i + 1;
    while (at < w.size() && isOneOf(w[at], kBetween)) ++at;
    if (at >= w.size() || !w[at].name || isOneOf(w[at], {"on", "or"})) continue;
    const bool dotted = at + 2 < w.size() && w[at + 1].text == "." && w[at + 2].name;
    if (dotted)
      out.push_back({w[at].text, w[at + 2].text});
    else
      out.push_back({ownDatabase, w[at].text});
  }
  return out;
}

bool testsApplierVariable(std::string_view body) {
  for (const Word& w : words(body)) {
    if (!w.quoted && lowerCase(w.text) == db::kApplierVariable) return true;
  }
  return false;
}

}  // namespace twintide::precheck
