// A second unique key: both sides may take the same value for different rows at the same time.
// Where the key is over an expression, nobody can tell which row holds it
// (engine/apply/unique_where).
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
    for (const auto& t : site.tables) look(site.side, *t, out);
    if (!out.empty()) return out.take();
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args["tables"] = std::to_string(site.tables.size());
    return Findings{f};
  }

 private:
  void look(Side side, const TableSchema& t, Capped& out) const {
    const int identity = t.identityKey();
    std::vector<std::string> names;
    for (int i = 0; i < static_cast<int>(t.keys.size()); ++i) {
      const Key& key = t.keys[static_cast<size_t>(i)];
      if (i == identity || !key.unique) continue;
      if (key.hidden > 0)
        out.add(about("expression", side, t, {{"key", key.name}}));
      else
        names.push_back(key.name);
    }
    if (names.empty()) return;
    out.add(
        about("second", side, t, {{"keys", join(names)}, {"count", std::to_string(names.size())}}));
  }
  Finding about(const char* reason, Side side, const TableSchema& t,
                std::map<std::string, std::string> args) const {
    Finding f = finding(reason, Severity::Warning, side);
    f.object = t.id.text();
    f.args = std::move(args);
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeUniqueKeys() {
  return std::make_unique<UniqueKeys>();
}

}  // namespace twintide::precheck
