// Purpose: collects edits of a text by byte offset and applies them once.
// Owner: one rewrite. Thread: its own.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace twintide::ddl {

std::string quoteIdentifier(std::string_view name);  // `a``b`
bool sameIgnoringCase(std::string_view a, std::string_view b);

class Splice {
 public:
  explicit Splice(std::string_view text) : m_text(text) {}

  void replace(size_t begin, size_t end, std::string with) {
    m_edits.push_back({begin, end, std::move(with)});
  }
  void remove(size_t begin, size_t end) { replace(begin, end, ""); }
  void insert(size_t at, std::string text) { replace(at, at, std::move(text)); }
  void prepend(std::string text) { m_front = std::move(text) + m_front; }

  // The text up to `end` with all edits; an edit inside an earlier one (a removed part) is void.
  std::string result(size_t end) const;

 private:
  struct Edit {
    size_t begin, end;
    std::string text;
  };
  std::string_view m_text;
  std::vector<Edit> m_edits;
  std::string m_front;
};

}  // namespace twintide::ddl
