#include "engine/ddl/touched_columns.h"

#include "engine/ddl/alter_actions.h"
#include "engine/ddl/cursor.h"
#include "engine/ddl/token.h"

namespace twintide::ddl {
namespace {

bool touches(ActionKind kind) {
  return kind == ActionKind::DropColumn || kind == ActionKind::ChangeColumn ||
         kind == ActionKind::RenameColumn || kind == ActionKind::ModifyColumn;
}

}  // namespace

Result<std::vector<std::string>> touchedColumns(std::string_view sql, const Statement& statement) {
  std::vector<std::string> out;
  const bool alter = statement.verb == Verb::Alter && statement.object == ObjectKind::Table;
  if (!alter || statement.names.empty()) return out;
  auto list = tokenize(sql, statement.options);
  if (!list) return fail(list.error());
  Cursor c(sql, list->tokens, statement.options);
  while (!c.done() && c.begin() < statement.names.front().end) c.next();
  for (const AlterAction& a : alterActions(c)) {
    if (a.kind == ActionKind::RenameTable) return std::vector<std::string>();
    if (touches(a.kind)) out.insert(out.end(), a.names.begin(), a.names.end());
  }
  return out;
}

}  // namespace twintide::ddl
