// What a server may have lost when it comes back from a crash, or keeps open for ever.
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class Durability final : public SideCheck {
 public:
  const char* id() const override { return "durability"; }

 protected:
  Result<Findings> runSide(Context&, Site& site) override {
    if (site.kind() == ServerKind::OceanBase) return redo(site);
    return Findings{commits(site)};
  }

 private:
  // A commit that the other side has read may be gone after the machine crashes.
  Finding commits(const Site& site) const {
    const char* const names[] = {"sync_binlog", "innodb_flush_log_at_trx_commit"};
    Finding f = finding("ok", Severity::Passed, site.side);
    for (const char* name : names) {
      if (site.variable(name) == "1") continue;
      if (f.reason == "ok") f = finding("relaxed", Severity::Notice, site.side);
      f.object += (f.object.empty() ? "" : ", ") + std::string(name);
      remedyBySetting(f, site, name, "1", "1");
    }
    f.remedyNeedsReconnect = false;
    for (const char* name : names) f.args[name] = site.variable(name);
    return f;
  }

  // seekdb 1.4 writes the redo of a transaction above this size before its commit, and never ends
  // such a transaction after kill -9: its row locks stay (tried).
  Result<Findings> redo(Site& site) const {
    const std::string name = "_private_buffer_size";
    if (!site.session->traits().isSeekdb)
      return Findings{finding("ok", Severity::Passed, site.side)};
    auto rows = site.session->query("SHOW PARAMETERS LIKE '" + name + "'");
    if (!rows) return fail(rows.error());
    // A hidden parameter is shown only where it differs from its default (seekdb 1.4, tried).
    const std::string size = rows->empty() ? "16K" : rows->text(0, "value");
    if (size == "0B") return Findings{finding("ok", Severity::Passed, site.side)};
    Finding f = finding("redo_early", Severity::Warning, site.side);
    f.object = name;
    f.args["size"] = size;
    f.remedySql = {"ALTER SYSTEM SET " + name + "='0B'"};
    f.remedySide = site.side;
    remedyNeeds(f, site, setGlobalPrivileges(site, name));
    return Findings{f};
  }
};

}  // namespace

std::unique_ptr<Check> makeDurability() {
  return std::make_unique<Durability>();
}

}  // namespace twintide::precheck
