#include "engine/store/json.h"

#include "engine/model/enum_text.h"
#include "engine/store/json_read.h"

namespace twintide::store {

std::string text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parseJson(const std::string& text) {
  return Json::parse(text, nullptr, false);
}

Json toJson(const Error& e) {
  Json j = {{"code", std::string(name(e.code))}, {"args", e.args}};
  if (e.serverErrno != 0) j["errno"] = e.serverErrno;
  if (e.retryable) j["retryable"] = true;
  return j;
}

Error errorFrom(const Json& json) {
  Error e;
  e.code = errorCodeFrom(textOf(json, "code")).value_or(ErrorCode::Internal);
  e.args = argsOf(json, "args");
  e.serverErrno = static_cast<unsigned>(numberOf(json, "errno"));
  e.retryable = flagOf(json, "retryable");
  return e;
}

Json toJson(const Event& e) {
  return {{"id", e.id},     {"at_us", e.atUs},  {"level", toText(e.level)},
          {"pair", e.pair}, {"link", e.linkId}, {"code", e.code},
          {"args", e.args}};
}

Event eventFrom(const Json& json) {
  Event e;
  e.id = numberOf(json, "id");
  e.atUs = numberOf(json, "at_us");
  readEnum(json, "level", e.level);
  e.pair = textOf(json, "pair");
  e.linkId = textOf(json, "link");
  e.code = textOf(json, "code");
  e.args = argsOf(json, "args");
  return e;
}

Json toJson(const RowImage& image) {
  Json cells = Json::array();
  for (const ImageCell& c : image)
    cells.push_back({c.column, c.isNull ? Json(nullptr) : bytesJson(c.value)});
  return cells;
}

RowImage imageFrom(const Json& json) {
  RowImage image;
  if (!json.is_array()) return image;
  for (const Json& cell : json) {
    if (!cell.is_array() || cell.size() != 2 || !cell[0].is_string()) continue;
    image.push_back({cell[0].get<std::string>(), bytesFrom(cell[1]), cell[1].is_null()});
  }
  return image;
}

Json toJson(const Conflict& c) {
  return {{"id", c.id},
          {"at_us", c.atUs},
          {"link", c.linkId},
          {"database", c.table.database},
          {"table", c.table.table},
          {"kind", toText(c.kind)},
          {"key", bytesJson(c.key)},
          {"expected", toJson(c.expected)},
          {"incoming", toJson(c.incoming)},
          {"local", toJson(c.local)},
          {"policy", toText(c.policy)},
          {"winner", toText(c.winner)},
          {"position", c.position},
          {"resolved_us", c.resolvedUs}};
}

Conflict conflictFrom(const Json& json) {
  Conflict c;
  c.id = numberOf(json, "id");
  c.atUs = numberOf(json, "at_us");
  c.linkId = textOf(json, "link");
  c.table = {textOf(json, "database"), textOf(json, "table")};
  readEnum(json, "kind", c.kind);
  c.key = bytesFrom(memberOf(json, "key"));
  c.expected = imageFrom(memberOf(json, "expected"));
  c.incoming = imageFrom(memberOf(json, "incoming"));
  c.local = imageFrom(memberOf(json, "local"));
  readEnum(json, "policy", c.policy);
  readEnum(json, "winner", c.winner);
  c.position = textOf(json, "position");
  c.resolvedUs = numberOf(json, "resolved_us");
  return c;
}

Json toJson(const Finding& f) {
  return {{"check", f.check},
          {"reason", f.reason},
          {"severity", toText(f.severity)},
          {"state", toText(f.state)},
          {"side", toText(f.side)},
          {"object", f.object},
          {"args", f.args},
          {"remedy_sql", f.remedySql},
          {"remedy_side", toText(f.remedySide)},
          {"remedy_needs_reconnect", f.remedyNeedsReconnect},
          {"skippable", f.skippable}};
}

Finding findingFrom(const Json& json) {
  Finding f;
  f.check = textOf(json, "check");
  f.reason = textOf(json, "reason");
  readEnum(json, "severity", f.severity);
  readEnum(json, "state", f.state);
  readEnum(json, "side", f.side);
  f.object = textOf(json, "object");
  f.args = argsOf(json, "args");
  for (const Json& sql : memberOf(json, "remedy_sql")) {
    if (sql.is_string()) f.remedySql.push_back(sql.get<std::string>());
  }
  readEnum(json, "remedy_side", f.remedySide);
  f.remedyNeedsReconnect = flagOf(json, "remedy_needs_reconnect");
  f.skippable = flagOf(json, "skippable", true);
  return f;
}

Json toJson(const PrecheckReport& r) {
  Json findings = Json::array();
  for (const Finding& f : r.findings) findings.push_back(toJson(f));
  return {{"pair", r.pair},
          {"started_us", r.startedUs},
          {"took_us", r.tookUs},
          {"errors", r.count(Severity::Error)},
          {"warnings", r.count(Severity::Warning)},
          {"may_start", r.mayStart()},
          {"findings", std::move(findings)}};
}

PrecheckReport precheckFrom(const Json& json) {
  PrecheckReport r;
  r.pair = textOf(json, "pair");
  r.startedUs = numberOf(json, "started_us");
  r.tookUs = numberOf(json, "took_us");
  for (const Json& f : memberOf(json, "findings")) r.findings.push_back(findingFrom(f));
  return r;
}

}  // namespace twintide::store
