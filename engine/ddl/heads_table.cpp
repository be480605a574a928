#include <algorithm>

#include "engine/ddl/alter_actions.h"
#include "engine/ddl/heads.h"

namespace twintide::ddl {

void classify(Statement& s, Class cls, std::string reason) {
  s.cls = cls;
  s.reason = std::move(reason);
}

void takeIfExists(Cursor& c, Statement& s) {
  const size_t from = c.begin();
  if (c.takeWords({"IF", "NOT", "EXISTS"}) || c.takeWords({"IF", "EXISTS"}))
    s.notes.push_back({ClauseKind::IfExists, from, c.lastEnd()});
}

void takeWait(Cursor& c, Statement& s) {
  const size_t from = c.begin();
  if (c.isWord("WAIT") && c.is(TokenKind::Number, 1)) {
    c.next();
    c.next();
  } else if (!c.take("NOWAIT")) {
    return;
  }
  s.notes.push_back({ClauseKind::Wait, from, c.lastEnd()});
}

namespace {

bool takeTarget(Cursor& c, Statement& s) {
  auto name = c.tableName(NameRole::Target);
  if (name) s.names.push_back(*name);
  return name.has_value();
}

// REFERENCES is reserved everywhere, so the word is always the clause.
void collectReferences(Cursor& c, Statement& s) {
  while (!c.done() && !c.isSymbol(';')) {
    if (c.take("REFERENCES")) {
      if (auto name = c.tableName(NameRole::Reference)) s.names.push_back(*name);
    } else {
      c.next();
    }
  }
}

// "(SELECT …" or "((SELECT …" directly after the name.
bool startsSubquery(const Cursor& c) {
  size_t ahead = 0;
  while (c.isSymbol('(', ahead)) ++ahead;
  return ahead > 0 && (c.isWord("SELECT", ahead) || c.isWord("WITH", ahead));
}

// Looks at the options after the column list: a query makes it CREATE TABLE … SELECT.
void scanCreateTail(Cursor& c, Statement& s) {
  while (!c.done() && !c.isSymbol(';')) {
    if (c.isWord("SELECT") || c.isWord("AS")) return classify(s, Class::Refuse, "create_select");
    if (startsSubquery(c)) return classify(s, Class::Refuse, "create_select");
    if (c.isWord("UNION") && (c.isSymbol('=', 1) || c.isSymbol('(', 1)))
      return classify(s, Class::Refuse, "merge_table");
    const size_t from = c.begin();
    if (c.takeWords({"START", "TRANSACTION"}))
      s.notes.push_back({ClauseKind::StartTransaction, from, c.lastEnd()});
    else
      c.skipOne();
  }
}

void createLike(Cursor& c, Statement& s) {
  auto name = c.tableName(NameRole::Like);
  if (!name) return classify(s, Class::Ask, "unknown");
  s.names.push_back(*name);
}

}  // namespace

void parseCreateTable(Cursor& c, Statement& s) {
  s.object = ObjectKind::Table;
  takeIfExists(c, s);
  if (!takeTarget(c, s)) return;
  classify(s, Class::Apply, "");
  if (c.take("LIKE")) return createLike(c, s);
  if (c.isSymbol('(') && c.isWord("LIKE", 1)) {
    c.next();
    c.next();
    return createLike(c, s);
  }
  const size_t body = c.index();
  scanCreateTail(c, s);
  c.seek(body);
  if (s.cls == Class::Apply) collectReferences(c, s);
}

namespace {

void noteAction(const AlterAction& a, Statement& s) {
  for (const NameRef& n : a.tables) s.names.push_back(n);
  for (const Clause& n : a.ifExists) s.notes.push_back(n);
  switch (a.kind) {
    case ActionKind::DropPartition:
    case ActionKind::TruncatePartition:
      s.notes.push_back({ClauseKind::PartitionRows, a.begin, a.end});
      break;
    case ActionKind::ConvertPartition:
      classify(s, Class::Refuse, "partition_convert");
      break;
    case ActionKind::Tablespace:
      classify(s, Class::Refuse, "tablespace");
      break;
    case ActionKind::RenameTable:
    case ActionKind::ExchangePartition:
      if (a.tables.empty()) classify(s, Class::Ask, "unknown");
      break;
    default:
      break;
  }
}

void byPosition(std::vector<NameRef>& names) {
  std::stable_sort(names.begin(), names.end(),
                   [](const NameRef& a, const NameRef& b) { return a.begin < b.begin; });
}

}  // namespace

void parseAlterTable(Cursor& c, Statement& s) {
  s.object = ObjectKind::Table;
  takeIfExists(c, s);
  if (!takeTarget(c, s)) return;
  takeWait(c, s);
  classify(s, Class::Apply, "");
  const size_t body = c.index();
  const auto actions = alterActions(c);
  for (const AlterAction& a : actions) noteAction(a, s);
  c.seek(body);
  collectReferences(c, s);
  byPosition(s.names);
}

void parseDropTable(Cursor& c, Statement& s) {
  s.object = ObjectKind::Table;
  takeIfExists(c, s);
  do {
    if (!takeTarget(c, s)) return;
  } while (c.takeSymbol(','));
  c.takeAny({"RESTRICT", "CASCADE"});
  takeWait(c, s);
  c.take("PURGE");  // OceanBase: past the recycle bin
  classify(s, Class::Apply, "");
}

void parseTruncate(Cursor& c, Statement& s) {
  s.object = ObjectKind::Table;
  c.take("TABLE");
  if (!takeTarget(c, s)) return;
  takeWait(c, s);
  classify(s, Class::Apply, "");
}

void parseRenameTable(Cursor& c, Statement& s) {
  s.object = ObjectKind::Table;
  takeIfExists(c, s);
  do {
    if (!takeTarget(c, s)) return;
    takeWait(c, s);
    if (!c.take("TO")) return;
    auto name = c.tableName(NameRole::RenamedTo);
    if (!name) return;
    s.names.push_back(*name);
  } while (c.takeSymbol(','));
  classify(s, Class::Apply, "");
}

void parseCreateIndex(Cursor& c, Statement& s) {
  s.object = ObjectKind::Index;
  takeIfExists(c, s);
  s.indexName = c.plainName();
  if (c.take("USING")) c.next();
  if (s.indexName.empty() || !c.take("ON") || !takeTarget(c, s)) return;
  takeWait(c, s);
  if (c.isSymbol('(')) classify(s, Class::Apply, "");
}

void parseDropIndex(Cursor& c, Statement& s) {
  s.object = ObjectKind::Index;
  takeIfExists(c, s);
  s.indexName = c.plainName();
  if (s.indexName.empty() || !c.take("ON") || !takeTarget(c, s)) return;
  takeWait(c, s);
  classify(s, Class::Apply, "");
}

void parseDatabase(Cursor& c, Statement& s) {
  s.object = ObjectKind::Database;
  takeIfExists(c, s);
  NameRef name;
  name.begin = c.begin();
  // ALTER DATABASE without a name means the default one.
  const bool named = c.isNameLike() && (s.verb != Verb::Alter || !c.isWord("DEFAULT")) &&
                     !(s.verb == Verb::Alter &&
                       (c.isWord("CHARACTER") || c.isWord("COLLATE") || c.isWord("CHARSET")));
  name.database = named ? c.plainName() : s.options.defaultDatabase;
  name.end = named ? c.lastEnd() : name.begin;
  name.qualified = named;
  if (!named && s.verb != Verb::Alter) return;
  s.names.push_back(name);
  if (s.verb == Verb::Drop) return classify(s, Class::Refuse, "drop_database");
  classify(s, Class::Apply, "");
}

}  // namespace twintide::ddl
