// Purpose: walks over the tokens of one statement; used by the head parsers only.
// Owner: one parse. Thread: its own.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "engine/ddl/token.h"

namespace twintide::ddl {

// ASCII case-insensitive; `upper` must be upper case.
bool sameWord(std::string_view text, std::string_view upper);

class Cursor {
 public:
  Cursor(std::string_view sql, const std::vector<Token>& tokens, const ParseOptions& options)
      : m_sql(sql), m_tokens(tokens), m_options(options) {}

  bool done() const { return m_at >= m_tokens.size(); }
  size_t index() const { return m_at; }
  void seek(size_t index) { m_at = index; }
  void next() { ++m_at; }
  // Text offsets; past the last token both are the end of the text.
  size_t begin(size_t ahead = 0) const;
  size_t lastEnd() const;  // end of the token before this one
  std::string_view text(size_t ahead = 0) const;
  bool is(TokenKind kind, size_t ahead = 0) const;

  bool isWord(std::string_view upper, size_t ahead = 0) const;
  bool isSymbol(char c, size_t ahead = 0) const;
  bool isNameLike(size_t ahead = 0) const;  // a Word or a quoted Name
  bool take(std::string_view upper);
  bool takeSymbol(char c);
  bool takeWords(std::initializer_list<std::string_view> uppers);  // all or none
  bool takeAny(std::initializer_list<std::string_view> uppers);    // one of them

  // [database.]table, or .table
  std::optional<NameRef> tableName(NameRole role);
  // One name without qualifier; "" (and nothing consumed) when there is none.
  std::string plainName();
  // At '(' → past the matching ')'; else one token.
  void skipOne();

 private:
  std::string_view m_sql;
  const std::vector<Token>& m_tokens;
  const ParseOptions& m_options;
  size_t m_at = 0;
};

}  // namespace twintide::ddl
