// Purpose: the house rules that a machine can check, one function each.
// Owner: tests/tidy. Thread: pure functions.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "tests/tidy/function_lengths.h"
#include "tests/tidy/include_table.h"
#include "tests/tidy/source_text.h"

namespace twintide::tidy {

struct Source {
  std::string path;  // from the repository's root
  std::string text;
  bool in(const std::string& prefix) const { return path.rfind(prefix, 0) == 0; }
  bool endsWith(const std::string& end) const {
    return path.size() >= end.size() && path.substr(path.size() - end.size()) == end;
  }
  bool isCpp() const { return endsWith(".cpp") || endsWith(".h") || endsWith(".cc"); }
};

using Problems = std::vector<std::string>;

inline std::string at(const Source& source, size_t line, const std::string& what) {
  return source.path + ":" + std::to_string(line) + ": " + what;
}

// A problem for every line of `text` in which the pattern is found.
inline Problems linesWith(const Source& source, const std::string& text, const std::regex& pattern,
                          const std::string& what) {
  Problems out;
  const auto lines = linesOf(text);
  for (size_t i = 0; i < lines.size(); ++i)
    if (std::regex_search(lines[i], pattern)) out.push_back(at(source, i + 1, what));
  return out;
}

inline Problems includeArrows(const Source& source, const IncludeTable& table) {
  static const std::regex include(R"re(^\s*#include\s+"([^"]+)")re");
  Problems out;
  const auto lines = linesOf(source.text);
  for (size_t i = 0; i < lines.size(); ++i) {
    std::smatch match;
    if (!std::regex_search(lines[i], match, include)) continue;
    const std::string target = match[1];
    if (target.find('/') == std::string::npos) {
      if (target.find(".moc") == std::string::npos && target.rfind("ui_", 0) != 0)
        out.push_back(at(source, i + 1, "include from the repository's root, not " + target));
    } else if (!table.allows(source.path, target)) {
      out.push_back(at(source, i + 1, table.roomOf(source.path) + " may not include " + target));
    }
  }
  return out;
}

inline Problems noQtInEngine(const Source& source) {
  static const std::regex qt(R"(^\s*#include\s+<Q|\bQ[A-Z][a-z]\w*|\bQ_OBJECT\b)");
  if (!source.in("engine/")) return {};
  Problems out = linesWith(source, codeOnly(source.text), qt, "Qt in the engine");
  return out;
}

inline Problems clientLibraryAtHome(const Source& source) {
  static const std::regex connector(R"(^\s*#include\s+<(cppconn|mysql_connection|mysql_driver))");
  static const std::regex client(R"(^\s*#include\s+<(mysql|errmsg|mysqld_error|mariadb)[./_])");
  if (source.in("engine/db/") || source.in("tests/")) return {};
  Problems out = linesWith(source, source.text, connector, "Connector/C++ outside engine/db");
  if (source.in("engine/capture/binlog/")) return out;
  for (auto& problem : linesWith(source, source.text, client, "libmariadb outside engine/db"))
    out.push_back(problem);
  return out;
}

inline Problems threadsFromThePool(const Source& source) {
  static const std::regex thread(
      R"(std::j?thread\b|std::async\b|\bpthread_create\b|\bQThread(Pool)?\b|\bQtConcurrent\b)");
  if (source.in("engine/base/thread_pool")) return {};
  return linesWith(source, codeOnly(source.text), thread, "a thread outside base/thread_pool");
}

inline Problems sizes(const Source& source) {
  constexpr size_t kMostLines = 500;
  constexpr int kLongestFunction = 70;
  constexpr size_t kMostColumns = 100;
  Problems out;
  const auto lines = linesOf(source.text);
  if (lines.size() > kMostLines)
    out.push_back(at(source, lines.size(), "longer than " + std::to_string(kMostLines) + " lines"));
  for (const auto& body : FunctionFinder(source.text).run())
    if (body.length > kLongestFunction)
      out.push_back(at(source, static_cast<size_t>(body.line),
                       "a function of " + std::to_string(body.length) + " lines"));
  // Tables of sentences read better a row a line.
  if (source.in("ui/text/")) return out;
  for (size_t i = 0; i < lines.size(); ++i)
    if (columnsOf(lines[i]) > kMostColumns)
      out.push_back(at(source, i + 1, std::to_string(columnsOf(lines[i])) + " columns"));
  return out;
}

inline Problems nothingLeftOpen(const Source& source) {
  static const std::regex mark(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X)\\b");
  return linesWith(source, source.text, mark, "a note of something left open");
}

inline Problems headerSaysItsContract(const Source& source) {
  if (!source.endsWith(".h") || source.in("tests/")) return {};
  std::string head;
  const auto lines = linesOf(source.text);
  for (size_t i = 0; i < lines.size() && lines[i].rfind("//", 0) == 0; ++i) head += lines[i] + "\n";
  Problems out;
  for (const char* word : {"Purpose:", "Owner:", "Thread:"})
    if (head.find(word) == std::string::npos)
      out.push_back(at(source, 1, std::string("the header does not say its ") + word));
  return out;
}

inline Problems noPlaceOfOneMachine(const Source& source) {
  static const std::regex path(std::string("(^|[^\\w.\\$\"}])/(wo") + "rk|ro" + "ot)/");
  static const std::regex registry(std::string("py") + "pi\\.org|python" + "hosted|maven" +
                                   "\\.org|npm" + "js|crates" + "\\.io|deb" + "ian\\.org|golang" +
                                   "\\.org");
  Problems out = linesWith(source, source.text, path, "a path of one machine");
  for (auto& problem : linesWith(source, source.text, registry, "the host of a package registry"))
    out.push_back(problem);
  return out;
}

inline Problems testsWaitForConditions(const Source& source) {
  static const std::regex nap(
      R"(\bsleep_(for|until)\b|\bu?sleep\s*\(|\bnanosleep\b|\bqWait\s*\(|\bmsleep\b|\bpauseFor\b)");
  if (!source.in("tests/")) return {};
  return linesWith(source, codeOnly(source.text), nap, "a sleep instead of a condition");
}

}  // namespace twintide::tidy
