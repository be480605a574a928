// What the filter chooses at each side.
#include <set>

#include "engine/db/schema_reader.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class Objects final : public SideCheck {
 public:
  const char* id() const override { return "objects"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    Findings out{chosen(context, site)};
    auto views = site.session->query(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type='VIEW'");
    if (!views) return fail(views.error());
    int count = 0;
    std::string example;
    for (const auto& row : views->rows) {
      const TableId id{row[0].value_or(""), row[1].value_or("")};
      if (db::isSystemDatabase(id.database)) continue;
      if (!context.pair.objects.matches(id.database, id.table)) continue;
      if (count++ == 0) example = id.text();
    }
    if (count > 0) {
      out.push_back(finding("views_left_out", Severity::Notice, site.side));
      out.back().args = {{"count", std::to_string(count)}, {"example", example}};
    }
    return out;
  }

 private:
  Finding chosen(const Context& context, const Site& site) const {
    if (site.tables.empty()) return nothing(context, site);
    std::set<std::string> databases;
    int64_t rows = 0;
    for (const auto& t : site.tables) {
      databases.insert(t->id.database);
      rows += t->rowEstimate;
    }
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args = {{"tables", std::to_string(site.tables.size())},
              {"databases", std::to_string(databases.size())},
              {"rows", std::to_string(rows)}};
    return f;
  }

  Finding nothing(const Context& context, const Site& site) const {
    if (site.side == Side::B && context.pair.forward.types.schema)
      return finding("none_yet", Severity::Passed, site.side);
    Finding f = finding("none", Severity::Error, site.side);
    f.skippable = false;
    f.args = {{"include", join(context.pair.objects.include)},
              {"exclude", join(context.pair.objects.exclude)}};
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeObjects() {
  return std::make_unique<Objects>();
}

}  // namespace twintide::precheck
