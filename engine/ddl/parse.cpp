#include <algorithm>

#include "engine/ddl/heads.h"

namespace twintide::ddl {
namespace {

// Databases whose DDL is the server's or ours.
constexpr std::string_view kSystem[] = {"MYSQL",     "SYS",          "INFORMATION_SCHEMA",
                                        "OCEANBASE", "__RECYCLEBIN", "PERFORMANCE_SCHEMA"};

bool takeTable(Cursor& c) {
  return c.takeAny({"TABLE", "TABLES"});
}

void parseCreate(Cursor& c, Statement& s) {
  const size_t start = c.index();
  const size_t from = c.begin();
  if (c.takeWords({"OR", "REPLACE"})) s.notes.push_back({ClauseKind::OrReplace, from, c.lastEnd()});
  if (c.take("TABLE")) return parseCreateTable(c, s);
  if (c.takeWords({"TEMPORARY", "TABLE"}) || c.takeWords({"GLOBAL", "TEMPORARY", "TABLE"})) {
    parseCreateTable(c, s);
    return classify(s, Class::Ignore, "temporary_table");
  }
  if (c.takeWords({"EXTERNAL", "TABLE"})) {
    parseCreateTable(c, s);
    return classify(s, Class::Refuse, "external_table");
  }
  if (c.takeAny({"DATABASE", "SCHEMA"})) return parseDatabase(c, s);
  const size_t kind = c.index();
  c.takeAny({"ONLINE", "OFFLINE"});
  c.takeAny({"UNIQUE", "FULLTEXT", "SPATIAL", "VECTOR"});
  if (c.take("INDEX")) return parseCreateIndex(c, s);
  c.seek(kind);
  if (!parseOther(c, s)) c.seek(start);
}

void parseAlter(Cursor& c, Statement& s) {
  const size_t start = c.index();
  const size_t from = c.begin();
  if (c.takeAny({"ONLINE", "OFFLINE"})) s.notes.push_back({ClauseKind::Online, from, c.lastEnd()});
  const size_t ignore = c.begin();
  if (c.take("IGNORE")) s.notes.push_back({ClauseKind::Ignore, ignore, c.lastEnd()});
  if (takeTable(c)) return parseAlterTable(c, s);
  c.seek(start);
  s.notes.clear();
  if (c.takeAny({"DATABASE", "SCHEMA"})) return parseDatabase(c, s);
  parseOther(c, s);
}

void parseDrop(Cursor& c, Statement& s) {
  if (c.isWord("TEMPORARY") && (c.isWord("TABLE", 1) || c.isWord("TABLES", 1))) {
    c.next();
    c.next();
    parseDropTable(c, s);
    return classify(s, Class::Ignore, "temporary_table");
  }
  if (takeTable(c)) return parseDropTable(c, s);
  if (c.takeAny({"DATABASE", "SCHEMA"})) return parseDatabase(c, s);
  const size_t start = c.index();
  c.takeAny({"ONLINE", "OFFLINE"});
  if (c.take("INDEX")) return parseDropIndex(c, s);
  c.seek(start);
  if (c.take("PREPARE")) return classify(s, Class::Ignore, "session");
  parseOther(c, s);
}

// SET STATEMENT max_statement_time=1 FOR <statement> (MariaDB).
void skipSetStatement(Cursor& c, Statement& s) {
  if (!c.isWord("SET") || !c.isWord("STATEMENT", 1)) return;
  const size_t start = c.index();
  const size_t from = c.begin();
  while (!c.done() && !c.isWord("FOR")) c.skipOne();
  if (c.take("FOR"))
    s.notes.push_back({ClauseKind::SetStatement, from, c.begin()});
  else
    c.seek(start);
}

void dispatch(Cursor& c, Statement& s) {
  skipSetStatement(c, s);
  if (c.take("CREATE")) {
    s.verb = Verb::Create;
    parseCreate(c, s);
  } else if (c.take("ALTER")) {
    s.verb = Verb::Alter;
    parseAlter(c, s);
  } else if (c.take("DROP")) {
    s.verb = Verb::Drop;
    parseDrop(c, s);
  } else if (c.take("TRUNCATE")) {
    s.verb = Verb::Truncate;
    parseTruncate(c, s);
  } else if (c.take("RENAME")) {
    s.verb = Verb::Rename;
    if (takeTable(c)) return parseRenameTable(c, s);
    parseOther(c, s);
  } else {
    parseOther(c, s);
  }
}

bool isSystem(const std::string& database) {
  return std::any_of(std::begin(kSystem), std::end(kSystem),
                     [&](std::string_view s) { return sameWord(database, s); });
}

// What the names say overrides what the verb says.
void judgeNames(Statement& s) {
  if (s.names.empty()) return;
  const std::string& database = s.names.front().database;
  if (sameWord(database, "TWINTIDE")) return classify(s, Class::Ignore, "own_schema");
  if (isSystem(database)) return classify(s, Class::Ignore, "system_database");
  if (s.cls != Class::Apply) return;
  for (const NameRef& n : s.names) {
    if (n.database.empty()) return classify(s, Class::Ask, "no_database");
  }
}

// A second statement in the same text would run unseen.
bool severalStatements(std::string_view sql, const std::vector<Token>& tokens) {
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::Symbol && sql[tokens[i].begin] == ';' &&
        !(tokens[i + 1].kind == TokenKind::Symbol && sql[tokens[i + 1].begin] == ';'))
      return true;
  }
  return false;
}

}  // namespace

bool Statement::has(ClauseKind kind) const {
  return std::any_of(notes.begin(), notes.end(), [&](const Clause& c) { return c.kind == kind; });
}

Result<Statement> parse(std::string_view sql, const ParseOptions& options) {
  auto list = tokenize(sql, options);
  if (!list) return fail(list.error());
  if (list->tokens.empty()) return fail(ErrorCode::DdlUnknown, {{"reason", "empty"}});
  Statement s;
  s.options = options;
  s.origin = list->origin;
  s.reason = "unknown";
  Cursor cursor(sql, list->tokens, options);
  dispatch(cursor, s);
  if (s.cls == Class::Apply && severalStatements(sql, list->tokens))
    classify(s, Class::Ask, "several_statements");
  judgeNames(s);
  return s;
}

std::string originComment(const std::string& linkId) {
  return "/* twintide:" + linkId + " */";
}

const char* toText(Class c) {
  switch (c) {
    case Class::Apply:
      return "apply";
    case Class::Ignore:
      return "ignore";
    case Class::Refuse:
      return "refuse";
    case Class::Ask:
      break;
  }
  return "ask";
}

}  // namespace twintide::ddl
