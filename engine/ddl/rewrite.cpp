#include "engine/ddl/rewrite.h"

#include <algorithm>

#include "engine/ddl/alter_actions.h"
#include "engine/ddl/splice.h"
#include "engine/ddl/strip_rules.h"

namespace twintide::ddl {
namespace {

class Rewriter {
 public:
  Rewriter(std::string_view sql, const Statement& s, const RewriteOptions& o,
           const std::vector<Token>& tokens)
      : m_sql(sql), m_statement(s), m_options(o), m_tokens(tokens), m_splice(sql) {}

  Rewritten run() {
    names();
    clauses();
    literals();
    charsets();
    structure();
    if (m_nothingLeft) return std::move(m_out);
    comment();
    m_out.sql = m_splice.result(endOfStatement());
    return std::move(m_out);
  }

 private:
  Cursor cursor() const { return Cursor(m_sql, m_tokens, m_statement.options); }
  std::string_view text(size_t begin, size_t end) const { return m_sql.substr(begin, end - begin); }
  void note(const char* code, std::string_view from, std::string_view to = {}) {
    m_out.notes.push_back({code, std::string(from), std::string(to)});
  }
  bool toMariaDb() const { return m_options.to.kind == ServerKind::MariaDb; }

  void names() {
    for (const NameRef& n : m_statement.names) {
      TableId id = n.id();
      if (m_options.map) id = m_options.map(id);
      std::string out = quoteIdentifier(id.database);
      if (!n.table.empty()) out += '.' + quoteIdentifier(id.table);
      if (n.begin == n.end) out = ' ' + out + ' ';  // ALTER DATABASE without a name
      m_splice.replace(n.begin, n.end, out);
    }
  }

  void clauses() {
    for (const Clause& c : m_statement.notes) {
      if (!mustDrop(c)) continue;
      if (c.kind != ClauseKind::SetStatement && c.kind != ClauseKind::StartTransaction)
        note("clause_dropped", text(c.begin, c.end));
      m_splice.remove(c.begin, c.end);
      if (c.kind == ClauseKind::OrReplace && m_statement.object == ObjectKind::Table &&
          !m_statement.names.empty())
        m_out.prelude = "DROP TABLE IF EXISTS " + targetName();
    }
  }

  std::string targetName() const {
    TableId id = m_statement.names.front().id();
    if (m_options.map) id = m_options.map(id);
    return quoteIdentifier(id.database) + '.' + quoteIdentifier(id.table);
  }

  bool mustDrop(const Clause& c) const {
    switch (c.kind) {
      case ClauseKind::SetStatement:
      case ClauseKind::StartTransaction:
        return true;
      case ClauseKind::PartitionRows:
        return false;
      case ClauseKind::IfExists:
        return !toMariaDb() && !ifExistsIsCommon(c);
      default:
        return !toMariaDb();
    }
  }

  // CREATE TABLE / DATABASE IF NOT EXISTS and DROP TABLE IF EXISTS are taken everywhere.
  bool ifExistsIsCommon(const Clause& c) const {
    const bool head = !m_statement.names.empty() && c.begin < m_statement.names.front().begin;
    const bool verb = m_statement.verb == Verb::Create || m_statement.verb == Verb::Drop;
    return head && verb && m_statement.object != ObjectKind::Index;
  }

  // Quotes and backslashes mean something else in our sessions than in the one that ran it.
  void literals() {
    for (const Token& t : m_tokens) {
      const std::string_view raw = text(t.begin, t.end);
      if (t.kind == TokenKind::Name && raw.front() == '"')
        m_splice.replace(t.begin, t.end, quoteIdentifier(nameText(m_sql, t)));
      if (t.kind == TokenKind::Text && m_statement.options.noBackslashEscapes)
        doubleBackslashes(t, raw);
    }
  }

  void doubleBackslashes(const Token& t, std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return;
    std::string out;
    for (char c : raw) out.append(c == '\\' ? 2 : 1, c);
    m_splice.replace(t.begin, t.end, out);
  }

  void charsets() {
    Cursor c = cursor();
    while (!c.done()) {
      if (c.takeWords({"CHARACTER", "SET"}) || c.take("CHARSET")) {
        c.takeSymbol('=');
        charset(c);
      } else if (c.take("COLLATE")) {
        c.takeSymbol('=');
        const std::string name = valueAt(c);
        replaceValue(c, name, mapCollation(name, m_options.to), "collation_mapped");
      } else {
        c.next();
      }
    }
  }

  std::string valueAt(const Cursor& c) const {
    std::string_view raw = c.text();
    if (raw.size() >= 2 && (raw.front() == '\'' || raw.front() == '"' || raw.front() == '`'))
      raw = raw.substr(1, raw.size() - 2);
    return std::string(raw);
  }

  void replaceValue(Cursor& c, const std::string& from, const std::string& to, const char* code) {
    if (c.done() || sameIgnoringCase(from, to) || sameWord(from, "DEFAULT")) return;
    note(code, from, to);
    m_splice.replace(c.begin(), c.begin() + c.text().size(), to);
  }

