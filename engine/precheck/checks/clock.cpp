// "Latest commit wins" and every lag figure compare the clocks of the two servers.
#include <cstdlib>

#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

constexpr int64_t kWarnUs = 1'000'000;
constexpr int64_t kErrorUs = 10'000'000;

class ClockCheck final : public PairCheck {
 public:
  const char* id() const override { return "clock"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    const int64_t skew = c.a.info.clockSkewUs - c.b.info.clockSkewUs;
    const int64_t bound = (c.a.info.roundTripUs + c.b.info.roundTripUs) / 2;
    // Only what is certain counts: the true difference may be smaller by the bound.
    const int64_t certain = std::llabs(skew) - bound;
    const bool error = certain > kErrorUs, warn = certain > kWarnUs;
    Finding f = finding(warn ? "skew" : "ok",
                        error  ? Severity::Error
                        : warn ? Severity::Warning
                               : Severity::Passed,
                        Side::Both);
    f.args = {{"skew_us", std::to_string(skew)},
              {"bound_us", std::to_string(bound)},
              {"skew_a_us", std::to_string(c.a.info.clockSkewUs)},
              {"skew_b_us", std::to_string(c.b.info.clockSkewUs)},
              {"rtt_a_us", std::to_string(c.a.info.roundTripUs)},
              {"rtt_b_us", std::to_string(c.b.info.roundTripUs)},
              {"limit_us", std::to_string(error ? kErrorUs : kWarnUs)}};
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeClock() {
  return std::make_unique<ClockCheck>();
}

}  // namespace twintide::precheck
