#include "engine/model/pair_spec.h"

#include <fnmatch.h>

#include <algorithm>

namespace twintide {
namespace {

// Splits at the first dot outside brackets; a pattern without a dot means "every table of".
std::pair<std::string, std::string> splitPattern(const std::string& pattern) {
  bool inBrackets = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '[') inBrackets = true;
    if (pattern[i] == ']') inBrackets = false;
    if (pattern[i] == '.' && !inBrackets) return {pattern.substr(0, i), pattern.substr(i + 1)};
  }
  return {pattern, "*"};
}

bool glob(const std::string& pattern, const std::string& text) {
  return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

bool anyMatches(const std::vector<std::string>& patterns, const std::string& db,
                const std::string& table) {
  for (const std::string& p : patterns) {
    const auto [dbPart, tablePart] = splitPattern(p);
    if (glob(dbPart, db) && glob(tablePart, table)) return true;
  }
  return false;
}

}  // namespace

bool ObjectFilter::matches(const std::string& database, const std::string& table) const {
  return anyMatches(include, database, table) && !anyMatches(exclude, database, table);
}

bool ObjectFilter::touchesDatabase(const std::string& database) const {
  for (const std::string& p : include) {
    if (glob(splitPattern(p).first, database)) return true;
  }
  return false;
}

bool needsColumn(PolicyKind kind) {
  return kind == PolicyKind::UseMax || kind == PolicyKind::UseMin || kind == PolicyKind::Delta;
}

bool ConflictRule::matches(const std::string& database, const std::string& table,
                           ConflictKind k) const {
  if (!tables.empty() && !anyMatches(tables, database, table)) return false;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), k) != kinds.end();
}

Direction directionOf(const std::string& linkId) {
  return linkId.ends_with(".rev") ? Direction::Reverse : Direction::Forward;
}

MigrationTypes forwardDefaults() {
  MigrationTypes t;
  t.schema = t.full = t.incremental = t.ddl = true;
  return t;
}

MigrationTypes reverseDefaults() {
  return MigrationTypes{};
}

}  // namespace twintide