  void charset(Cursor& c) {
    if (c.done() || c.isSymbol(',') || c.isSymbol(')')) return;
    const std::string name = valueAt(c);
    replaceValue(c, name, mapCharset(name, m_options.to), "charset_mapped");
    const size_t here = c.index();
    c.next();
    const std::string meant = defaultCollation(name, m_options.from);
    const std::string wouldBe = defaultCollation(name, m_options.to);
    if (meant != wouldBe && !collateNear(here))
      m_splice.insert(c.lastEnd(), " COLLATE " + mapCollation(meant, m_options.to));
  }

  bool at(size_t i, char c) const {
    return m_tokens[i].kind == TokenKind::Symbol && m_sql[m_tokens[i].begin] == c;
  }
  bool isCollate(size_t i) const {
    return m_tokens[i].kind == TokenKind::Word &&
           sameWord(text(m_tokens[i].begin, m_tokens[i].end), "COLLATE");
  }
  // A COLLATE in the same column definition or option list.
  bool collateNear(size_t index) const {
    for (size_t i = index + 1; i < m_tokens.size() && !at(i, ',') && !at(i, ')'); ++i) {
      if (isCollate(i)) return true;
    }
    for (size_t i = index; i-- > 0 && !at(i, ',') && !at(i, '(') && !at(i, ')');) {
      if (isCollate(i)) return true;
    }
    return false;
  }

  void structure() {
    if (m_statement.names.empty()) return;
    Cursor c = cursor();
    while (!c.done() && c.begin() < m_statement.names.front().end) c.next();
    if (m_statement.object == ObjectKind::Index) return indexTail(c, true);
    if (m_statement.object != ObjectKind::Table) return;
    if (m_statement.verb == Verb::Create) createBody(c);
    if (m_statement.verb == Verb::Alter) alterBody(c);
  }

  // Drops the next `count` tokens, with a comma before them in an option list.
  void drop(Cursor& c, size_t count, const char* code) {
    const size_t from = c.begin();
    const size_t first = c.index();
    for (size_t i = 0; i < count && !c.done(); ++i) c.next();
    note(code, text(from, c.lastEnd()));
    const bool comma = first > 0 && at(first - 1, ',');
    m_splice.remove(comma ? m_tokens[first - 1].begin : from, c.lastEnd());
  }

  // Options between OceanBase and the rest say how blocks are laid out, not what a table holds.
  const char* droppedCode() const {
    const bool leavesOceanBase =
        m_options.from.kind == ServerKind::OceanBase && m_options.to.kind != ServerKind::OceanBase;
    return leavesOceanBase ? "storage_dropped" : "option_dropped";
  }

  void createBody(Cursor& c) {
    if (c.isSymbol('(')) {
      c.next();
      while (!c.done() && !c.isSymbol(')')) element(c);
      c.takeSymbol(')');
    }
    options(c, m_sql.size());
  }

  bool startsKey(Cursor c) const {
    if (c.take("CONSTRAINT") && !c.isWord("PRIMARY") && !c.isWord("UNIQUE")) c.next();
    for (std::string_view w : {"PRIMARY", "UNIQUE", "KEY", "INDEX", "FULLTEXT", "SPATIAL"}) {
      if (c.isWord(w)) return true;
    }
    return c.isWord("VECTOR") && c.isWord("INDEX", 1);
  }

  // One column, key or constraint of the list, to the comma or the closing parenthesis.
  void element(Cursor& c) {
    if (startsKey(c)) {
      indexTail(c, false);
    } else {
      c.next();  // the column's name may be spelled like an option
      columnTail(c, m_sql.size());
    }
    c.takeSymbol(',');
  }

  void columnTail(Cursor& c, size_t end) {
    while (!c.done() && c.begin() < end && !c.isSymbol(',') && !c.isSymbol(')')) {
      if (const size_t n = columnOptionToDrop(c, m_options)) {
        drop(c, n, droppedCode());
      } else {
        c.skipOne();
      }
    }
  }

  // From before the key parts to the end of the key: options behind the parts.
  void indexTail(Cursor& c, bool toEnd) {
    bool behindParts = false;
    while (!c.done() && !c.isSymbol(';')) {
      if (!toEnd && (c.isSymbol(',') || c.isSymbol(')'))) return;
      const size_t n = behindParts ? indexOptionToDrop(c, m_options) : 0;
      if (n > 0) {
        drop(c, n, droppedCode());
      } else if (toEnd && (c.isWord("ALGORITHM") || c.isWord("LOCK"))) {
        drop(c, c.isSymbol('=', 1) ? 3 : 2, "option_dropped");
      } else {
        behindParts = behindParts || c.isSymbol('(');
        c.skipOne();
      }
    }
  }

