// Markers of an earlier link with the same id would make a new one skip what it must apply.
#include <algorithm>

#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class Leftovers final : public SideCheck {
 public:
  const char* id() const override { return "leftovers"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    auto tables = site.session->query(
        "SELECT LOWER(table_name) FROM information_schema.tables WHERE table_schema='twintide'");
    if (!tables) return fail(tables.error());
    std::vector<std::string> present;
    bool marker = false;
    for (const auto& row : tables->rows) {
      present.push_back(row[0].value_or(""));
      marker = marker || present.back() == db::kMarker;
    }
    Findings out;
    if (marker) {
      auto rows = site.session->query(
          "SELECT link_id, MAX(group_no) AS group_no, MAX(applied_us) AS applied_us "
          "FROM twintide.marker WHERE stream>=0 GROUP BY link_id ORDER BY link_id");
      if (!rows) return fail(rows.error());
      out = judge(context, site, *rows, present);
    }
    if (out.empty()) out.push_back(finding("none", Severity::Passed, site.side));
    return out;
  }

 private:
  Findings judge(const Context& context, const Site& site, const db::Rows& rows,
                 const std::vector<std::string>& present) const {
    Findings out;
    std::vector<std::string> others;
    for (size_t i = 0; i < rows.rows.size(); ++i) {
      const std::string link = rows.text(i, "link_id");
      const bool ours = link == context.pair.linkId(Direction::Forward) ||
                        link == context.pair.linkId(Direction::Reverse);
      if (!ours) {
        others.push_back(link);
        continue;
      }
      Finding f = finding("marker_left", context.pairHasRun ? Severity::Notice : Severity::Warning,
                          site.side);
      f.object = "twintide.marker";
      f.args = {{"link", link},
                {"group_no", rows.text(i, "group_no")},
                {"applied_us", rows.text(i, "applied_us")}};
      if (!context.pairHasRun) f.remedySql = removal(link, present);
      f.remedySide = site.side;
      out.push_back(std::move(f));
    }
    if (!others.empty()) {
      Finding f = finding("other_links", Severity::Notice, site.side);
      f.object = "twintide.marker";
      f.args["links"] = join(others);
      out.push_back(std::move(f));
    }
    return out;
  }

  static std::vector<std::string> removal(const std::string& link,
                                          const std::vector<std::string>& present) {
    std::vector<std::string> sql;
    for (const std::string& table : db::linkTables()) {
      if (std::find(present.begin(), present.end(), table) != present.end())
        sql.push_back("DELETE FROM twintide." + table + " WHERE link_id=" + db::quoteText(link));
    }
    return sql;
  }
};

}  // namespace

std::unique_ptr<Check> makeLeftovers() {
  return std::make_unique<Leftovers>();
}

}  // namespace twintide::precheck
