// Are both ends one server? A uuid may be copied with a data folder, so a lock decides.
#include <fmt/format.h>

#include "engine/base/clock.h"
#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

class SameServer final : public PairCheck {
 public:
  const char* id() const override { return "same_server"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    // Unique enough for the second that the probe takes.
    const std::string lock = fmt::format("twintide_probe_{}", systemClock().wallUs());
    auto taken = c.a.session->scalar("SELECT GET_LOCK('" + lock + "',0)");
    if (!taken) return fail(taken.error());
    auto seen = c.b.session->scalar("SELECT IS_USED_LOCK('" + lock + "')");
    auto released = c.a.session->scalar("SELECT RELEASE_LOCK('" + lock + "')");
    if (!seen) return fail(seen.error());
    if (!released) return fail(released.error());
    if (*taken == "1" && !seen->empty()) return Findings{same(c)};
    return Findings{different(c)};
  }

 private:
  Finding same(const Context& c) const {
    Finding f = finding("same", Severity::Error, Side::Both);
    f.skippable = false;
    f.args = {{"host_a", c.a.source.host},
              {"port_a", std::to_string(c.a.source.port)},
              {"host_b", c.b.source.host},
              {"port_b", std::to_string(c.b.source.port)}};
    return f;
  }

  Finding different(const Context& c) const {
    // MariaDB has no uuid of its own; what stands in for it may be equal in two containers.
    const bool copied =
        !c.a.info.uuid.empty() && c.a.info.uuid == c.b.info.uuid && c.a.kind() == ServerKind::MySql;
    Finding f = finding(copied ? "uuid_copied" : "ok",
                        copied ? Severity::Warning : Severity::Passed, Side::Both);
    if (copied)
      f.args = {{"uuid", c.a.info.uuid}};
    else
      f.args = {{"uuid_a", c.a.info.uuid}, {"uuid_b", c.b.info.uuid}};
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeSameServer() {
  return std::make_unique<SameServer>();
}

}  // namespace twintide::precheck
