// twintidectl against real MariaDB servers: wrong passwords, a pair from nothing to a passed drill
// over the control socket, and no password in anything that was written.
#include <doctest/doctest.h>

#include "tests/ctl/live_bench.h"

using namespace twintide;
using test::checkNowhere;
using test::Ctl;
using test::ctl;
using test::has;
using test::kPassword;
using test::Said;
using test::states;
using Pair = test::LiveBench;
namespace fs = std::filesystem;

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
