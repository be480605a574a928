// How long a paused link can stay paused before its log is gone.
#include <cstdlib>

#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

constexpr int64_t kNeedBinlog = 24 * 3600;
constexpr int64_t kNeedUndo = 1800;  // OceanBase's own default

class LogRetention final : public SideCheck {
 public:
  const char* id() const override { return "log_retention"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    if (site.kind() == ServerKind::OceanBase) return undo(site);
    return Findings{binlog(site)};
  }

 private:
  static int64_t keptSeconds(const Site& site) {
    if (site.variable("binlog_expire_logs_auto_purge") == "OFF") return 0;  // MySQL 8.0.29+
    if (const int64_t s = site.number("binlog_expire_logs_seconds"); s > 0) return s;
    // MariaDB 10.6+ has fractions of days here.
    const std::string days = site.variable("expire_logs_days");
    return static_cast<int64_t>(std::strtod(days.c_str(), nullptr) * 86400);
  }

  Finding measured(const Site& site, bool enough, const char* ok, const char* bad) const {
    return finding(enough ? ok : bad, enough ? Severity::Passed : Severity::Warning, site.side);
  }

  Finding binlog(const Site& site) const {
    const int64_t kept = keptSeconds(site);
    const bool enough = kept == 0 || kept >= kNeedBinlog;
    Finding f = measured(site, enough, "ok", "too_short");
    f.args["need_seconds"] = std::to_string(kNeedBinlog);
    if (kept > 0) f.args["seconds"] = std::to_string(kept);
    if (enough) return f;
    const bool inSeconds = site.variables.count("binlog_expire_logs_seconds") > 0;
    f.object = inSeconds ? "binlog_expire_logs_seconds" : "expire_logs_days";
    const std::string value = inSeconds ? std::to_string(kNeedBinlog) : "1";
    remedyBySetting(f, site, f.object, value, value);
    f.remedyNeedsReconnect = false;
    return f;
  }

  Result<Findings> undo(Site& site) const {
    auto rows = site.session->query("SHOW PARAMETERS LIKE 'undo_retention'", 1);
    if (!rows) return fail(rows.error());
    const int64_t kept = rows->integer(0, "value");
    Finding f = measured(site, kept >= kNeedUndo, "undo_ok", "undo_short");
    f.object = "undo_retention";
    f.args = {{"seconds", std::to_string(kept)}, {"need_seconds", std::to_string(kNeedUndo)}};
    if (kept >= kNeedUndo) return Findings{f};
    f.remedySql = {"ALTER SYSTEM SET undo_retention=" + std::to_string(kNeedUndo)};
    f.remedySide = site.side;
    remedyNeeds(f, site, setGlobalPrivileges(site, f.object));
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeLogRetention() {
  return std::make_unique<LogRetention>();
}

}  // namespace twintide::precheck
