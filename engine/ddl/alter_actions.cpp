#include "engine/ddl/alter_actions.h"

namespace twintide::ddl {
namespace {

void takeIfExists(Cursor& c, AlterAction& out) {
  const size_t from = c.begin();
  if (c.takeWords({"IF", "NOT", "EXISTS"}) || c.takeWords({"IF", "EXISTS"}))
    out.ifExists.push_back({ClauseKind::IfExists, from, c.lastEnd()});
}

bool startsIndex(const Cursor& c) {
  for (std::string_view w : {"INDEX", "KEY", "UNIQUE", "FULLTEXT", "SPATIAL"}) {
    if (c.isWord(w)) return true;
  }
  return c.isWord("VECTOR") && (c.isWord("INDEX", 1) || c.isWord("KEY", 1));
}

void addIndex(Cursor& c, AlterAction& out, const std::string& constraintName) {
  out.kind = ActionKind::AddIndex;
  c.takeAny({"UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR"});
  c.takeAny({"INDEX", "KEY"});
  takeIfExists(c, out);
  std::string name = constraintName;
  if (!c.isWord("USING") && c.isNameLike()) name = c.plainName();
  if (!name.empty()) out.names.push_back(name);
}

void addConstraint(Cursor& c, AlterAction& out) {
  std::string name;
  if (c.take("CONSTRAINT")) {
    takeIfExists(c, out);
    const bool unnamed =
        c.isWord("PRIMARY") || c.isWord("UNIQUE") || c.isWord("FOREIGN") || c.isWord("CHECK");
    if (!unnamed) name = c.plainName();
  }
  if (c.takeWords({"PRIMARY", "KEY"})) {
    out.kind = ActionKind::AddPrimary;
  } else if (startsIndex(c)) {
    addIndex(c, out, name);
  } else if (c.takeWords({"FOREIGN", "KEY"})) {
    out.kind = ActionKind::AddForeignKey;
    takeIfExists(c, out);
    if (name.empty() && c.isNameLike()) name = c.plainName();
    if (!name.empty()) out.names.push_back(name);
  }
}

// ADD (a int, b int): an index among them makes the action Other.
void addColumnList(Cursor& c, AlterAction& out) {
  c.next();
  int depth = 1;
  bool atStart = true;
  out.kind = ActionKind::AddColumn;
  while (!c.done() && depth > 0) {
    if (atStart) {
      if (startsIndex(c) || c.isWord("PRIMARY") || c.isWord("CONSTRAINT") || c.isWord("FOREIGN") ||
          c.isWord("CHECK")) {
        out.kind = ActionKind::Other;
      } else {
        takeIfExists(c, out);
        out.names.push_back(c.plainName());
        atStart = false;
        continue;
      }
    }
    atStart = false;
    if (c.isSymbol('(')) ++depth;
    if (c.isSymbol(')')) --depth;
    if (c.isSymbol(',') && depth == 1) atStart = true;
    c.next();
  }
  if (out.kind == ActionKind::Other) out.names.clear();
}

void parseAdd(Cursor& c, AlterAction& out) {
  if (c.isWord("PARTITION")) {
    out.kind = ActionKind::OtherPartition;
  } else if (c.isWord("CONSTRAINT") || c.isWord("PRIMARY") || c.isWord("FOREIGN") ||
             startsIndex(c)) {
    addConstraint(c, out);
  } else if (c.isWord("CHECK") || c.isWord("PERIOD") ||
             (c.isWord("SYSTEM") && c.isWord("VERSIONING", 1))) {
    out.kind = ActionKind::Other;
  } else {
    c.take("COLUMN");
    takeIfExists(c, out);
    if (c.isSymbol('(')) return addColumnList(c, out);
    out.kind = ActionKind::AddColumn;
    out.names.push_back(c.plainName());
  }
}

void parseDrop(Cursor& c, AlterAction& out) {
  if (c.isWord("PARTITION") || c.isWord("SUBPARTITION")) {
    out.kind = ActionKind::DropPartition;
    return;
  }
  if (c.takeWords({"PRIMARY", "KEY"})) {
    out.kind = ActionKind::DropPrimary;
    return;
  }
  if (c.isWord("PERIOD") || (c.isWord("SYSTEM") && c.isWord("VERSIONING", 1)) ||
      c.isWord("TABLEGROUP")) {
    return;
  }
  if (c.takeAny({"INDEX", "KEY"})) {
    out.kind = ActionKind::DropIndex;
  } else if (c.takeWords({"FOREIGN", "KEY"}) || c.takeAny({"CONSTRAINT", "CHECK"})) {
    out.kind = ActionKind::DropConstraint;
  } else {
    c.take("COLUMN");
    out.kind = ActionKind::DropColumn;
  }
  takeIfExists(c, out);
  out.names.push_back(c.plainName());
}

void parseChange(Cursor& c, AlterAction& out, ActionKind kind) {
  c.take("COLUMN");
  takeIfExists(c, out);
  out.kind = kind;
  out.names.push_back(c.plainName());
  if (kind == ActionKind::ChangeColumn) out.newName = c.plainName();
}

void parseRename(Cursor& c, AlterAction& out) {
  const bool column = c.isWord("COLUMN") && c.isNameLike(1);
  const bool index = (c.isWord("INDEX") || c.isWord("KEY")) && c.isNameLike(1);
  if (column || index) {
    c.next();
    takeIfExists(c, out);
    out.kind = column ? ActionKind::RenameColumn : ActionKind::RenameIndex;
    out.names.push_back(c.plainName());
    c.take("TO");
    out.newName = c.plainName();
    return;
  }
  out.kind = ActionKind::RenameTable;
  if (!c.takeAny({"TO", "AS"})) c.takeSymbol('=');
  if (auto name = c.tableName(NameRole::RenamedTo)) out.tables.push_back(*name);
}

void parseExchange(Cursor& c, AlterAction& out) {
  out.kind = ActionKind::ExchangePartition;
  while (!c.done() && !c.isWord("WITH")) c.next();
  c.takeWords({"WITH", "TABLE"});
  if (auto name = c.tableName(NameRole::Exchange)) out.tables.push_back(*name);
}

// Actions whose own lists hold commas reach to the end of the statement.
bool reachesEnd(ActionKind kind) {
  return kind == ActionKind::DropPartition || kind == ActionKind::TruncatePartition ||
         kind == ActionKind::OtherPartition || kind == ActionKind::ConvertPartition;
}

bool startsPartitionWork(const Cursor& c) {
  for (std::string_view w :
       {"REORGANIZE", "COALESCE", "REBUILD", "OPTIMIZE", "ANALYZE", "CHECK", "REPAIR", "SPLIT"}) {
    if (c.isWord(w) && c.isWord("PARTITION", 1)) return true;
  }
  return (c.isWord("PARTITION") && c.isWord("BY", 1)) ||
         (c.isWord("REMOVE") && c.isWord("PARTITIONING", 1)) ||
         (c.isWord("ORDER") && c.isWord("BY", 1));
}

void parseAction(Cursor& c, AlterAction& out) {
  if (startsPartitionWork(c)) {
    out.kind = ActionKind::OtherPartition;
  } else if (c.take("ADD")) {
    parseAdd(c, out);
  } else if (c.take("DROP")) {
    parseDrop(c, out);
  } else if (c.take("CHANGE")) {
    parseChange(c, out, ActionKind::ChangeColumn);
  } else if (c.take("MODIFY")) {
    parseChange(c, out, ActionKind::ModifyColumn);
  } else if (c.take("RENAME")) {
    parseRename(c, out);
  } else if (c.isWord("EXCHANGE") && c.isWord("PARTITION", 1)) {
    parseExchange(c, out);
  } else if (c.isWord("TRUNCATE") && (c.isWord("PARTITION", 1) || c.isWord("SUBPARTITION", 1))) {
    out.kind = ActionKind::TruncatePartition;
  } else if (c.isWord("CONVERT") && (c.isWord("PARTITION", 1) || c.isWord("TABLE", 1))) {
    out.kind = ActionKind::ConvertPartition;
  } else if (c.isWord("TABLESPACE", 1) && (c.isWord("DISCARD") || c.isWord("IMPORT"))) {
    out.kind = ActionKind::Tablespace;
  } else if (c.takeAny({"ALGORITHM", "LOCK"})) {
    out.kind = ActionKind::Hint;
  }
}

}  // namespace

std::vector<AlterAction> alterActions(Cursor& c) {
  std::vector<AlterAction> out;
  while (!c.done() && !c.isSymbol(';')) {
    AlterAction action;
    action.begin = c.begin();
    parseAction(c, action);
    const bool toEnd = reachesEnd(action.kind);
    while (!c.done() && !c.isSymbol(';') && (toEnd || !c.isSymbol(','))) c.skipOne();
    action.end = c.lastEnd();
    out.push_back(std::move(action));
    c.takeSymbol(',');
  }
  return out;
}

}  // namespace twintide::ddl
