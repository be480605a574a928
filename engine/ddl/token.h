// Purpose: cuts SQL text into tokens with byte ranges; comments are skipped, executable ones
// entered. Owner: engine/ddl. Thread: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/ddl/statement.h"

namespace twintide::ddl {

// Word: unquoted name or keyword. Name: quoted name. Text: string literal. Variable: @x, @@x.
enum class TokenKind : uint8_t { Word, Name, Text, Number, Variable, Symbol };

struct Token {
  TokenKind kind = TokenKind::Symbol;
  bool conditional = false;  // inside /*! … */ or /*M! … */
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct TokenList {
  std::vector<Token> tokens;
  std::string origin;  // of the first "/* twintide:… */" comment
};

inline constexpr size_t kMaxStatement = 64u << 20;

Result<TokenList> tokenize(std::string_view sql, const ParseOptions& options);

// A name token without its quotes.
std::string nameText(std::string_view sql, const Token& token);

}  // namespace twintide::ddl
