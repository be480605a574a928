// May the account do everything that its side of the pair asks of it?
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"
#include "engine/precheck/privilege_needs.h"

namespace twintide::precheck {
namespace {

class Privileges final : public SideCheck {
 public:
  const char* id() const override { return "privileges"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    if (!site.grants) return fail(*site.grantsError);
    const MigrationTypes& into = context.writer(site.side).types;
    const auto missing =
        missingPrivileges(neededPrivileges(context, site), site, into.schema || into.ddl);
    Finding f = finding(missing.empty() ? "ok" : "missing",
                        missing.empty() ? Severity::Passed : Severity::Error, site.side);
    f.object = site.account.quoted();
    if (missing.empty()) {
      f.args["grants"] = std::to_string(site.grants->lines());
      return Findings{f};
    }
    std::vector<std::string> words;
    size_t count = 0;
    for (const ScopePrivileges& m : missing) {
      words.push_back(join(m.privileges) + " ON " + m.scope());
      count += m.privileges.size();
      f.remedySql.push_back(grantStatement(m, site.account));
    }
    f.skippable = false;
    f.args["missing"] = join(words, "; ");
    f.args["count"] = std::to_string(count);
    f.remedySide = site.side;
    // MySQL and MariaDB: global privileges reach only new connections.
    f.remedyNeedsReconnect = true;
    remedyNeeds(f, site, {"GRANT OPTION"});
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makePrivileges() {
  return std::make_unique<Privileges>();
}

}  // namespace twintide::precheck
