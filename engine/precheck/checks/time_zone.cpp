// Twintide's own sessions use UTC, so TIMESTAMP values cross unharmed; what applications read
// and what NOW() defaults write still depends on each server's zone.
#include <fmt/format.h>

#include <cstdlib>

#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

struct Stamps {
  int count = 0;
  std::string example;
};

Stamps timestampColumns(const Context& context) {
  Stamps s;
  const auto& tables = context.a.tables.empty() ? context.b.tables : context.a.tables;
  for (const auto& t : tables) {
    for (const Column& c : t->columns) {
      if (c.dataType != "timestamp") continue;
      if (s.count++ == 0) s.example = t->id.text() + "." + c.name;
    }
  }
  return s;
}

// Seconds east of UTC right now; our sessions run in UTC, so the global zone is asked for.
Result<int64_t> offsetOf(Site& site) {
  auto text = site.session->scalar(
      "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), "
      "CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone))");
  if (!text) return fail(text.error());
  return std::strtoll(text->c_str(), nullptr, 10);
}

std::string zoneText(int64_t seconds) {
  const int64_t minutes = std::llabs(seconds) / 60;
  return fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

class TimeZone final : public PairCheck {
 public:
  const char* id() const override { return "time_zone"; }

 protected:
  Result<Findings> runPair(Context& c) override {
    auto a = offsetOf(c.a);
    if (!a) return fail(a.error());
    auto b = offsetOf(c.b);
    if (!b) return fail(b.error());
    const Stamps stamps = timestampColumns(c);
    const bool same = *a == *b, used = stamps.count > 0;
    Finding f = finding(same   ? "ok"
                        : used ? "differs"
                               : "differs_unused",
                        same   ? Severity::Passed
                        : used ? Severity::Warning
                               : Severity::Notice,
                        Side::Both);
    f.object = "time_zone";
    f.args = {{"zone_a", c.a.variable("time_zone")},
              {"zone_b", c.b.variable("time_zone")},
              {"timestamp_columns", std::to_string(stamps.count)}};
    if (same) {
      f.args["offset_seconds"] = std::to_string(*a);
      return Findings{f};
    }
    f.args["offset_a_seconds"] = std::to_string(*a);
    f.args["offset_b_seconds"] = std::to_string(*b);
    if (!used) return Findings{f};
    f.args["example"] = stamps.example;
    const std::string zone = zoneText(*a);
    remedyBySetting(f, c.b, "time_zone", db::quoteText(zone), zone);
    // In a configuration file the variable has another name (MySQL and MariaDB manuals).
    if (!f.args["config"].empty()) f.args["config"] = "default_time_zone='" + zone + "'";
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeTimeZone() {
  return std::make_unique<TimeZone>();
}

}  // namespace twintide::precheck
