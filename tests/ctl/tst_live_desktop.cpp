// The desktop program and twintidectl on one workspace: the window's engine takes commands over the
// control socket, and no password is written by either.
#include "tests/ctl/live_bench.h"

#ifdef TWINTIDE_DESKTOP

using namespace twintide;
using test::Ctl;
using test::has;
using test::Said;
using test::states;

namespace {

std::unique_ptr<Ctl> desktop(test::LiveBench& p) {
  test::Env env = p.env;
  env["QT_QPA_PLATFORM"] = "offscreen";
  env["XDG_CONFIG_HOME"] = p.dir / "config";
  return std::make_unique<Ctl>(test::Words{"--workspace", p.ws}, env, "twintide");
}

bool serves(test::LiveBench& p) {
  return test::eventually([&] { return has(p.run({"status", "--json"}).out, "\"serving\":true"); });
}

}  // namespace

TEST_CASE("twintidectl commands the links of an open window") {
  test::LiveBench p;
  auto window = desktop(p);
  REQUIRE_MESSAGE(serves(p), window->err);
  CHECK_FALSE(
      has(test::readText("/proc/" + std::to_string(window->pid()) + "/cmdline"), test::kPassword));
  const Said checked = p.run({"precheck", "orders"});
  CHECK_MESSAGE(checked.code == 0, checked.out << checked.err);
  const Said started = p.run({"start", "orders"});
  REQUIRE_MESSAGE(started.code == 0, started.err);
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  CHECK(p.run({"pause", "orders"}).code == 0);
  CHECK(states(p.run({"status", "--json"})) == "paused paused");
  CHECK(p.run({"resume", "orders"}).code == 0);
  const Said drilled = p.run({"drill", "orders"});
  CHECK_MESSAGE(drilled.code == 0, drilled.out << drilled.err);
  CHECK(p.run({"serve"}).code == 3);  // the window holds the workspace
  CHECK(p.run({"stop", "orders"}).code == 0);
  window->signal(SIGTERM);
  CHECK(window->wait() == 0);
  CHECK_FALSE(std::filesystem::exists(p.ws + "/control.sock"));
  CHECK(p.run({"status"}).code == 7);
  p.said.push_back(window->out);
  p.said.push_back(window->err);
  test::checkNowhere(p.dir.path, p.said);
}

TEST_CASE("a terminated window ends its links cleanly, and they go on where they were") {
  test::LiveBench p;
  auto window = desktop(p);
  REQUIRE(serves(p));
  REQUIRE(p.run({"start", "orders"}).code == 0);
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  window->signal(SIGTERM);
  CHECK(window->wait() == 0);
  auto a = p.session(0), b = p.session(1);
  test::run(*a, {"INSERT INTO shop.item VALUES (9,90)"});
  Ctl serve({"--workspace", p.ws, "serve"}, p.env);
  REQUIRE(serve.says("orders started"));
  CHECK(test::eventually([&] { return *b->scalar("SELECT COUNT(*) FROM shop.item") == "3"; }));
}

TEST_CASE("a window that cannot have its workspace says why and ends") {
  test::LiveBench p;
  Ctl serve({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE(serve.says("Serving"));
  auto second = desktop(p);
  CHECK(second->wait() == 1);
  CHECK(has(second->err, "open in another program"));
  CHECK(has(second->err, std::to_string(serve.pid())));
}

#endif
