// Two replicators on the same tables send each other's writes around.
#include <fnmatch.h>

#include "engine/precheck/checks/checks.h"
#include "engine/precheck/findings.h"

namespace twintide::precheck {
namespace {

struct ForeignMarker {
  const char* database;  // shell patterns, lower case
  const char* table;
  const char* tool;
};

// Where other tools keep their loop marks and checkpoints (oms.md §4, engines.md §1).
constexpr ForeignMarker kMarkers[] = {
    {"*", "drc_txn*", "OMS"},
    {"omstxndb", "*", "OMS"},
    {"*", "drc.t*x_begin4unit_mark_*", "OMS"},
    {"drc", "heartbeat", "OMS"},
    {"retl", "retl_*", "otter"},
    {"retl", "xdual", "otter"},
    {"dtle", "gtid_executed*", "dtle"},
    {"dm_meta", "*", "TiDB DM"},
    {"tidb_cdc", "*", "TiCDC"},
    {"apecloud_resumer*", "*", "ape-dts"},
    {"*", "apedts_*", "ape-dts"},
    {"*", "sym_node_identity", "SymmetricDS"},
    {"*", "attrep_*", "Qlik Replicate"},
    {"*", "awsdms_*", "AWS DMS"},
};

const char* toolOf(const std::string& database, const std::string& table) {
  for (const ForeignMarker& m : kMarkers) {
    if (fnmatch(m.database, lowerCase(database).c_str(), 0) == 0 &&
        fnmatch(m.table, lowerCase(table).c_str(), 0) == 0)
      return m.tool;
  }
  return nullptr;
}

constexpr unsigned kAccessDenied = 1227;

class OtherTools final : public SideCheck {
 public:
  const char* id() const override { return "other_tools"; }

 protected:
  Result<Findings> runSide(Context& context, Site& site) override {
    Capped out;
    auto rows = site.session->query(
        "SELECT table_schema, table_name FROM information_schema.tables WHERE "
        "table_type='BASE TABLE' AND LOWER(table_schema) NOT IN ('information_schema','mysql',"
        "'performance_schema','sys','oceanbase','twintide')");
    if (!rows) return fail(rows.error());
    for (const auto& row : rows->rows) {
      const std::string database = row[0].value_or(""), table = row[1].value_or("");
      const char* tool = toolOf(database, table);
      if (!tool) continue;
      Finding f = finding("marker_table", Severity::Warning, site.side);
      f.object = database + "." + table;
      f.args["tool"] = tool;
      out.add(std::move(f));
    }
    auto seen = replication(out, context, site);
    if (!seen) return fail(seen.error());
    if (!out.empty()) return out.take();
    Finding f = finding("none", Severity::Passed, site.side);
    f.args["replication"] = *seen;
    return Findings{f};
  }

 private:
  // "none", "unreadable" or "present".
  Result<std::string> replication(Capped& out, Context& context, Site& site) const {
    if (site.kind() == ServerKind::OceanBase) return std::string("none");
    const bool maria = site.kind() == ServerKind::MariaDb;
    const bool newWord = !maria && site.info.versionNumber >= 80400;
    auto rows = site.session->query(maria     ? "SHOW ALL SLAVES STATUS"
                                    : newWord ? "SHOW REPLICA STATUS"
                                              : "SHOW SLAVE STATUS");
    if (!rows && rows.error().serverErrno == kAccessDenied) return std::string("unreadable");
    if (!rows) return fail(rows.error());
    for (size_t i = 0; i < rows->rows.size(); ++i) {
      const char* side = newWord ? "Source_" : "Master_";
      const std::string host = rows->text(i, std::string(side) + "Host");
      const std::string port = rows->text(i, std::string(side) + "Port");
      out.add(replica(context, site,
                      {host, port, rows->text(i, std::string(side) + "UUID"),
                       rows->text(i, std::string(side) + "Server_Id")}));
    }
    return std::string(rows->empty() ? "none" : "present");
  }

  struct Master {
    std::string host, port, uuid, serverId;
  };

  Finding replica(Context& context, const Site& site, const Master& m) const {
    const Site& other = context.other(site.side);
    const bool byUuid = !m.uuid.empty() && m.uuid == other.info.uuid;
    // MariaDB tells no uuid, and a host has many names: the server id stands in for the name.
    const bool sameId = !m.serverId.empty() && m.serverId == other.variable("server_id");
    const bool byAddress =
        (m.host == other.source.host || sameId) && m.port == std::to_string(other.source.port);
    const bool native = byUuid || byAddress;
    Finding f = finding(native ? "native_replication" : "replica",
                        native ? Severity::Error : Severity::Warning, site.side);
    f.skippable = !native;
    f.args = {{"host", m.host}, {"port", m.port}};
    if (!native) {
      const std::string old = site.variable("log_slave_updates");
      const std::string logged = old.empty() ? site.variable("log_replica_updates") : old;
      f.args["logged"] = logged == "ON" ? "yes" : "no";
    }
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeOtherTools() {
  return std::make_unique<OtherTools>();
}

}  // namespace twintide::precheck
