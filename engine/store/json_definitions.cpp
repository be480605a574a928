// Definitions, drills and snapshots as JSON.
#include "engine/store/json.h"
#include "engine/store/json_read.h"

namespace twintide::store {
namespace {

Json toJson(const MigrationTypes& t) {
  return {{"schema", t.schema},
          {"full", t.full},
          {"incremental", t.incremental},
          {"insert", t.insertRows},
          {"update", t.updateRows},
          {"delete", t.deleteRows},
          {"ddl", t.ddl}};
}

Region regionFrom(const Json& json) {
  Region r;
  r.id = textOf(json, "id");
  r.nameLocal = textOf(json, "name");
  r.number = static_cast<int>(numberOf(json, "number"));
  return r;
}

Json toJson(const DrillStep& s) {
  Json j = {
      {"id", toText(s.id)}, {"state", toText(s.state)}, {"took_us", s.tookUs}, {"args", s.args}};
  if (s.error) j["error"] = store::toJson(*s.error);
  return j;
}

DrillStep stepFrom(const Json& json) {
  DrillStep s;
  readEnum(json, "id", s.id);
  readEnum(json, "state", s.state);
  s.tookUs = numberOf(json, "took_us", -1);
  s.args = argsOf(json, "args");
  if (json.is_object() && json.contains("error")) s.error = errorFrom(json["error"]);
  return s;
}

}  // namespace

Json toJson(const Region& r) {
  return {{"id", r.id}, {"name", r.nameLocal}, {"number", r.number}};
}

Json toJson(const DataSource& s) {
  return {{"name", s.name},
          {"kind", toText(s.kind)},
          {"region", toJson(s.region)},
          {"host", s.host},
          {"port", s.port},
          {"tenant", s.tenant},
          {"cluster", s.cluster},
          {"user", s.user},
          {"password_ref", s.passwordRef},
          {"tls",
           {{"mode", toText(s.tls.mode)},
            {"ca_file", s.tls.caFile},
            {"cert_file", s.tls.certFile},
            {"key_file", s.tls.keyFile}}},
          {"log_access", toText(s.logAccess)},
          {"environment", s.environment},
          {"note", s.note}};
}

Json toJson(const PairSpec& p) {
  const PairOptions& o = p.options;
  Json rules = Json::array();
  for (const ConflictRule& rule : p.conflicts.rules) {
    Json kinds = Json::array();
    for (ConflictKind kind : rule.kinds) kinds.push_back(toText(kind));
    rules.push_back({{"policy", toText(rule.kind)},
                     {"tables", rule.tables},
                     {"kinds", kinds},
                     {"column", rule.column}});
  }
  return {{"name", p.name},
          {"label", p.label},
          {"a", p.sourceA},
          {"b", p.sourceB},
          {"objects", {{"include", p.objects.include}, {"exclude", p.objects.exclude}}},
          {"forward", toJson(p.forward.types)},
          {"reverse", toJson(p.reverse.types)},
          {"conflicts",
           {{"policy", toText(p.conflicts.kind)},
            {"winner", p.conflicts.winnerRegion},
            {"column", p.conflicts.column},
            {"rules", rules}}},
          {"options",
           {{"copy_threads", o.copyThreads},
            {"copy_chunk_rows", o.copyChunkRows},
            {"group_rows", o.groupRows},
            {"group_bytes", o.groupBytes},
            {"group_linger_ms", o.groupLingerMs},
            {"heartbeat_ms", o.heartbeatMs},
            {"unsettled_rows", o.unsettledRows},
            {"nonempty_target", toText(o.nonEmptyTarget)}}},
          {"skipped_checks", p.skippedChecks}};
}

Json toJson(const ServerInfo& i) {
  return {{"kind", toText(i.kind)},
          {"version", i.version},
          {"product", i.product},
          {"binlog_readable", i.binlogReadable},
          {"change_log_possible", i.changeLogPossible},
          {"tls_cipher", i.tlsCipher},
          {"round_trip_us", i.roundTripUs},
          {"clock_skew_us", i.clockSkewUs},
          {"databases", i.databases}};
}

Json toJson(const DrillReport& r) {
  Json steps = Json::array();
  for (const DrillStep& s : r.steps) steps.push_back(toJson(s));
  return {{"pair", r.pair},
          {"region_a", toJson(r.regionA)},
          {"region_b", toJson(r.regionB)},
          {"started_us", r.startedUs},
          {"took_us", r.tookUs},
          {"passed", r.passed()},
          {"steps", std::move(steps)}};
}

DrillReport drillFrom(const Json& json) {
  DrillReport r;
  r.pair = textOf(json, "pair");
  r.regionA = regionFrom(memberOf(json, "region_a"));
  r.regionB = regionFrom(memberOf(json, "region_b"));
  r.startedUs = numberOf(json, "started_us");
  r.tookUs = numberOf(json, "took_us");
  for (const Json& s : memberOf(json, "steps")) r.steps.push_back(stepFrom(s));
  return r;
}

}  // namespace twintide::store
