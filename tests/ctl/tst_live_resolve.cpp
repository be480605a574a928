// A row in quarantine, listed and decided from another shell.
#include "tests/ctl/live_bench.h"
#include "tests/ctl/run_terminal.h"

using namespace twintide;
using test::Ctl;
using test::has;
using test::Said;

namespace {

store::Json waiting(test::LiveBench& p) {
  return p.run({"conflicts", "orders", "--waiting", "--json"}).json()["conflicts"];
}

}  // namespace

TEST_CASE("a quarantined row is listed, decided once, and stands on both sides") {
  test::LiveBench p;
  test::writeText(p.dir / "pair.yaml", p.text.text() + "conflicts:\n  policy: quarantine\n");
  REQUIRE(p.run({"pair", "create", "--replace", "-f", p.dir / "pair.yaml"}).code == 0);
  auto a = p.session(0), b = p.session(1);
  auto serve = std::make_unique<Ctl>(test::Words{"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(serve->says("orders started"), serve->out << serve->err);
  REQUIRE(test::eventually([&] {
    return test::states(p.run({"status", "--json"})) == "running running";
  }));
  REQUIRE(p.run({"pause", "orders"}).code == 0);
  test::run(*a, {"UPDATE shop.item SET n=11 WHERE id=1"});
  test::run(*b, {"UPDATE shop.item SET n=12 WHERE id=1"});
  REQUIRE(p.run({"resume", "orders"}).code == 0);
  REQUIRE(test::eventually([&] { return !waiting(p).empty(); }));
  const std::string id = waiting(p)[0]["id"].dump();
  const Said listed = p.run({"conflicts", "orders"});
  CHECK(has(listed.out, "resolve PAIR " + id));
  CHECK(has(listed.out, "n=12"));

  const Said unasked = p.run({"resolve", "orders", id, "--take", "b"});  // nobody to ask
  CHECK(unasked.code == 1);
  CHECK(has(unasked.err, "--yes"));
  const Said wrong = p.run({"resolve", "orders", "999999", "--take", "b", "--yes"});
  CHECK(wrong.code == 1);
  CHECK(has(wrong.err, "No quarantined row waits under the number 999999"));

  const Said done = p.run({"resolve", "orders", id, "--take", "b", "--yes"});
  CHECK_MESSAGE(done.code == 0, done.out << done.err);
  CHECK(test::eventually([&] {
    return *a->scalar("SELECT n FROM shop.item WHERE id=1") == "12" &&
           *b->scalar("SELECT n FROM shop.item WHERE id=1") == "12";
  }));
  CHECK(waiting(p).empty());
  CHECK(has(p.run({"events", "orders"}).out, "Quarantine of shop.item, id=1 ended"));
  CHECK(p.run({"resolve", "orders", id, "--take", "a", "--yes"}).code == 1);
  serve->signal(SIGTERM);
  CHECK(serve->wait() == 0);
}
