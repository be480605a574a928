// Both ends are written by Twintide, and a trigger fires for its rows as for anybody's.
#include <set>

#include "engine/db/twintide_schema.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"
#include "engine/precheck/privilege_needs.h"
#include "engine/precheck/trigger_body.h"

namespace twintide::precheck {
namespace {

constexpr const char* kQuery =
    "SELECT trigger_schema, trigger_name, event_object_table, action_timing, event_manipulation, "
    "action_statement FROM information_schema.triggers ORDER BY 1, 2";

class Triggers final : public SideCheck {
 public:
  const char* id() const override { return "triggers"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    auto rows = site.session->query(kQuery);
    if (!rows) return fail(rows.error());
    Capped out;
    int ours = 0;
    for (const auto& row : rows->rows) {
      const TableId table{row[0].value_or(""), row[2].value_or("")};
      if (!site.table(table, context.foldNames())) continue;
      if (lowerCase(row[1].value_or("")).rfind("twintide_", 0) == 0)
        ++ours;
      else
        out.add(judge(context, site, row));
    }
    hidden(out, site);
    if (!out.empty()) return out.take();
    Finding f = finding("none", Severity::Passed, site.side);
    f.args["ours"] = std::to_string(ours);
    return Findings{f};
  }

 private:
  Finding judge(const Context& context, const Site& site, const std::vector<db::Value>& row) const {
    const std::string body = row[5].value_or("");
    std::string writes;
    for (const TableId& t : writtenTables(body, row[0].value_or(""))) {
      if (writes.empty() && site.table(t, context.foldNames())) writes = t.text();
    }
    const bool guarded = testsApplierVariable(body);
    Finding f = finding("present", Severity::Warning, site.side);
    if (guarded)
      f = finding("guarded", Severity::Notice, site.side);
    else if (!writes.empty())
      f = finding("writes_chosen", Severity::Error, site.side);
    f.object = row[0].value_or("") + "." + row[1].value_or("");
    f.args = {{"table", row[0].value_or("") + "." + row[2].value_or("")},
              {"timing", row[3].value_or("")},
              {"event", row[4].value_or("")},
              {"guard", db::kApplierVariable}};
    if (f.reason == "writes_chosen") f.args["writes"] = writes;
    return f;
  }

  // Triggers are shown only to accounts with TRIGGER on the table; MariaDB shows them to accounts
  // that may write it, too (tried on all four).
  static bool visible(const Site& site, const TableId& table) {
    if (site.grants->hasOnTable("TRIGGER", table)) return true;
    if (site.kind() != ServerKind::MariaDb) return false;
    return site.grants->hasOnTable("INSERT", table) || site.grants->hasOnTable("UPDATE", table) ||
           site.grants->hasOnTable("DELETE", table);
  }

  void hidden(Capped& out, const Site& site) const {
    if (!site.grants) return;
    std::set<std::string> blind;
    for (const auto& t : site.tables) {
      if (!visible(site, t->id)) blind.insert(t->id.database);
    }
    if (blind.empty()) return;
    Finding f = finding("not_visible", Severity::Warning, site.side);
    f.args = {{"databases", join({blind.begin(), blind.end()})},
              {"account", site.account.quoted()}};
    for (const std::string& database : blind)
      f.remedySql.push_back(grantStatement({database, {"TRIGGER"}}, site.account));
    f.remedySide = site.side;
    f.remedyNeedsReconnect = true;
    remedyNeeds(f, site, {"GRANT OPTION"});
    out.add(std::move(f));
  }
};

}  // namespace

std::unique_ptr<Check> makeTriggers() {
  return std::make_unique<Triggers>();
}

}  // namespace twintide::precheck
