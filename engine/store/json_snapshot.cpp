// Link and pair snapshots as JSON.
#include "engine/store/json.h"
#include "engine/store/json_read.h"

namespace twintide::store {
namespace {

// Every plain number of a snapshot with its JSON name; one list serves both ways.
struct Whole {
  const char* key;
  int64_t LinkSnapshot::*member;
};
constexpr Whole kWhole[] = {
    {"since_us", &LinkSnapshot::sinceUs},
    {"lag_us", &LinkSnapshot::lagUs},
    {"lag_measured_us", &LinkSnapshot::lagMeasuredUs},
    {"capture_us", &LinkSnapshot::captureUs},
    {"queue_us", &LinkSnapshot::queueUs},
    {"apply_us", &LinkSnapshot::applyUs},
    {"clock_skew_us", &LinkSnapshot::clockSkewUs},
    {"rows_applied", &LinkSnapshot::rowsApplied},
    {"transactions_applied", &LinkSnapshot::transactionsApplied},
    {"groups_applied", &LinkSnapshot::groupsApplied},
    {"ddl_applied", &LinkSnapshot::ddlApplied},
    {"foreign_seen", &LinkSnapshot::foreignSeen},
    {"local_seen", &LinkSnapshot::localSeen},
    {"looped", &LinkSnapshot::looped},
    {"conflicts", &LinkSnapshot::conflicts},
    {"conflicts_today", &LinkSnapshot::conflictsToday},
    {"queue_items", &LinkSnapshot::queueItems},
    {"queue_bytes", &LinkSnapshot::queueBytes},
    {"retries", &LinkSnapshot::retries},
    {"epoch", &LinkSnapshot::epoch},
    {"group_no", &LinkSnapshot::groupNo},
};
struct Rate {
  const char* key;
  double LinkSnapshot::*member;
};
constexpr Rate kRates[] = {
    {"rows_per_second", &LinkSnapshot::rowsPerSecond},
    {"bytes_per_second", &LinkSnapshot::bytesPerSecond},
    {"transactions_per_second", &LinkSnapshot::transactionsPerSecond},
};

Json toJson(const CopyProgress& c) {
  return {{"tables_total", c.tablesTotal},
          {"tables_done", c.tablesDone},
          {"rows_total_estimate", c.rowsTotalEstimate},
          {"rows_done", c.rowsDone},
          {"current_table", c.currentTable}};
}

CopyProgress copyFrom(const Json& json) {
  CopyProgress c;
  c.tablesTotal = static_cast<int>(numberOf(json, "tables_total"));
  c.tablesDone = static_cast<int>(numberOf(json, "tables_done"));
  c.rowsTotalEstimate = numberOf(json, "rows_total_estimate");
  c.rowsDone = numberOf(json, "rows_done");
  c.currentTable = textOf(json, "current_table");
  return c;
}

Json toJson(const TableCounters& t) {
  return {{"table", t.table},
          {"inserts", t.inserts},
          {"updates", t.updates},
          {"deletes", t.deletes},
          {"rows_per_second", t.rowsPerSecond}};
}

TableCounters tableFrom(const Json& json) {
  TableCounters t;
  t.table = textOf(json, "table");
  t.inserts = numberOf(json, "inserts");
  t.updates = numberOf(json, "updates");
  t.deletes = numberOf(json, "deletes");
  t.rowsPerSecond = realOf(json, "rows_per_second");
  return t;
}

}  // namespace

Json toJson(const LinkSnapshot& l) {
  Json j = {{"link", l.linkId},
            {"direction", toText(l.direction)},
            {"state", toText(l.state)},
            {"position", l.position},
            {"copy", toJson(l.copy)}};
  for (const Whole& w : kWhole) j[w.key] = l.*w.member;
  for (const Rate& r : kRates) j[r.key] = l.*r.member;
  Json tables = Json::array();
  for (const TableCounters& t : l.tables) tables.push_back(toJson(t));
  j["tables"] = std::move(tables);
  if (l.error) j["error"] = toJson(*l.error);
  return j;
}

LinkSnapshot linkFrom(const Json& json) {
  LinkSnapshot l;
  l.linkId = textOf(json, "link");
  readEnum(json, "direction", l.direction);
  readEnum(json, "state", l.state);
  l.position = textOf(json, "position");
  l.copy = copyFrom(memberOf(json, "copy"));
  for (const Whole& w : kWhole) l.*w.member = numberOf(json, w.key, l.*w.member);
  for (const Rate& r : kRates) l.*r.member = realOf(json, r.key);
  for (const Json& t : memberOf(json, "tables")) l.tables.push_back(tableFrom(t));
  if (json.is_object() && json.contains("error")) l.error = errorFrom(json["error"]);
  return l;
}

Json toJson(const PairSnapshot& p) {
  return {{"pair", p.pair},
          {"taken_us", p.takenUs},
          {"forward", toJson(p.forward)},
          {"reverse", toJson(p.reverse)}};
}

PairSnapshot pairSnapshotFrom(const Json& json) {
  PairSnapshot p;
  p.pair = textOf(json, "pair");
  p.takenUs = numberOf(json, "taken_us");
  p.forward = linkFrom(memberOf(json, "forward"));
  p.reverse = linkFrom(memberOf(json, "reverse"));
  return p;
}

}  // namespace twintide::store
