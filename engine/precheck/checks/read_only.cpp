// Both sides are written, so neither may be read-only.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

// MariaDB 12 has more values than ON; everything but these forbids writing.
bool isOff(const std::string& value) {
  return value.empty() || value == "OFF" || value == "0";
}

class ReadOnly final : public SideCheck {
 public:
  const char* id() const override { return "read_only"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    // super_read_only implies read_only, and switching read_only off switches it off, too.
    const bool super = !isOff(site.variable("super_read_only"));
    const std::string value = site.variable("read_only");
    if (!super && isOff(value)) {
      Finding f = finding("ok", Severity::Passed, site.side);
      f.object = "read_only";
      f.args["value"] = value;
      return Findings{f};
    }
    Finding f = finding("on", Severity::Error, site.side);
    f.object = super ? "super_read_only" : "read_only";
    f.skippable = false;
    f.args["value"] = super ? site.variable("super_read_only") : value;
    remedyBySetting(f, site, "read_only", "OFF", "OFF");
    f.remedyNeedsReconnect = false;
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeReadOnly() {
  return std::make_unique<ReadOnly>();
}

}  // namespace twintide::precheck
