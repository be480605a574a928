#include "engine/ddl/token.h"

namespace twintide::ddl {
namespace {

bool isSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view kOrigin = "twintide:";

class Scanner {
 public:
  Scanner(std::string_view sql, const ParseOptions& options) : m_sql(sql), m_options(options) {}

  // False: the text ends inside a quote or comment; problem() says which.
  bool run(TokenList& out) {
    while (m_problem.empty() && m_at < m_sql.size()) step(out);
    if (m_problem.empty() && m_conditional) m_problem = "unclosed_comment";
    return m_problem.empty();
  }
  const std::string& problem() const { return m_problem; }

 private:
  char at(size_t i) const { return i < m_sql.size() ? m_sql[i] : '\0'; }
  bool startsWith(std::string_view text) const { return m_sql.substr(m_at, text.size()) == text; }

  void step(TokenList& out) {
    const char c = at(m_at);
    if (isSpace(c)) {
      ++m_at;
    } else if (c == '#' || isDashComment()) {
      while (m_at < m_sql.size() && at(m_at) != '\n') ++m_at;
    } else if (startsWith("/*")) {
      comment(out);
    } else if (m_conditional && startsWith("*/")) {
      m_conditional = false;
      m_at += 2;
    } else if (c == '`' || (c == '"' && m_options.ansiQuotes)) {
      quoted(out, TokenKind::Name, false);
    } else if (c == '\'' || c == '"') {
      quoted(out, TokenKind::Text, !m_options.noBackslashEscapes);
    } else if (isWordChar(c)) {
      word(out);
    } else if (c == '@') {
      variable(out);
    } else {
      add(out, TokenKind::Symbol, m_at, m_at + 1);
    }
  }

  // "--" starts a comment only before a blank, a control character or the end.
  bool isDashComment() const {
    if (!startsWith("--")) return false;
    const size_t next = m_at + 2;
    return next >= m_sql.size() || static_cast<unsigned char>(m_sql[next]) <= ' ';
  }

  void comment(TokenList& out) {
    size_t body = m_at + 2;
    if (at(body) == 'M' && at(body + 1) == '!') ++body;
    if (at(body) == '!' && !m_conditional) {
      ++body;
      while (isDigit(at(body))) ++body;
      m_conditional = true;
      m_at = body;
      return;
    }
    const size_t close = m_sql.find("*/", m_at + 2);
    if (close == std::string_view::npos) {
      m_problem = "unclosed_comment";
      return;
    }
    noteOrigin(out, m_sql.substr(m_at + 2, close - m_at - 2));
    m_at = close + 2;
  }

  void noteOrigin(TokenList& out, std::string_view body) {
    while (!body.empty() && isSpace(body.front())) body.remove_prefix(1);
    while (!body.empty() && isSpace(body.back())) body.remove_suffix(1);
    if (out.origin.empty() && body.substr(0, kOrigin.size()) == kOrigin)
      out.origin = body.substr(kOrigin.size());
  }

  void quoted(TokenList& out, TokenKind kind, bool backslash) {
    const char quote = at(m_at);
    size_t i = m_at + 1;
    while (i < m_sql.size()) {
      if (backslash && m_sql[i] == '\\') {
        i += 2;
      } else if (m_sql[i] == quote && at(i + 1) == quote && i + 1 < m_sql.size()) {
        i += 2;
      } else if (m_sql[i] == quote) {
        add(out, kind, m_at, i + 1);
        return;
      } else {
        ++i;
      }
    }
    m_problem = "unclosed_quote";
  }

  // Digits first may still be a name ("2024_orders"); "1e5" and "0x1f" are numbers.
  void word(TokenList& out) {
    size_t i = m_at;
    while (isWordChar(at(i)) && i < m_sql.size()) ++i;
    const std::string_view text = m_sql.substr(m_at, i - m_at);
    add(out, isNumber(text) ? TokenKind::Number : TokenKind::Word, m_at, i);
  }

  static bool isNumber(std::string_view text) {
    if (!isDigit(text.front())) return false;
    if (text.find_first_not_of("0123456789") == std::string_view::npos) return true;
    if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'b'))
      return text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
    const size_t e = text.find_first_of("eE");
    return e != std::string_view::npos && e + 1 < text.size() &&
           text.substr(0, e).find_first_not_of("0123456789") == std::string_view::npos &&
           text.find_first_not_of("0123456789", e + 1) == std::string_view::npos;
  }

  void variable(TokenList& out) {
    size_t i = m_at;
    while (at(i) == '@') ++i;
    while (i < m_sql.size() && isWordChar(m_sql[i])) ++i;
    add(out, TokenKind::Variable, m_at, i);
  }

  void add(TokenList& out, TokenKind kind, size_t begin, size_t end) {
    out.tokens.push_back(
        {kind, m_conditional, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    m_at = end;
  }

  std::string_view m_sql;
  const ParseOptions& m_options;
  size_t m_at = 0;
  bool m_conditional = false;
  std::string m_problem;
};

}  // namespace

Result<TokenList> tokenize(std::string_view sql, const ParseOptions& options) {
  if (sql.size() > kMaxStatement) return fail(ErrorCode::DdlUnknown, {{"reason", "too_long"}});
  TokenList out;
  out.tokens.reserve(sql.size() / 5 + 4);
  Scanner scanner(sql, options);
  if (!scanner.run(out)) return fail(ErrorCode::DdlUnknown, {{"reason", scanner.problem()}});
  return out;
}

std::string nameText(std::string_view sql, const Token& token) {
  std::string_view raw = sql.substr(token.begin, token.end - token.begin);
  if (token.kind != TokenKind::Name || raw.size() < 2) return std::string(raw);
  const char quote = raw.front();
  raw = raw.substr(1, raw.size() - 2);
  std::string out;
  for (size_t i = 0; i < raw.size(); ++i) {
    out += raw[i];
    if (raw[i] == quote && i + 1 < raw.size() && raw[i + 1] == quote) ++i;
  }
  return out;
}

}  // namespace twintide::ddl
