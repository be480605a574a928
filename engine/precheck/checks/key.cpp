// A row without a key cannot be found again at the other side.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class KeyCheck final : public SideCheck {
 public:
  const char* id() const override { return "key"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    Capped out;
    for (const auto& t : site.tables) {
      const int key = t->identityKey();
      if (key < 0)
        out.add(missing(site, *t));
      else
        approximate(out, site, *t, t->keys[key]);
    }
    if (out.empty()) {
      Finding f = finding("ok", Severity::Passed, site.side);
      f.args["tables"] = std::to_string(site.tables.size());
      return Findings{f};
    }
    return out.take();
  }

 private:
  Finding missing(const Site& site, const TableSchema& t) const {
    Finding f = finding("missing", Severity::Error, site.side);
    f.object = t.id.text();
    f.skippable = false;
    f.args["rows"] = std::to_string(t.rowEstimate);
    f.args["unique_nullable"] = "";
    for (const Key& k : t.keys) {
      if (k.unique && !k.prefix) f.args["unique_nullable"] = k.name;
    }
    return f;
  }

  void approximate(Capped& out, const Site& site, const TableSchema& t, const Key& key) const {
    for (int c : key.columns) {
      const Column& column = t.columns[c];
      if (column.dataType != "float" && column.dataType != "double") continue;
      Finding f = finding("approximate", Severity::Warning, site.side);
      f.object = t.id.text();
      f.args = {{"key", key.name}, {"column", column.name}, {"type", column.columnType}};
      out.add(std::move(f));
      return;
    }
  }
};

}  // namespace

std::unique_ptr<Check> makeKey() {
  return std::make_unique<KeyCheck>();
}

}  // namespace twintide::precheck
