// twintidectl against real MariaDB servers: wrong passwords, a pair from nothing to a passed drill
// over the control socket, and no password in anything that was written.
#include <doctest/doctest.h>

#include "tests/ctl/run_ctl.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;
using test::Ctl;
using test::ctl;
using test::has;
using test::Said;
namespace fs = std::filesystem;

namespace {

const char* const kPassword = "S3cret-Tide!77";

// Everything a run has written, searched for the password.
void checkNowhere(const std::string& dir, const std::vector<std::string>& said) {
  int files = 0;
  for (const auto& e : fs::recursive_directory_iterator(dir)) {
    if (!e.is_regular_file() || e.path().filename() == "hangzhou.password") continue;
    ++files;
    CHECK_MESSAGE(!has(test::readText(e.path().string()), kPassword), e.path().string());
  }
  CHECK(files > 3);
  for (const std::string& text : said) CHECK_FALSE(has(text, kPassword));
}

// Two servers with an account that has a password, and a workspace with a pair between them.
struct Pair {
  test::TempDir dir;
  std::string ws = dir / "ws";
  test::Env env{{"TWINTIDE_TEST_PW", kPassword}};
  test::PairText text;
  std::vector<std::string> said;

  Pair() {
    for (int i : {0, 1}) {
      auto s = test::session(test::server(Flavour::MariaDb, i));
      test::run(*s, {"DROP DATABASE IF EXISTS shop", "DROP DATABASE IF EXISTS twintide",
                     std::string("CREATE OR REPLACE USER tt@'%' IDENTIFIED BY '") + kPassword + "'",
                     "GRANT ALL ON *.* TO tt@'%' WITH GRANT OPTION"});
    }
    auto a = session(0);
    test::run(*a, {"CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY, n INT)",
                   "INSERT INTO shop.item VALUES (1,10),(2,20)"});
    test::writeText(dir / "hangzhou.password", std::string(kPassword) + "\n");
    fs::permissions(dir / "hangzhou.password", fs::perms::owner_read);
    text.user = "tt";
    text.portA = test::server(Flavour::MariaDb, 0).port();
    text.portB = test::server(Flavour::MariaDb, 1).port();
    text.refA = "env:TWINTIDE_TEST_PW";
    text.refB = "file:" + (dir / "hangzhou.password");
    test::writeText(dir / "pair.yaml", text.text());
    REQUIRE(run({"pair", "create", "-f", dir / "pair.yaml"}).code == 0);
  }

  static std::unique_ptr<db::Session> session(int i) {
    return test::session(test::server(Flavour::MariaDb, i));
  }

  Said run(test::Words args) {
    args.insert(args.begin(), {"--workspace", ws});
    Said s = ctl(args, env);
    said.push_back(s.out);
    said.push_back(s.err);
    return s;
  }
};

std::string states(const Said& status) {
  const store::Json pair = status.json()["pairs"][0];
  return pair["forward"]["state"].get<std::string>() + " " +
         pair["reverse"]["state"].get<std::string>();
}

}  // namespace

TEST_CASE("a wrong password is told as such, the right one connects, and neither is written") {
  Pair p;
  const Said good = p.run({"source", "test", "beijing"});
  CHECK_MESSAGE(good.code == 0, good.err);
  CHECK(has(good.out, "MariaDB"));
  CHECK(p.run({"source", "test", "hangzhou"}).code == 0);
  p.env["TWINTIDE_TEST_PW"] = std::string(kPassword) + "x";
  const Said wrong = p.run({"source", "test", "beijing"});
  CHECK(wrong.code == 4);
  CHECK(has(wrong.err, "the login of tt is denied"));
  CHECK(p.run({"precheck", "orders"}).code == 5);
  CHECK(p.run({"serve"}).code != 0);
  fs::permissions(p.dir / "hangzhou.password", fs::perms(0644));
  const Said loose = p.run({"source", "test", "hangzhou"});
  CHECK(loose.code == 0);
  CHECK(has(loose.err, "can be read by others"));
  checkNowhere(p.dir.path, p.said);
}

