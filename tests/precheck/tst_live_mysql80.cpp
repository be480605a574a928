#include "engine/link/practice/server_process.h"

namespace twintide::test {
static constexpr practice::Flavour kFlavour = practice::Flavour::MySql80;
}

#include "tests/precheck/suite_privileges.h"
#include "tests/precheck/suite_settings.h"
#include "tests/precheck/suite_tables.h"

namespace twintide::test {

TEST_CASE("a unique key over an expression is told apart from those that can be searched") {
  TestPair pair(kFlavour);
  for (db::Session* root : {pair.rootA.get(), pair.rootB.get()}) {
    run(*root, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, mail VARCHAR(40), name VARCHAR(40), "
                "low VARCHAR(40) GENERATED ALWAYS AS (LOWER(name)) STORED, "
                "UNIQUE KEY u_mail ((LOWER(mail))), UNIQUE KEY u_low (low), "
                "KEY plain ((UPPER(mail))))"});
  }
  const PrecheckReport report = pair.check({"unique_keys"});
  CHECK(report.mayStart());
  for (const Side side : {Side::A, Side::B}) {
    const Finding f = need(report, "expression", side, "pc_shop.t");
    CHECK(f.severity == Severity::Warning);
    CHECK(f.args.at("key") == "u_mail");
    CHECK(need(report, "second", side, "pc_shop.t").args.at("keys") == "u_low");
  }
}

}  // namespace twintide::test
