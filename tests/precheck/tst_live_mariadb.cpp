#include "engine/link/practice/server_process.h"

namespace twintide::test {
static constexpr practice::Flavour kFlavour = practice::Flavour::MariaDb;
}

#include "tests/precheck/suite_privileges.h"
#include "tests/precheck/suite_settings.h"
#include "tests/precheck/suite_tables.h"

using namespace twintide;
using namespace twintide::test;

namespace {

// An account at A with these global privileges beside what the pair itself needs.
void useAccountWith(TestPair& pair, const std::string& privileges) {
  useBareAccount(pair, Side::A, "pc_split");
  run(*pair.rootA, {"GRANT ALL ON pc_shop.* TO 'pc_split'@'%'",
                    "GRANT BINLOG MONITOR, " + privileges + " ON *.* TO 'pc_split'@'%'"});
}

}  // namespace

// MariaDB 10.5 split SUPER up; what a setting needs is named right when the account can change it.
TEST_CASE("the parts of SUPER count for the settings they are good for, and for no others") {
  TestPair pair(kFlavour);
  pair.both({"CREATE TABLE pc_shop.t (id INT PRIMARY KEY, v INT)"});
  const KeepVariable format(*pair.rootA, "binlog_format");
  const KeepVariable image(*pair.rootA, "binlog_row_image");
  const KeepVariable keep(*pair.rootA, "binlog_expire_logs_seconds");
  const KeepVariable readOnly(*pair.rootA, "read_only");
  const KeepVariable packet(*pair.rootA, "max_allowed_packet");
  struct Case {
    const char *check, *reason, *set;
    std::string needs;  // of which any one is enough
    bool afterSuper;    // SUPER is one of them
  };
  const Case cases[] = {
      {"change_capture", "format", "SET GLOBAL binlog_format='MIXED'", "BINLOG ADMIN", true},
      {"change_capture", "row_image", "SET GLOBAL binlog_row_image='MINIMAL'", "BINLOG ADMIN",
       true},
      {"log_retention", "too_short", "SET GLOBAL binlog_expire_logs_seconds=60", "BINLOG ADMIN",
       true},
      {"read_only", "on", "SET GLOBAL read_only=ON", "READ_ONLY ADMIN", false},
      {"max_allowed_packet", "below_group", "SET GLOBAL max_allowed_packet=1048576", "SUPER", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.set);
    for (const std::string& held :
         {std::string("BINLOG ADMIN"), std::string("READ_ONLY ADMIN"), std::string("SUPER")}) {
      CAPTURE(held);
      useAccountWith(pair, held);
      run(*pair.rootA, {c.set});
      const Finding f = need(pair.check({c.check}), c.reason, Side::A);
      CHECK(f.args.at("needs").find(c.needs) != std::string::npos);
      const bool may = held == c.needs || (held == "SUPER" && c.afterSuper);
      CHECK(f.args.at("may_run") == (may ? "yes" : "no"));
      const Status done = precheck::runRemedy(pair.request.a, pair.request.passwordA, f);
      CHECK(done.has_value() == may);
      if (!done) CHECK(done.error().arg("advice") == "admin_login_needed");
      run(*pair.rootA, {"SET GLOBAL read_only=OFF"});
    }
  }
}
