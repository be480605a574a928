// Purpose: finds function bodies by counting braces, to tell which are too long.
// Owner: tests/tidy. Thread: pure functions.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "tests/tidy/source_text.h"

namespace twintide::tidy {

struct FunctionBody {
  int line = 0;    // of its opening brace, from 1
  int length = 0;  // lines from brace to brace
};

// A brace opens a function unless what stands before it says otherwise; braces inside a function
// belong to it, lambdas included. Lines of tables ("= {…}") are data and do not count.
class FunctionFinder {
 public:
  explicit FunctionFinder(const std::string& source) : m_code(codeOnly(source)) {}

  std::vector<FunctionBody> run() {
    for (const char c : m_code) step(c);
    return m_found;
  }

 private:
  void step(char c) {
    if (c == '\n') ++m_line;
    if (c == '{') return open();
    if (c == '}') return close();
    if (c == ';')
      m_before.clear();
    else
      m_before += c;
  }

  void open() {
    if (m_inTable > 0 || opensTable()) {
      if (m_inTable++ == 0) m_tableStart = m_line;
    } else if (m_inFunction > 0 || opensFunction()) {
      if (m_inFunction++ == 0) m_start = m_line;
      if (m_inFunction == 1) m_tableLines = 0;
    }
    m_before.clear();
  }

  void close() {
    m_before.clear();
    if (m_inTable > 0) {
      if (--m_inTable == 0) m_tableLines += m_line - m_tableStart;
    } else if (m_inFunction > 0 && --m_inFunction == 0) {
      m_found.push_back({m_start, m_line - m_start + 1 - m_tableLines});
    }
  }

  bool opensTable() const {
    const size_t last = m_before.find_last_not_of(" \n");
    return last != std::string::npos && m_before[last] == '=';
  }

  bool opensFunction() const {
    static const std::regex scope(R"(\b(namespace|class|struct|union|enum|extern)\b)");
    static const std::regex preprocessor(R"((^|\n)\s*#[^\n]*)");
    const std::string before = std::regex_replace(m_before, preprocessor, "\n");
    if (before.find('(') != std::string::npos) return true;
    return !std::regex_search(before, scope) &&
           before.find_first_not_of(" \n") == std::string::npos;
  }

  std::string m_code;
  std::string m_before;
  std::vector<FunctionBody> m_found;
  int m_line = 1;
  int m_start = 0;
  int m_inFunction = 0;
  int m_inTable = 0;
  int m_tableStart = 0;
  int m_tableLines = 0;
};

}  // namespace twintide::tidy
