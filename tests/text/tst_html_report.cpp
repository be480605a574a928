#include <doctest/doctest.h>

#include "tests/text/program.h"
#include "ui/text/html_report.h"

using namespace twintide;
using namespace twintide::ui;

namespace {

PrecheckReport precheck() {
  PrecheckReport r;
  r.pair = "orders";
  r.startedUs = 1'700'000'000'000'000;
  r.tookUs = 123'000;
  Finding passed;
  passed.check = "clock";
  passed.reason = "ok";
  passed.args = {{"bound_us", "500"}};
  Finding bad;
  bad.check = "key";
  bad.reason = "missing";
  bad.severity = Severity::Error;
  bad.side = Side::B;
  bad.object = "shop.<script>alert(1)</script>";
  bad.remedySql = {"ALTER TABLE `a&b` ADD x INT"};
  bad.remedySide = Side::B;
  r.findings = {passed, bad};
  return r;
}

DrillReport drill() {
  DrillReport d;
  d.pair = "orders";
  d.regionA = {"cn-beijing", "北京", 100};
  d.regionB = {"cn-hangzhou", "杭州", 101};
  d.steps = {{DrillStepId::InsertAtA, DrillStepState::Passed, 12'000, {{"rows", "2"}}, {}},
             {DrillStepId::CreateTable,
              DrillStepState::Failed,
              -1,
              {},
              Error(ErrorCode::TimedOut, {{"what", "<b>"}})}};
  return d;
}

}  // namespace

TEST_CASE("a report is one page on its own, with every text of a server escaped") {
  for (const char* language : test::kLanguages) {
    REQUIRE(test::speak(QString::fromLatin1(language)));
    for (const QString& html : {text::precheckHtml(precheck(), {}), text::drillHtml(drill()),
                                text::pairHtml(precheck(), drill())}) {
      CHECK(html.startsWith(u"<!doctype html>"));
      CHECK(html.trimmed().endsWith(u"</html>"));
      CHECK_FALSE(html.contains(u"<script"));
      CHECK_FALSE(html.contains(u"<b>b"));
      CHECK_FALSE(html.contains(u"http"));  // nothing is fetched
      CHECK_FALSE(html.contains(u"%1"));
      CHECK(html.contains(u"#1f6feb"));
      CHECK(html.contains(u"@media print"));
      CHECK(html.count(u"<tr>") == html.count(u"</tr>"));
    }
  }
}

TEST_CASE("errors stand before what passed, with SQL and the side it is for") {
  REQUIRE(test::speak(QStringLiteral("en")));
  const QString html =
      text::precheckHtml(precheck(), {QStringLiteral("北京"), QStringLiteral("杭州")});
  CHECK(html.indexOf(u"✕ ") < html.indexOf(u"clocks agree"));
  CHECK(html.contains(u"`a&amp;b`"));
  CHECK(html.contains(u"To be run on 杭州:"));
  CHECK(html.contains(u"must not start"));
}

TEST_CASE("a drill report tells the milliseconds and what failed, in Chinese too") {
  REQUIRE(test::speak(QStringLiteral("zh_CN")));
  const QString html = text::drillHtml(drill());
  CHECK(html.contains(u"lang=\"zh-CN\""));
  CHECK(html.contains(u"12 ms"));
  CHECK(html.contains(u"双活演练失败"));
  CHECK(html.contains(u"超时未完成：&lt;b&gt;"));
  CHECK(html.contains(u"在北京插入的行到达杭州"));
}
