// The days of history that workspace.yaml names hold for what the programs write.
#include <doctest/doctest.h>

#include "engine/base/clock.h"
#include "engine/store/history.h"
#include "tests/ctl/run_ctl.h"

using namespace twintide;
using test::ctl;

namespace {

constexpr int64_t kDayUs = 86'400'000'000;

std::unique_ptr<store::History> opened(const std::string& file) {
  store::HistoryLimits all;
  all.reportDays = 3650;
  auto history = store::History::open(file, false, all);
  REQUIRE(history);
  return std::move(*history);
}

}  // namespace

TEST_CASE("rows older than keep_days go when a program writes to the history") {
  test::TempDir dir;
  const std::string ws = dir / "ws";
  test::writeText(dir / "pair.yaml", test::PairText{}.text());  // port 1: nobody answers
  REQUIRE(ctl({"--workspace", ws, "pair", "create", "-f", dir / "pair.yaml"}).code == 0);
  {
    auto history = opened(ws + "/history.sqlite");
    for (const int days : {9, 4}) {
      Conflict c;
      c.linkId = "orders.fwd";
      c.key = "age=" + std::to_string(days);
      c.atUs = systemClock().wallUs() - days * kDayUs;
      REQUIRE(history->addConflicts({c}));
    }
  }
  const auto keys = [&](const char* days) {
    test::writeText(ws + "/workspace.yaml",
                    std::string("version: 1\nhistory:\n  keep_days: ") + days + "\n");
    (void)ctl({"--workspace", ws, "precheck", "orders"});  // its report is written down
    std::string out;
    const auto kept = opened(ws + "/history.sqlite")->conflicts("orders", 0, 10);
    REQUIRE(kept);
    for (const Conflict& c : *kept) out += c.key + " ";
    return out;
  };
  CHECK(keys("30") == "age=4 age=9 ");
  CHECK(keys("7") == "age=4 ");
  CHECK(keys("2").empty());
}
