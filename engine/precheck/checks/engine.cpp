// Rows and marker must commit together, which only a transactional engine can do.
#include <set>

#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class EngineCheck final : public SideCheck {
 public:
  const char* id() const override { return "engine"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    auto rows = site.session->query("SHOW ENGINES");
    if (!rows) return fail(rows.error());
    std::set<std::string> transactional{"oceanbase"};  // SHOW TABLE STATUS says so, too
    for (size_t i = 0; i < rows->rows.size(); ++i) {
      if (rows->text(i, "Transactions") == "YES")
        transactional.insert(lowerCase(rows->text(i, "Engine")));
    }
    Capped out;
    std::set<std::string> used;
    for (const auto& t : site.tables) {
      used.insert(t->engine);
      if (transactional.count(lowerCase(t->engine))) continue;
      Finding f = finding("not_transactional", Severity::Error, site.side);
      f.object = t->id.text();
      f.skippable = false;
      f.args["engine"] = t->engine;
      f.remedySql = {"ALTER TABLE " + db::quoteTable(t->id) + " ENGINE=InnoDB"};
      f.remedySide = site.side;
      out.add(std::move(f));
    }
    if (!out.empty()) return out.take();
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args = {{"tables", std::to_string(site.tables.size())},
              {"engines", join({used.begin(), used.end()})}};
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeEngine() {
  return std::make_unique<EngineCheck>();
}

}  // namespace twintide::precheck
