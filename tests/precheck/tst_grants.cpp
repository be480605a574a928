#include <doctest/doctest.h>

#include "engine/precheck/grants.h"

using namespace twintide;
using namespace twintide::precheck;

namespace {

Grants from(std::initializer_list<const char*> lines, bool unionOfPatterns = false) {
  Grants g(unionOfPatterns);
  for (const char* line : lines) g.addLine(line);
  return g;
}

}  // namespace

TEST_CASE("an administrator holds everything, in each server's words") {
  for (const char* line :
       {"GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",  // MariaDB
        "GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' WITH GRANT OPTION",  // MySQL 5.7
        "GRANT ALL PRIVILEGES ON *.* TO 'root' WITH GRANT OPTION"}) {           // OceanBase
    CAPTURE(line);
    const Grants g = from({line});
    CHECK(g.hasGlobal("REPLICATION SLAVE"));
    CHECK(g.hasOnDatabase("TRIGGER", "shop"));
    CHECK(g.hasOnTable("SELECT", {"shop", "orders"}));
    CHECK(g.mayGrant());
  }
}

TEST_CASE("MySQL 8 lists single privileges, dynamic ones without blanks, and a PROXY line") {
  const Grants g = from({"GRANT SELECT, INSERT, REPLICATION SLAVE ON *.* TO `r`@`%`",
                         "GRANT BINLOG_ADMIN,SYSTEM_VARIABLES_ADMIN ON *.* TO `r`@`%`",
                         "GRANT PROXY ON ''@'' TO 'r'@'%' WITH GRANT OPTION"});
  CHECK(g.hasGlobal("SYSTEM_VARIABLES_ADMIN"));
  CHECK(g.hasGlobal("replication slave"));
  CHECK_FALSE(g.hasGlobal("DELETE"));
  CHECK_FALSE(g.mayGrant());
  CHECK(g.lines() == 2);
}

TEST_CASE("MariaDB's new names are the old privileges") {
  const Grants g =
      from({"GRANT PROCESS, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `s`@`%` "
            "IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19'"});
  CHECK(g.hasGlobal("REPLICATION CLIENT"));
  CHECK(g.hasGlobal("BINLOG MONITOR"));
  CHECK_FALSE(g.hasGlobal("SLAVE MONITOR"));
}

TEST_CASE("database grants: wildcards, escapes and quotes") {
  const Grants g =
      from({"GRANT SELECT ON `sh\\_op`.* TO `s`@`%`", "GRANT INSERT ON `log%`.* TO `s`@`%`",
            "GRANT UPDATE ON `a``b`.* TO `s`@`%`", "GRANT DELETE ON \"quoted\".* TO `s`@`%`"});
  CHECK(g.hasOnDatabase("SELECT", "sh_op"));
  CHECK_FALSE(g.hasOnDatabase("SELECT", "shXop"));
  CHECK(g.hasOnDatabase("INSERT", "logs_2024"));
  CHECK_FALSE(g.hasOnDatabase("INSERT", "blog"));
  CHECK(g.hasOnDatabase("UPDATE", "a`b"));
  CHECK(g.hasOnDatabase("DELETE", "quoted"));
}

TEST_CASE("of several matching patterns MySQL takes the most specific, OceanBase all") {
  const auto lines = {"GRANT SELECT ON `sh%`.* TO 'mu'@'%'",
                      "GRANT INSERT ON `sh\\_op`.* TO 'mu'@'%'"};
  const Grants mysql = from(lines);
  CHECK(mysql.hasOnDatabase("INSERT", "sh_op"));
  CHECK_FALSE(mysql.hasOnDatabase("SELECT", "sh_op"));
  CHECK(mysql.hasOnDatabase("SELECT", "shop"));
  const Grants oceanBase = from(lines, true);
  CHECK(oceanBase.hasOnDatabase("INSERT", "sh_op"));
  CHECK(oceanBase.hasOnDatabase("SELECT", "sh_op"));
}

TEST_CASE("table grants count, column grants do not") {
  const Grants g = from({"GRANT SELECT (`a`, `b`), INSERT ON `shop`.`t` TO `s`@`%`"});
  CHECK(g.hasOnTable("INSERT", {"shop", "t"}));
  CHECK_FALSE(g.hasOnTable("SELECT", {"shop", "t"}));
  CHECK_FALSE(g.hasOnTable("INSERT", {"shop", "u"}));
  CHECK_FALSE(g.hasOnDatabase("INSERT", "shop"));
}

TEST_CASE("what a role brings counts, what is only granted as a role does not") {
  const Grants g = from({"GRANT `r1` TO `ru`@`%`", "GRANT USAGE ON *.* TO `ru`@`%`",
                         "GRANT SELECT, INSERT ON `shop`.* TO `r1`",
                         "GRANT DELETE ON `shop`.* TO `r2`", "SET DEFAULT ROLE `r1` FOR `ru`@`%`"});
  CHECK(g.hasOnDatabase("INSERT", "shop"));
  CHECK(g.hasOnDatabase("DELETE", "shop"));
  const Grants inactive = from({"GRANT `r1`@`%` TO `ru`@`%`"});
  CHECK_FALSE(inactive.hasOnDatabase("INSERT", "shop"));
  CHECK(inactive.lines() == 0);
}

TEST_CASE("partial revokes take a global privilege back for one database") {
  const Grants g =
      from({"GRANT SELECT, INSERT ON *.* TO `u`@`%`", "REVOKE INSERT ON `pay`.* FROM `u`@`%`"});
  CHECK(g.hasOnDatabase("SELECT", "pay"));
  CHECK_FALSE(g.hasOnDatabase("INSERT", "pay"));
  CHECK(g.hasOnDatabase("INSERT", "shop"));
}

TEST_CASE("routine grants, odd users and rubbish change nothing") {
  Grants g;
  CHECK_FALSE(g.addLine("GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `u`@`%`"));
  CHECK_FALSE(g.addLine(""));
  CHECK_FALSE(g.addLine("GRANT"));
  CHECK_FALSE(g.addLine("GRANT SELECT ON"));
  CHECK_FALSE(g.addLine("GRANT SELECT ON `shop"));
  CHECK(g.addLine("GRANT USAGE ON *.* TO 's'y'@'%'"));
  CHECK(g.addLine("GRANT SELECT ON TABLE `shop`.`t` TO `u`@`%`"));
  CHECK(g.hasOnTable("SELECT", {"shop", "t"}));
  CHECK_FALSE(g.hasGlobal("EXECUTE"));
}

TEST_CASE("names are folded only where the server folds them") {
  Grants fold(true, true), exact(true, false);
  for (Grants* g : {&fold, &exact}) g->addLine("GRANT SELECT ON `Shop`.* TO 'u'");
  CHECK(fold.hasOnDatabase("SELECT", "shop"));
  CHECK_FALSE(exact.hasOnDatabase("SELECT", "shop"));
}

TEST_CASE("accounts and scopes are quoted for a GRANT") {
  CHECK(parseAccount("sync@%").quoted() == "'sync'@'%'");
  CHECK(parseAccount("o'neil@10.0.0.%").quoted() == "'o\\'neil'@'10.0.0.%'");
  CHECK(parseAccount("a@b@host").user == "a@b");
  CHECK(grantScope("sh_op") == "`sh\\_op`.*");
  CHECK(grantScope("50%`x") == "`50\\%``x`.*");
}
