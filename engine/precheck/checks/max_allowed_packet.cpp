// A group travels as one packet, and a row must fit into one.
#include <algorithm>

#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

constexpr int64_t kNeed = 8388608;  // what OMS's precheck asks for in MySQL mode (seed article)

class MaxAllowedPacket final : public Check {
 public:
  const char* id() const override { return "max_allowed_packet"; }

  Findings run(Context& context) override {
    Findings out;
    for (const Site* site : {&context.a, &context.b}) {
      if (!site->session)
        out.push_back(unreachable(site->side, context));
      else if (site->readError)
        out.push_back(queryFailed(site->side, *site->readError));
      else
        out.push_back(look(*site, context.pair.options.groupBytes));
    }
    const int64_t a = context.a.number(id()), b = context.b.number(id());
    if (context.a.readable() && context.b.readable() && a != b) {
      Finding f = finding("differs", Severity::Notice, Side::Both);
      f.object = id();
      f.args = {{"bytes_a", std::to_string(a)}, {"bytes_b", std::to_string(b)}};
      out.push_back(std::move(f));
    }
    return out;
  }

 private:
  Finding look(const Site& site, int64_t groupBytes) const {
    const int64_t bytes = site.number(id());
    // Escaping can double a value's bytes in the SQL text of a group.
    const bool fits = bytes >= 2 * groupBytes;
    const bool enough = fits && bytes >= kNeed;
    Finding f = finding(enough ? "ok"
                        : fits ? "too_small"
                               : "below_group",
                        enough ? Severity::Passed
                        : fits ? Severity::Warning
                               : Severity::Error,
                        site.side);
    f.object = id();
    f.args = {{"bytes", std::to_string(bytes)}, {"need_bytes", std::to_string(kNeed)}};
    if (enough) return f;
    f.skippable = fits;
    f.args["group_bytes"] = std::to_string(groupBytes);
    const std::string want = std::to_string(std::max(kNeed, 2 * groupBytes));
    f.args["need_bytes"] = want;
    remedyBySetting(f, site, id(), want, want);
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeMaxAllowedPacket() {
  return std::make_unique<MaxAllowedPacket>();
}

}  // namespace twintide::precheck
