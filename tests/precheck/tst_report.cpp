#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/precheck/findings.h"
#include "engine/precheck/precheck.h"
#include "engine/precheck/registry.h"
#include "engine/precheck/report.h"

using namespace twintide;
using namespace twintide::precheck;

namespace {

Finding sample(const std::string& reason) {
  Finding f;
  f.check = "key";
  f.reason = reason;
  f.severity = Severity::Error;
  f.side = Side::B;
  return f;
}

}  // namespace

TEST_CASE("a report survives the way to JSON and back") {
  PrecheckReport report;
  report.pair = "orders";
  report.startedUs = 5;
  report.tookUs = 7;
  Finding f = sample("missing");
  f.object = "shop.日志";
  f.args = {{"rows", "12"}, {"server", "it said \"no\"\n"}};
  f.remedySql = {"SET GLOBAL a='x'", "SET GLOBAL b=2"};
  f.remedySide = Side::B;
  f.remedyNeedsReconnect = true;
  f.skippable = false;
  report.findings = {f, Finding{}};
  report.findings[1].state = FindingState::CouldNotRun;
  auto back = fromJson(toJson(report));
  REQUIRE(back);
  CHECK(back->pair == "orders");
  CHECK(back->tookUs == 7);
  CHECK(back->findings == report.findings);
  CHECK(toJson(*back) == toJson(report));
}

TEST_CASE("broken bytes do not lose the report, a broken report is an error") {
  PrecheckReport report;
  report.findings = {sample("missing")};
  report.findings[0].args["server"] = "\xff\xfe";
  CHECK(fromJson(toJson(report)));
  for (const char* text : {"", "{", "[]", "{\"pair\":3}", "null"}) {
    CAPTURE(text);
    REQUIRE_FALSE(fromJson(text));
    CHECK(fromJson(text).error().code == ErrorCode::FileHalfWritten);
  }
}

TEST_CASE("long lists stop at fifty and say how many are left") {
  Capped capped;
  for (int i = 0; i < 60; ++i) capped.add(sample("missing"));
  capped.add(sample("approximate"));
  const Findings out = capped.take();
  REQUIRE(out.size() == 52);
  CHECK(out.back().reason == "more");
  CHECK(out.back().args.at("reason") == "missing");
  CHECK(out.back().args.at("count") == "10");
  CHECK(out.back().severity == Severity::Error);
  CHECK(std::count_if(out.begin(), out.end(),
                      [](const Finding& f) { return f.reason == "approximate"; }) == 1);
}

TEST_CASE("check ids are unique and in a fixed order") {
  const auto ids = checkIds();
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
  CHECK(ids.front() == "reachable");
  CHECK(ids[1] == "login");
}

TEST_CASE("an unknown check id is refused before anything is opened") {
  PrecheckRequest request;
  request.onlyChecks = {"nonsense"};
  auto report = runPrecheck(request);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::Internal);
}

TEST_CASE("a run that is told to stop ends as cancelled") {
  std::stop_source stop;
  stop.request_stop();
  auto report = runPrecheck({}, stop.get_token());
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::Cancelled);
}
