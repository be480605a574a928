// Twintide sets its own sql_mode; a difference bites applications that move to the other side.
#include <algorithm>
#include <set>

#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

using Modes = std::set<std::string>;

Modes modesOf(const Site& site) {
  const auto list = splitList(site.variable("sql_mode"));
  return {list.begin(), list.end()};
}

Modes minus(const Modes& a, const Modes& b) {
  Modes out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

std::string text(const Modes& modes) {
  return join({modes.begin(), modes.end()}, ",");
}

// Modes that change neither what is stored nor how a literal is read.
bool harmless(const std::string& mode) {
  static const Modes kHarmless = {
      "NO_AUTO_CREATE_USER", "NO_ENGINE_SUBSTITUTION", "ONLY_FULL_GROUP_BY", "NO_DIR_IN_CREATE",
      "NO_KEY_OPTIONS",      "NO_TABLE_OPTIONS",       "NO_FIELD_OPTIONS"};
  return kHarmless.count(mode) > 0;
}

bool strict(const Modes& m) {
  return m.count("STRICT_TRANS_TABLES") || m.count("STRICT_ALL_TABLES");
}

// For transactional tables the two strict modes are the same.
bool allHarmless(const Modes& a, const Modes& b) {
  const bool bothStrict = strict(a) && strict(b);
  auto fine = [&](const std::string& m) {
    return harmless(m) || (bothStrict && m.rfind("STRICT_", 0) == 0);
  };
  const Modes onlyA = minus(a, b), onlyB = minus(b, a);
  return std::all_of(onlyA.begin(), onlyA.end(), fine) &&
         std::all_of(onlyB.begin(), onlyB.end(), fine);
}

// A's modes as far as B's server knows them (MySQL 8.0 and MariaDB manuals, sql_mode).
Modes forServer(Modes modes, const Site& site) {
  static const Modes kOldOnly = {"NO_AUTO_CREATE_USER",
                                 "NO_FIELD_OPTIONS",
                                 "NO_KEY_OPTIONS",
                                 "NO_TABLE_OPTIONS",
                                 "DB2",
                                 "MAXDB",
                                 "MSSQL",
                                 "MYSQL323",
                                 "MYSQL40",
                                 "ORACLE",
                                 "POSTGRESQL"};
  static const Modes kMariaDbOnly = {"IGNORE_BAD_TABLE_OPTIONS", "SIMULTANEOUS_ASSIGNMENT",
                                     "EMPTY_STRING_IS_NULL", "TIME_ROUND_FRACTIONAL"};
  const bool maria = site.kind() == ServerKind::MariaDb;
  if (site.kind() == ServerKind::MySql && site.info.versionNumber >= 80000)
    modes = minus(modes, kOldOnly);
  if (!maria)
    modes = minus(modes, kMariaDbOnly);
  else
    modes.erase("TIME_TRUNCATE_FRACTIONAL");
  return modes;
}

class SqlMode final : public PairCheck {
 public:
  const char* id() const override { return "sql_mode"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    const Modes a = modesOf(c.a), b = modesOf(c.b);
    Finding f = finding("ok", Severity::Passed, Side::Both);
    if (a != b) {
      const bool mild = allHarmless(a, b);
      f = finding(mild ? "differs_harmless" : "differs",
                  mild ? Severity::Notice : Severity::Warning, Side::Both);
      f.args = {{"only_a", text(minus(a, b))}, {"only_b", text(minus(b, a))}};
      const std::string want = text(forServer(a, c.b));
      if (!mild) remedyBySetting(f, c.b, "sql_mode", db::quoteText(want), want);
    } else {
      f.args["value"] = c.a.variable("sql_mode");
    }
    f.object = "sql_mode";
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeSqlMode() {
  return std::make_unique<SqlMode>();
}

}  // namespace twintide::precheck
