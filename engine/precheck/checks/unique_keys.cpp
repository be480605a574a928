// A second unique key: both sides may take the same value for different rows at the same time.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class UniqueKeys final : public SideCheck {
 public:
  const char* id() const override { return "unique_keys"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    Capped out;
    for (const auto& t : site.tables) {
      const int identity = t->identityKey();
      std::vector<std::string> names;
      for (int i = 0; i < static_cast<int>(t->keys.size()); ++i) {
        if (i != identity && t->keys[i].unique) names.push_back(t->keys[i].name);
      }
      if (names.empty()) continue;
      Finding f = finding("second", Severity::Warning, site.side);
      f.object = t->id.text();
      f.args = {{"keys", join(names)}, {"count", std::to_string(names.size())}};
      out.add(std::move(f));
    }
    if (!out.empty()) return out.take();
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args["tables"] = std::to_string(site.tables.size());
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeUniqueKeys() {
  return std::make_unique<UniqueKeys>();
}

}  // namespace twintide::precheck
