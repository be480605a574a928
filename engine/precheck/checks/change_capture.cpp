// Can the changes of each side be read at all, the way its definition asks for?
#include "engine/db/sql_text.h"
#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

class ChangeCapture final : public SideCheck {
 public:
  const char* id() const override { return "change_capture"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    if (!context.reader(site.side).types.incremental)
      return Findings{finding("nothing_to_read", Severity::Passed, site.side)};
    const bool oceanBase = site.kind() == ServerKind::OceanBase;
    if (site.capture() == Capture::ChangeLog) {
      return oceanBase ? changeLog(site) : Findings{notOffered("change_log_not_offered", site)};
    }
    if (oceanBase && !site.info.binlogReadable)
      return Findings{notOffered("binlog_not_offered", site)};
    return binlog(site);
  }

 private:
  Finding bad(const char* reason, const Site& site, const std::string& object) const {
    Finding f = finding(reason, Severity::Error, site.side);
    f.object = object;
    f.skippable = false;
    return f;
  }

  Finding notOffered(const char* reason, const Site& site) const {
    Finding f = bad(reason, site, "");
    f.args = {{"kind", toText(site.kind())}, {"access", toText(site.source.logAccess)}};
    return f;
  }

  Findings binlog(const Site& site) const {
    Findings out;
    const std::string on = site.variable("log_bin");
    if (on != "ON" && on != "1") {
      out.push_back(bad("binlog_off", site, "log_bin"));
      out.back().args["config"] = "log_bin=binlog\nbinlog_format=ROW\nserver_id=" + idFor(site);
      return out;
    }
    wantValue(out, site, "format", "binlog_format", "ROW");
    wantValue(out, site, "row_image", "binlog_row_image", "FULL");
    // Of MySQL alone: commits must become visible in the order of the log.
    const char* ordered = "binlog_order_commits";
    if (!site.variable(ordered).empty()) wantValue(out, site, "commit_order", ordered, "ON");
    // Empty or unknown is right: PARTIAL_JSON leaves the after image of JSON columns out.
    const std::string options = site.variable("binlog_row_value_options");
    if (!options.empty()) {
      Finding f = bad("partial_json", site, "binlog_row_value_options");
      f.args["value"] = options;
      remedyBySetting(f, site, "binlog_row_value_options", "''", "");
      out.push_back(std::move(f));
    }
    if (site.number("server_id") == 0) {
      Finding f = bad("server_id_zero", site, "server_id");
      f.args["value"] = "0";
      remedyBySetting(f, site, "server_id", idFor(site), idFor(site));
      out.push_back(std::move(f));
    }
    if (out.empty()) {
      out.push_back(finding("binlog_ok", Severity::Passed, site.side));
      out.back().args = {{"format", site.variable("binlog_format")},
                         {"image", site.variable("binlog_row_image")},
                         {"server_id", site.variable("server_id")}};
    }
    return out;
  }

  void wantValue(Findings& out, const Site& site, const char* reason, const std::string& variable,
                 const std::string& need) const {
    const std::string value = site.variable(variable);
    // OceanBase's binlog service may not know the variable; its events are always full rows.
    if (value == need || (value.empty() && site.kind() == ServerKind::OceanBase)) return;
    Finding f = bad(reason, site, variable);
    f.args["value"] = value;
    f.args["need"] = need;
    remedyBySetting(f, site, variable, db::quoteText(need), need);
    out.push_back(std::move(f));
  }

  // A server id that differs between the regions of any pair: 1..128 are left to people.
  static std::string idFor(const Site& site) {
    return std::to_string(7000 + site.source.region.number);
  }

  Findings changeLog(const Site& site) const {
    auto scn = site.session->scalar("SELECT current_scn()");
    if (!scn || scn->empty()) return {unavailable(site, "current_scn", scn)};
    if (!site.tables.empty()) {
      // A table of the pair, since the twintide schema may not be there yet.
      auto row = site.session->scalar("SELECT ORA_ROWSCN FROM " +
                                      db::quoteTable(site.tables.front()->id) + " LIMIT 1");
      if (!row) return {unavailable(site, "ora_rowscn", row)};
    }
    Findings out{finding("change_log_ok", Severity::Passed, site.side),
                 finding("change_log_cost", Severity::Notice, site.side),
                 finding("change_log_columns", Severity::Notice, site.side)};
    out[0].args["scn"] = *scn;
    out[1].args["tables"] = std::to_string(site.tables.size());
    return out;
  }

  Finding unavailable(const Site& site, const char* missing, const Result<std::string>& r) const {
    Finding f = bad("change_log_unavailable", site, "");
    f.args = {{"missing", missing}, {"server", r ? "" : r.error().arg("server")}};
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeChangeCapture() {
  return std::make_unique<ChangeCapture>();
}

}  // namespace twintide::precheck
