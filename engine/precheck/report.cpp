#include "engine/precheck/report.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace twintide::precheck {
namespace {

using Json = nlohmann::ordered_json;

Json toValue(const Finding& f) {
  Json j;
  j["check"] = f.check;
  j["reason"] = f.reason;
  j["severity"] = toText(f.severity);
  j["state"] = toText(f.state);
  j["side"] = toText(f.side);
  j["object"] = f.object;
  j["args"] = f.args;
  j["skippable"] = f.skippable;
  if (!f.remedySql.empty()) {
    j["remedy"] = {{"side", toText(f.remedySide)},
                   {"sql", f.remedySql},
                   {"needs_reconnect", f.remedyNeedsReconnect}};
  }
  return j;
}

// The enumerator spelled `text`; throws like any other broken document.
template <class E>
E parse(const std::string& text, E last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (text == toText(static_cast<E>(i))) return static_cast<E>(i);
  }
  throw std::invalid_argument(text);
}

Finding toFinding(const Json& j) {
  Finding f;
  f.check = j.at("check");
  f.reason = j.at("reason");
  f.severity = parse<Severity>(j.at("severity"), Severity::Error);
  f.state = parse<FindingState>(j.at("state"), FindingState::CouldNotRun);
  f.side = parse<Side>(j.at("side"), Side::Both);
  f.object = j.at("object");
  f.args = j.at("args").get<std::map<std::string, std::string>>();
  f.skippable = j.at("skippable");
  if (j.contains("remedy")) {
    const Json& r = j["remedy"];
    f.remedySide = parse<Side>(r.at("side"), Side::Both);
    f.remedySql = r.at("sql").get<std::vector<std::string>>();
    f.remedyNeedsReconnect = r.at("needs_reconnect");
  }
  return f;
}

}  // namespace

std::string toJson(const PrecheckReport& report) {
  Json j;
  j["pair"] = report.pair;
  j["started_us"] = report.startedUs;
  j["took_us"] = report.tookUs;
  j["may_start"] = report.mayStart();
  j["counts"] = {{"error", report.count(Severity::Error)},
                 {"warning", report.count(Severity::Warning)},
                 {"notice", report.count(Severity::Notice)},
                 {"passed", report.count(Severity::Passed)}};
  j["findings"] = Json::array();
  for (const Finding& f : report.findings) j["findings"].push_back(toValue(f));
  // Server words may hold any bytes; a broken character must not lose the report.
  return j.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<PrecheckReport> fromJson(const std::string& text) {
  try {
    const Json j = Json::parse(text);
    PrecheckReport report;
    report.pair = j.at("pair");
    report.startedUs = j.at("started_us");
    report.tookUs = j.at("took_us");
    for (const Json& f : j.at("findings")) report.findings.push_back(toFinding(f));
    return report;
  } catch (const std::exception& e) {
    return fail(ErrorCode::FileHalfWritten, {{"reason", e.what()}});
  }
}

}  // namespace twintide::precheck
