// Generated columns are computed at each side and never copied.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class GeneratedColumns final : public SideCheck {
 public:
  const char* id() const override { return "generated_columns"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    Capped out;
    for (const auto& t : site.tables) {
      std::vector<std::string> names;
      for (const Column& c : t->columns) {
        if (c.generated) names.push_back(c.name);
      }
      if (names.empty()) continue;
      Finding f = finding("present", Severity::Notice, site.side);
      f.object = t->id.text();
      f.args["columns"] = join(names);
      out.add(std::move(f));
    }
    if (out.empty()) return Findings{finding("none", Severity::Passed, site.side)};
    return out.take();
  }
};

}  // namespace

std::unique_ptr<Check> makeGeneratedColumns() {
  return std::make_unique<GeneratedColumns>();
}

}  // namespace twintide::precheck