  // Table options up to a text offset.
  void options(Cursor& c, size_t end) {
    while (!c.done() && c.begin() < end && !c.isSymbol(';')) {
      if (const size_t n = tableOptionToDrop(c, m_options)) {
        drop(c, n, droppedCode());
      } else if (c.isWord("ENGINE")) {
        c.next();
        c.takeSymbol('=');
        engine(c);
      } else {
        c.skipOne();
      }
    }
  }

  void engine(Cursor& c) {
    const std::string name = valueAt(c);
    const std::string instead = engineInstead(name, m_options);
    if (!instead.empty()) replaceValue(c, name, instead, "engine_mapped");
    if (!c.done()) c.next();
  }

  // An action of which nothing is left goes with its comma; RENAME AS becomes RENAME TO.
  void alterBody(Cursor& c) {
    Cursor walk = c;
    const auto actions = alterActions(walk);
    std::vector<bool> gone;
    for (const AlterAction& a : actions) gone.push_back(isGone(a));
    if (!gone.empty() && std::all_of(gone.begin(), gone.end(), [](bool g) { return g; })) {
      for (const AlterAction& a : actions) note("option_dropped", text(a.begin, a.end));
      m_nothingLeft = true;
      return;
    }
    bool keptBefore = false;
    for (size_t i = 0; i < actions.size(); ++i) {
      if (gone[i]) {
        note("option_dropped", text(actions[i].begin, actions[i].end));
        const size_t from = keptBefore ? actions[i - 1].end : actions[i].begin;
        const size_t to = keptBefore ? actions[i].end : actions[i + 1].begin;
        m_splice.remove(from, to);
      } else {
        keptBefore = true;
        action(actions[i]);
      }
    }
  }

  Cursor cursorAt(size_t begin) const {
    Cursor c = cursor();
    while (!c.done() && c.begin() < begin) c.next();
    return c;
  }

  bool isGone(const AlterAction& a) const {
    // How to run it was the source operator's choice and may be impossible here.
    if (a.kind == ActionKind::Hint) return true;
    if (a.kind != ActionKind::Other) return false;
    Cursor c = cursorAt(a.begin);
    if (c.isWord("SET")) c.next();  // SET TABLEGROUP …
    while (!c.done() && c.begin() < a.end) {
      const size_t n = tableOptionToDrop(c, m_options);
      if (n == 0) return false;
      for (size_t i = 0; i < n; ++i) c.next();
    }
    return true;
  }

  void action(const AlterAction& a) {
    Cursor c = cursorAt(a.begin);
    if (a.kind == ActionKind::AddIndex || a.kind == ActionKind::AddPrimary) {
      indexTail(c, false);
    } else if (a.kind == ActionKind::Other) {
      options(c, a.end);
    } else if (a.kind == ActionKind::AddColumn || a.kind == ActionKind::ModifyColumn ||
               a.kind == ActionKind::ChangeColumn) {
      skipColumnNames(c, a.kind == ActionKind::ChangeColumn);
      columnTail(c, a.end);
    } else if (a.kind == ActionKind::RenameTable) {
      c.next();
      if (c.isWord("AS") || c.isSymbol('='))
        m_splice.replace(c.begin(), c.begin() + c.text().size(), "TO");
    }
  }

  // ADD [COLUMN] [IF NOT EXISTS] name: a name may be spelled like an option.
  static void skipColumnNames(Cursor& c, bool two) {
    c.next();
    c.take("COLUMN");
    c.takeWords({"IF", "NOT", "EXISTS"});
    c.takeWords({"IF", "EXISTS"});
    c.plainName();
    if (two) c.plainName();
  }

  void comment() {
    if (m_options.linkId.empty() || m_tokens.empty()) return;
    size_t first = 0;
    for (const Clause& c : m_statement.notes) {
      if (c.kind != ClauseKind::SetStatement) continue;
      while (first + 1 < m_tokens.size() && m_tokens[first].begin < c.end) ++first;
    }
    const std::string mark = originComment(m_options.linkId);
    // Inside /*! … */ a comment would end the executable part on some servers.
    if (m_tokens[first].conditional) return m_splice.prepend(mark + ' ');
    m_splice.insert(m_tokens[first].end, ' ' + mark);
  }

  size_t endOfStatement() const {
    size_t end = m_sql.size();
    for (size_t i = m_tokens.size(); i-- > 0 && at(i, ';');) end = m_tokens[i].begin;
    return end;
  }

  std::string_view m_sql;
  const Statement& m_statement;
  const RewriteOptions& m_options;
  const std::vector<Token>& m_tokens;
  Splice m_splice;
  Rewritten m_out;
  bool m_nothingLeft = false;
};

}  // namespace

Result<Rewritten> rewrite(std::string_view sql, const Statement& statement,
                          const RewriteOptions& options) {
  auto list = tokenize(sql, statement.options);
  if (!list) return fail(list.error());
  for (const NameRef& n : statement.names) {
    if (n.begin > n.end || n.end > sql.size())
      return fail(ErrorCode::Internal, {{"what", "ddl::rewrite: statement of another text"}});
  }
  return Rewriter(sql, statement, options, list->tokens).run();
}

}  // namespace twintide::ddl
