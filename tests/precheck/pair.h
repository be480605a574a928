// Purpose: what the live tests of the prechecks share: a pair of real servers and short words.
// Owner: the including test program. Thread: the test's.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "engine/precheck/precheck.h"
#include "engine/precheck/remedy.h"
#include "engine/precheck/report.h"
#include "tests/support/servers.h"

namespace twintide::test {

// The text in backticks that a table cell begins with; "" when it begins otherwise.
inline std::string codeAt(const std::string& cell) {
  const size_t from = cell.find_first_not_of(' ');
  if (from == std::string::npos || cell[from] != '`') return "";
  return cell.substr(from + 1, cell.find('`', from + 1) - from - 1);
}

// "check reason" of every row in the tables of engine/precheck/README.md, from which ui/text is
// written; reasons that any check may give stand as "* reason".
inline const std::set<std::string>& documentedReasons() {
  static const std::set<std::string> all = [] {
    std::set<std::string> out;
    std::ifstream in(TWINTIDE_SOURCE_DIR "/engine/precheck/README.md");
    std::string check;
    for (std::string line; std::getline(in, line);) {
      const size_t second = line.empty() || line[0] != '|' ? std::string::npos : line.find('|', 1);
      if (second == std::string::npos) continue;
      const std::string first = line.substr(1, second - 1);
      if (first.find('*') != std::string::npos)
        check = "*";
      else if (const std::string code = codeAt(first); !code.empty())
        check = code;
      const std::string reason = codeAt(line.substr(second + 1));
      if (!reason.empty()) out.insert(check + " " + reason);
    }
    return out;
  }();
  return all;
}

inline Region regionOf(Side side) {
  return side == Side::A ? Region{"cn-beijing", "北京", 100} : Region{"cn-hangzhou", "杭州", 101};
}

// A pair of two servers of one flavour over database pc_shop, as root.
struct TestPair {
  practice::ServerProcess& a;
  practice::ServerProcess& b;
  std::unique_ptr<db::Session> rootA, rootB;
  precheck::PrecheckRequest request;

  TestPair(practice::ServerProcess& serverA, practice::ServerProcess& serverB)
      : a(serverA), b(serverB), rootA(session(serverA)), rootB(session(serverB)) {
    for (db::Session* s : {rootA.get(), rootB.get()}) {
      for (const char* database : {"pc_shop", "pc_other", "twintide"})
        run(*s, {std::string("DROP DATABASE IF EXISTS ") + database});
      run(*s, {"CREATE DATABASE pc_shop DEFAULT CHARACTER SET utf8mb4"});
    }
    request.pair.name = "pc";
    request.pair.objects.include = {"pc_shop.*"};
    request.pair.forward.types = forwardDefaults();
    request.pair.reverse.types = reverseDefaults();
    request.a = a.dataSource("pc-a", regionOf(Side::A));
    request.b = b.dataSource("pc-b", regionOf(Side::B));
  }
  explicit TestPair(practice::Flavour flavour) : TestPair(server(flavour, 0), server(flavour, 1)) {}

  db::Session& root(Side side) { return side == Side::A ? *rootA : *rootB; }
  DataSource rootSource(Side side) {
    return (side == Side::A ? a : b).dataSource("pc-root", regionOf(side));
  }
  void both(const std::vector<std::string>& statements) {
    run(*rootA, statements);
    run(*rootB, statements);
  }
  void schemaOff() {
    request.pair.forward.types.schema = request.pair.forward.types.full = false;
    request.pair.forward.types.ddl = false;
  }
  PrecheckReport check(const std::vector<std::string>& only) {
    request.onlyChecks = only;
    auto report = precheck::runPrecheck(request);
    REQUIRE(report);
    INFO(precheck::toJson(*report));
    CHECK(report->findings.size() >= 1);
    for (const Finding& f : report->findings) {
      CAPTURE(f.check + " " + f.reason);
      const auto& known = documentedReasons();
      CHECK((known.count(f.check + " " + f.reason) || known.count("* " + f.reason)));
    }
    return *report;
  }
  // Runs the finding's remedy as root, as a DBA would.
  Status mend(const Finding& finding) {
    return precheck::runRemedy(rootSource(finding.remedySide), Secret(""), finding);
  }
};

// The finding with this reason at this side; fails the test with the whole report when missing.
inline Finding need(const PrecheckReport& report, const std::string& reason, Side side,
                    const std::string& object = "*") {
  for (const Finding& f : report.findings) {
    if (f.reason == reason && f.side == side && (object == "*" || f.object == object)) return f;
  }
  FAIL("no finding ", reason, " at ", std::string(toText(side)), " in ", precheck::toJson(report));
  return {};
}

inline bool has(const PrecheckReport& report, const std::string& reason) {
  for (const Finding& f : report.findings) {
    if (f.reason == reason) return true;
  }
  return false;
}
inline bool has(const PrecheckReport& report, const std::string& reason, Side side) {
  for (const Finding& f : report.findings) {
    if (f.reason == reason && f.side == side) return true;
  }
  return false;
}

// Puts a global variable back when the test is over, however it ends.
class KeepVariable {
 public:
  KeepVariable(db::Session& session, const std::string& name) : m_session(session), m_name(name) {
    auto value = session.scalar("SELECT @@global." + name);
    REQUIRE(value);
    const bool number =
        !value->empty() && value->find_first_not_of("0123456789") == std::string::npos;
    m_value = number ? *value : "'" + *value + "'";
  }
  ~KeepVariable() { (void)m_session.execute("SET GLOBAL " + m_name + "=" + m_value); }

 private:
  db::Session& m_session;
  std::string m_name, m_value;
};

}  // namespace twintide::test
