#include "engine/link/practice/server_process.h"

namespace twintide::test {
static constexpr practice::Flavour kFlavour = practice::Flavour::OceanBase;
}

#include "tests/precheck/suite_privileges.h"
#include "tests/precheck/suite_settings.h"
#include "tests/precheck/suite_tables.h"

namespace twintide::test {

TEST_CASE("a change log tells what it costs and what it forbids") {
  TestPair pair(kFlavour);
  const PrecheckReport report = pair.check({"change_capture"});
  for (Side side : {Side::A, Side::B}) {
    need(report, "change_log_ok", side);
    need(report, "change_log_cost", side);
    CHECK(need(report, "change_log_columns", side).severity == Severity::Notice);
  }
  CHECK(report.mayStart());
}

}  // namespace twintide::test
