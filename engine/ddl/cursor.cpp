#include "engine/ddl/cursor.h"

namespace twintide::ddl {

bool sameWord(std::string_view text, std::string_view upper) {
  if (text.size() != upper.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 32) : text[i];
    if (c != upper[i]) return false;
  }
  return true;
}

size_t Cursor::begin(size_t ahead) const {
  return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead].begin : m_sql.size();
}

size_t Cursor::lastEnd() const {
  if (m_tokens.empty() || m_at == 0) return 0;
  return m_tokens[std::min(m_at, m_tokens.size()) - 1].end;
}

std::string_view Cursor::text(size_t ahead) const {
  if (m_at + ahead >= m_tokens.size()) return {};
  const Token& t = m_tokens[m_at + ahead];
  return m_sql.substr(t.begin, t.end - t.begin);
}

bool Cursor::is(TokenKind kind, size_t ahead) const {
  return m_at + ahead < m_tokens.size() && m_tokens[m_at + ahead].kind == kind;
}

bool Cursor::isWord(std::string_view upper, size_t ahead) const {
  return is(TokenKind::Word, ahead) && sameWord(text(ahead), upper);
}

bool Cursor::isSymbol(char c, size_t ahead) const {
  return is(TokenKind::Symbol, ahead) && text(ahead)[0] == c;
}

bool Cursor::isNameLike(size_t ahead) const {
  return is(TokenKind::Word, ahead) || is(TokenKind::Name, ahead);
}

bool Cursor::take(std::string_view upper) {
  if (!isWord(upper)) return false;
  ++m_at;
  return true;
}

bool Cursor::takeSymbol(char c) {
  if (!isSymbol(c)) return false;
  ++m_at;
  return true;
}

bool Cursor::takeWords(std::initializer_list<std::string_view> uppers) {
  size_t ahead = 0;
  for (std::string_view w : uppers) {
    if (!isWord(w, ahead++)) return false;
  }
  m_at += ahead;
  return true;
}

bool Cursor::takeAny(std::initializer_list<std::string_view> uppers) {
  for (std::string_view w : uppers) {
    if (take(w)) return true;
  }
  return false;
}

std::optional<NameRef> Cursor::tableName(NameRole role) {
  NameRef ref;
  ref.role = role;
  ref.begin = begin();
  const bool leadingDot = isSymbol('.') && isNameLike(1);
  if (!leadingDot && !isNameLike()) return std::nullopt;
  const bool qualified = !leadingDot && isSymbol('.', 1) && isNameLike(2);
  const size_t last = m_at + (qualified ? 2 : leadingDot ? 1 : 0);
  ref.table = nameText(m_sql, m_tokens[last]);
  ref.database = qualified ? nameText(m_sql, m_tokens[m_at]) : m_options.defaultDatabase;
  ref.qualified = qualified;
  ref.end = m_tokens[last].end;
  m_at = last + 1;
  return ref;
}

std::string Cursor::plainName() {
  if (!isNameLike()) return "";
  return nameText(m_sql, m_tokens[m_at++]);
}

void Cursor::skipOne() {
  if (!isSymbol('(')) {
    if (!done()) ++m_at;
    return;
  }
  int depth = 0;
  while (!done()) {
    if (isSymbol('(')) ++depth;
    if (isSymbol(')')) --depth;
    ++m_at;
    if (depth == 0) return;
  }
}

}  // namespace twintide::ddl
