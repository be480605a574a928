// A binlog filter that hides schema twintide hides the markers: changes would go round for ever.
#include <algorithm>
#include <set>

#include "engine/db/twintide_schema.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

class LogFilter final : public SideCheck {
 public:
  const char* id() const override { return "log_filter"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    const bool reads = context.reader(site.side).types.incremental;
    if (!reads || site.capture() == Capture::ChangeLog || site.variable("log_bin") == "OFF")
      return Findings{finding("not_applicable", Severity::Passed, site.side)};
    const bool newWord = site.kind() == ServerKind::MySql && site.info.versionNumber >= 80400;
    auto status = site.session->query(newWord ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS", 1);
    if (!status) return fail(status.error());
    const auto only = splitList(status->text(0, "Binlog_Do_DB"));
    const auto never = splitList(status->text(0, "Binlog_Ignore_DB"));
    Findings out;
    std::set<std::string> databases{db::kSchema};
    for (const auto& t : site.tables) databases.insert(t->id.database);
    for (const std::string& database : databases) {
      const bool left = !only.empty() && !contains(only, database);
      if (left)
        out.push_back(hidden(site, database, "binlog_do_db", only));
      else if (contains(never, database))
        out.push_back(hidden(site, database, "binlog_ignore_db", never));
    }
    if (out.empty()) out.push_back(finding("ok", Severity::Passed, site.side));
    return out;
  }

 private:
  Finding hidden(const Site& site, const std::string& database, const char* variable,
                 const std::vector<std::string>& list) const {
    const bool ours = database == db::kSchema;
    Finding f = finding(ours ? "twintide_hidden" : "database_hidden", Severity::Error, site.side);
    f.object = variable;
    f.skippable = false;
    const bool add = f.object == "binlog_do_db";
    f.args = {{"value", join(list)},
              {"database", database},
              {"config", (add ? "" : "# ") + f.object + "=" + database}};
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeLogFilter() {
  return std::make_unique<LogFilter>();
}

}  // namespace twintide::precheck
