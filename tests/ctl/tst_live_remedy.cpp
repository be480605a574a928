// A remedy that the pair's own account may not run, run with an administrator's login that comes
// from a file, the environment or the terminal and is kept nowhere.
#include "tests/ctl/live_bench.h"
#include "tests/ctl/run_terminal.h"

using namespace twintide;
using test::Ctl;
using test::has;
using test::kAdminPassword;
using test::Said;

namespace {

// The pair's account holds nothing at A but its login; "boss" may do everything at both.
struct Poor : test::LiveBench {
  std::unique_ptr<db::Session> a = session(0);

  Poor() {
    env["TWINTIDE_TEST_ADMIN"] = kAdminPassword;
    test::writeText(dir / "boss.password", std::string(kAdminPassword) + "\n");
    std::filesystem::permissions(dir / "boss.password", std::filesystem::perms::owner_read);
    test::run(
        *a, {std::string("CREATE OR REPLACE USER boss@'%' IDENTIFIED BY '") + kAdminPassword + "'",
             "GRANT ALL ON *.* TO boss@'%' WITH GRANT OPTION"});
    takeAway();
  }
  void takeAway() {
    test::run(*a, {"REVOKE ALL PRIVILEGES, GRANT OPTION FROM tt@'%'",
                   "GRANT SELECT ON shop.* TO tt@'%'"});
  }
  test::Words fix(test::Words more) {
    test::Words all{"precheck", "orders", "--fix", "privileges", "--yes"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string grants() {
    const auto n = a->scalar("SELECT COUNT(*) FROM mysql.db WHERE user='tt'");
    if (!n) FAIL(n.error().arg("server"));
    return *n;
  }
};

}  // namespace

TEST_CASE("the pair's own login may not run a GRANT, and the message says what may") {
  Poor p;
  const Said s = p.run(p.fix({}));
  CHECK(s.code == 1);
  CHECK(has(s.err, "administrator's login"));
  CHECK(has(s.err, "--admin-user"));
  CHECK_FALSE(has(s.err, "login of tt is denied"));
  CHECK(p.grants() == "1");
}

TEST_CASE("an administrator's login from the environment and from a file") {
  Poor p;
  const Said env =
      p.run(p.fix({"--admin-user", "boss", "--admin-password-env", "TWINTIDE_TEST_ADMIN"}));
  CHECK_MESSAGE(env.code == 0, env.out << env.err);
  CHECK(has(env.out, "GRANT"));
  p.takeAway();
  const Said file =
      p.run(p.fix({"--admin-user", "boss", "--admin-password-file", p.dir / "boss.password"}));
  CHECK_MESSAGE(file.code == 0, file.out << file.err);
  // And it was for that once: the account of the pair is the one that is checked.
  CHECK(p.run({"precheck", "orders"}).code == 0);
  test::checkNowhere(p.dir.path, p.said);
}

TEST_CASE("what cannot be had or is wrong is told, and nothing is changed") {
  Poor p;
  const Said unset = p.run(p.fix({"--admin-user", "boss", "--admin-password-env", "TT_NOT_SET"}));
  CHECK(unset.code == 4);
  CHECK(has(unset.err, "boss"));
  CHECK(has(unset.err, "TT_NOT_SET"));
  p.env["TWINTIDE_TEST_ADMIN"] = "wrong";
  const Said wrong =
      p.run(p.fix({"--admin-user", "boss", "--admin-password-env", "TWINTIDE_TEST_ADMIN"}));
  CHECK(wrong.code == 4);
  CHECK(has(wrong.err, "the login of boss is denied"));
  CHECK(p.run(p.fix({"--admin-password-env", "X"})).code == 2);
  CHECK(p.run(p.fix({"--admin-user", "boss"})).code == 4);  // nobody to ask
  CHECK(p.grants() == "1");
}

TEST_CASE("asked for on the terminal, without echo") {
  Poor p;
  test::TerminalCtl t(
      {"--workspace", p.ws, "precheck", "orders", "--fix", "privileges", "--admin-user", "boss"},
      p.env);
  REQUIRE(t.shows("[y/N]"));
  t.type("y\n");
  REQUIRE(t.shows("Password of the administrator boss"));
  CHECK_FALSE(has(test::readText("/proc/" + std::to_string(t.pid()) + "/cmdline"), kAdminPassword));
  t.type(std::string(kAdminPassword) + "\n");
  CHECK_MESSAGE(t.wait() == 0, t.shown);
  p.said.push_back(t.shown);
  test::checkNowhere(p.dir.path, p.said);
}

TEST_CASE("through the program that runs the links, the login goes the same way") {
  Poor p;
  Ctl serve({"--workspace", p.ws, "serve"}, p.env);
  REQUIRE(serve.says("Serving"));
  CHECK(serve.wait() != 0);  // the precheck fails, so nothing could be started
  test::run(*p.a, {"GRANT ALL ON *.* TO tt@'%' WITH GRANT OPTION"});
  Ctl again({"--workspace", p.ws, "serve"}, p.env);
  REQUIRE_MESSAGE(again.says("orders started"), again.out << again.err);
  // While it still starts, a lack of rights would end it.
  REQUIRE(test::eventually([&] {
    return test::states(p.run({"status", "--json"})) == "running running";
  }));
  p.takeAway();
  const Said s =
      p.run(p.fix({"--admin-user", "boss", "--admin-password-env", "TWINTIDE_TEST_ADMIN"}));
  CHECK_MESSAGE(s.code == 0, s.out << s.err);
  again.signal(SIGTERM);
  CHECK(again.wait() == 0);
  p.said.push_back(again.out);
  p.said.push_back(again.err);
  test::checkNowhere(p.dir.path, p.said);
}

TEST_CASE("a password that is asked for stands nowhere either") {
  test::LiveBench p;
  p.text.refA = p.text.refB = "prompt";
  test::writeText(p.dir / "pair.yaml", p.text.text());
  REQUIRE(p.run({"pair", "create", "-f", p.dir / "pair.yaml", "--replace"}).code == 0);
  test::TerminalCtl t({"--workspace", p.ws, "serve"}, p.env);
  REQUIRE(t.shows("Password of data source beijing"));
  t.type(std::string(test::kPassword) + "\n");
  REQUIRE(t.shows("Password of data source hangzhou"));
  t.type(std::string(test::kPassword) + "\n");
  REQUIRE_MESSAGE(t.shows("orders started"), t.shown);
  CHECK_FALSE(
      has(test::readText("/proc/" + std::to_string(t.pid()) + "/cmdline"), test::kPassword));
  t.type("\x03");
  CHECK_MESSAGE(t.wait() == 0, t.shown);
  p.said.push_back(t.shown);
  test::checkNowhere(p.dir.path, p.said);
}
