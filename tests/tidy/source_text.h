// Purpose: C++ source as the house rules look at it: lines, code without comments and strings.
// Owner: tests/tidy. Thread: pure functions.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace twintide::tidy {

inline std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

// Characters, not bytes: a Chinese one counts once.
inline size_t columnsOf(std::string_view line) {
  size_t count = 0;
  for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

// Blanks comments and the insides of literals; every line keeps its place.
class Stripper {
 public:
  explicit Stripper(std::string_view text) : m_text(text), m_out(text) {}

  std::string run() {
    while (m_at < m_text.size()) step();
    return m_out;
  }

 private:
  bool here(std::string_view what) const { return m_text.substr(m_at, what.size()) == what; }
  void blankTo(size_t end) {
    for (; m_at < end && m_at < m_text.size(); ++m_at)
      if (m_text[m_at] != '\n') m_out[m_at] = ' ';
  }
  void blankPast(std::string_view close, size_t from) {
    const size_t end = m_text.find(close, from);
    blankTo(end == std::string_view::npos ? m_text.size() : end + close.size());
  }
  bool insideWord() const {
    return m_at > 0 && std::isalnum(static_cast<unsigned char>(m_text[m_at - 1])) != 0;
  }

  void step() {
    if (here("//")) return blankTo(m_text.find('\n', m_at));
    if (here("/*")) return blankPast("*/", m_at + 2);
    if (here("R\"")) return rawString();
    if (here("\"")) return quoted('"');
    // 1'000 is a number; u'x' is a character.
    const bool separator =
        insideWord() && std::isdigit(static_cast<unsigned char>(m_text[m_at - 1]));
    if (here("'") && !separator) return quoted('\'');
    ++m_at;
  }

  void rawString() {
    const size_t open = m_text.find('(', m_at);
    if (open == std::string_view::npos) return blankTo(m_text.size());
    const std::string close = ")" + std::string(m_text.substr(m_at + 2, open - m_at - 2)) + "\"";
    blankPast(close, open);
  }

  void quoted(char quote) {
    size_t end = ++m_at;
    while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
      end += m_text[end] == '\\' ? 2 : 1;
    blankTo(end);
    ++m_at;
  }

  std::string_view m_text;
  std::string m_out;
  size_t m_at = 0;
};

inline std::string codeOnly(std::string_view text) {
  return Stripper(text).run();
}

}  // namespace twintide::tidy
