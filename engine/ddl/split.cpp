#include "engine/ddl/split.h"

#include <algorithm>

#include "engine/ddl/alter_actions.h"
#include "engine/ddl/statement.h"

namespace twintide::ddl {

std::vector<std::string> singleActions(std::string_view sql) {
  const auto statement = parse(sql);
  const auto list = tokenize(sql, {});
  if (!statement || !list || statement->verb != Verb::Alter ||
      statement->object != ObjectKind::Table || statement->names.empty())
    return {};
  const bool hidden = std::any_of(list->tokens.begin(), list->tokens.end(),
                                  [](const Token& t) { return t.conditional; });
  if (hidden) return {};
  const ParseOptions options;
  Cursor c(sql, list->tokens, options);
  while (!c.done() && c.begin() < statement->names.front().end) c.next();
  const std::string head(sql.substr(0, c.begin()));
  std::vector<std::string> out, renames;
  for (const AlterAction& a : alterActions(c)) {
    if (a.kind == ActionKind::Hint) continue;
    auto& into = a.kind == ActionKind::RenameTable ? renames : out;
    into.push_back(head + std::string(sql.substr(a.begin, a.end - a.begin)));
  }
  out.insert(out.end(), renames.begin(), renames.end());
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace twintide::ddl