TEST_CASE("a pair from a file to a passed drill, commanded from other shells") {
  Pair p;
  const Said checked = p.run({"precheck", "orders", "--html", p.dir / "precheck.html"});
  REQUIRE_MESSAGE(checked.code == 0, checked.out << checked.err);
  CHECK(has(test::readText(p.dir / "precheck.html"), "</html>"));
  Ctl serve({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(serve.says("orders started"), serve.out << serve.err);
  CHECK_FALSE(has(test::readText("/proc/" + std::to_string(serve.pid()) + "/cmdline"), kPassword));
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  auto b = p.session(1);
  CHECK(*b->scalar("SELECT COUNT(*) FROM shop.item") == "2");

  CHECK(p.run({"pause", "orders"}).code == 0);
  CHECK(states(p.run({"status", "orders", "--json"})) == "paused paused");
  CHECK(has(p.run({"status"}).out, "paused"));
  auto a = p.session(0);
  test::run(*a, {"INSERT INTO shop.item VALUES (3,30)"});
  const Said resumed = p.run({"resume", "orders"});
  CHECK_MESSAGE(resumed.code == 0, resumed.err);
  CHECK(test::eventually([&] { return *b->scalar("SELECT COUNT(*) FROM shop.item") == "3"; }));

  const Said drill = p.run({"drill", "orders", "--html", p.dir / "drill.html"});
  CHECK_MESSAGE(drill.code == 0, drill.out << drill.err);
  CHECK(has(drill.out, "Drill passed"));
  CHECK(has(test::readText(p.dir / "drill.html"), "7"));
  const Said json = p.run({"drill", "orders", "--json"});
  CHECK(json.json()["drill"]["passed"] == true);
  CHECK(json.json()["drill"]["steps"].size() == 7);

  CHECK(p.run({"pair", "remove", "orders"}).code == 1);  // it is running
  CHECK(p.run({"stop", "orders"}).code == 0);
  CHECK(has(p.run({"events", "orders"}).out, "stopped"));
  CHECK(p.run({"conflicts", "orders"}).code == 0);
  serve.signal(SIGTERM);
  CHECK(serve.wait() == 0);
  p.said.push_back(serve.out);
  p.said.push_back(serve.err);
  CHECK(p.run({"status"}).code == 7);
  CHECK(p.run({"pair", "clean-up", "orders"}).code == 0);
  checkNowhere(p.dir.path, p.said);
}

TEST_CASE("SIGTERM stops running links cleanly, and they go on where they were") {
  Pair p;
  {
    Ctl serve({"--workspace", p.ws, "start", "orders", "--serve"}, p.env);
    REQUIRE_MESSAGE(serve.says("orders started"), serve.out << serve.err);
    REQUIRE(test::eventually([&] {
      return states(p.run({"status", "--json"})) == "running running";
    }));
    serve.signal(SIGTERM);
    CHECK(serve.wait() == 0);
    CHECK(has(serve.out, "Stopped."));
  }
  auto a = p.session(0), b = p.session(1);
  test::run(*a, {"INSERT INTO shop.item VALUES (9,90)"});
  Ctl again({"--workspace", p.ws, "serve"}, p.env);
  REQUIRE(again.says("orders started"));
  CHECK(test::eventually([&] { return *b->scalar("SELECT COUNT(*) FROM shop.item") == "3"; }));
  again.signal(SIGINT);
  CHECK(again.wait() == 0);
}

TEST_CASE("the demo runs from nothing to a passed drill and writes its report") {
  test::TempDir dir;
  Ctl demo({"demo", "--servers", "mariadb", "--out", dir / "out"});
  const int code = demo.wait(std::chrono::seconds(180));
  CHECK_MESSAGE(code == 0, demo.out << demo.err);
  for (const char* part : {"Practice pair: MariaDB", "北京", "杭州", "Drill passed", "report.html"})
    CHECK_MESSAGE(has(demo.out, part), demo.out);
  CHECK(has(test::readText(dir / "out/report.html"), "</html>"));
  // A second run meets the folders of the first.
  Ctl again({"demo", "--servers", "mariadb", "--out", dir / "out", "--json", "--lang", "zh"});
  CHECK(again.wait(std::chrono::seconds(180)) == 0);
  const store::Json json = store::parseJson(again.out);
  CHECK(json["drill"]["passed"] == true);
  CHECK(json["servers"] == "mariadb");
}
