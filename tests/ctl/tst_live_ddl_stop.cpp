// A DDL that the other side refuses stops the link; a person skips it or mends its cause and tries
// again, and the rows around it arrive once.
#include "tests/ctl/live_bench.h"
#include "tests/ctl/run_terminal.h"

using namespace twintide;
using test::Ctl;
using test::has;
using test::Said;
using test::states;

namespace {

// Running, then stopped at CREATE TABLE shop.extra, which exists at B with another structure.
struct Stopped : test::LiveBench {
  std::unique_ptr<Ctl> serve;
  std::unique_ptr<db::Session> a = session(0), b = session(1);

  Stopped() {
    serve = std::make_unique<Ctl>(test::Words{"--workspace", ws, "serve", "orders"}, env);
    REQUIRE_MESSAGE(serve->says("orders started"), serve->out << serve->err);
    REQUIRE(reaches("running running"));
    test::run(*b, {"CREATE TABLE shop.extra (id INT PRIMARY KEY, other VARCHAR(9))"});
    test::run(
        *a, {"INSERT INTO shop.item VALUES (3,30)", "CREATE TABLE shop.extra (id INT PRIMARY KEY)",
             "INSERT INTO shop.item VALUES (4,40)"});
    REQUIRE(reaches("failed running"));
  }
  bool reaches(const std::string& wanted) {
    return test::eventually([&] { return states(LiveBench::run({"status", "--json"})) == wanted; });
  }
  std::string rowsAtB() { return *b->scalar("SELECT GROUP_CONCAT(id ORDER BY id) FROM shop.item"); }
  std::string journal() {
    return *b->scalar("SELECT GROUP_CONCAT(phase) FROM twintide.ddl_journal");
  }
  int events(const std::string& text) {
    const std::string out = LiveBench::run({"events", "orders", "--limit", "200"}).out;
    int n = 0;
    for (size_t at = 0; (at = out.find(text, at)) != std::string::npos; ++at) ++n;
    return n;
  }
};

}  // namespace

TEST_CASE("a refused DDL is shown, skipped once, and the link goes on behind it") {
  Stopped p;
  CHECK(p.rowsAtB() == "1,2,3");
  const Said status = p.run({"status"});
  CHECK(status.code == 1);
  CHECK(has(status.out, "failed"));
  const Said shown = p.run({"ddl", "show", "orders"});
  CHECK(shown.code == 0);
  CHECK(has(shown.out, "CREATE TABLE shop.extra"));
  CHECK(has(shown.out, "already exists"));

  const Said unasked = p.run({"ddl", "skip", "orders"});  // nobody to ask
  CHECK(unasked.code == 1);
  CHECK(has(unasked.err, "--yes"));
  CHECK(states(p.run({"status", "--json"})) == "failed running");

  const Said skipped = p.run({"ddl", "skip", "orders", "--yes"});
  CHECK_MESSAGE(skipped.code == 0, skipped.out << skipped.err);
  CHECK(p.journal() == "skipped");
  CHECK(p.reaches("running running"));
  CHECK(test::eventually([&] { return p.rowsAtB() == "1,2,3,4"; }));
  CHECK(p.journal() == "skipped");
  CHECK(p.events("DDL skipped, as a person decided: CREATE TABLE shop.extra") == 1);

  // The decision is used up: the same statement at another place is tried as usual.
  test::run(*p.a, {"DROP TABLE shop.extra"});
  REQUIRE(test::eventually([&] {
    return *p.b->scalar(
               "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema='shop' "
               "AND table_name='extra'") == "0";
  }));
  test::run(*p.b, {"CREATE TABLE shop.extra (id INT PRIMARY KEY, other VARCHAR(9))"});
  test::run(*p.a, {"CREATE TABLE shop.extra (id INT PRIMARY KEY)"});
  CHECK(p.reaches("failed running"));
  p.serve->signal(SIGTERM);
  CHECK(p.serve->wait() == 0);
}

TEST_CASE("with the cause mended, retry runs the statement after all") {
  Stopped p;
  const Said unmended = p.run({"ddl", "retry", "orders"});
  CHECK(unmended.code == 1);
  CHECK(has(unmended.err, "CREATE TABLE shop.extra"));
  CHECK(states(p.run({"status", "--json"})) == "failed running");
  test::run(*p.b, {"DROP TABLE shop.extra"});
  const Said retried = p.run({"ddl", "retry", "orders"});
  CHECK_MESSAGE(retried.code == 0, retried.err);
  CHECK(has(retried.out, "Statement run, orders goes on."));
  CHECK(*p.b->scalar("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema='shop' "
                     "AND table_name='extra'") == "1");
  CHECK(p.journal() == "done");
  CHECK(p.reaches("running running"));
  CHECK(test::eventually([&] { return p.rowsAtB() == "1,2,3,4"; }));
  const Said nothing = p.run({"ddl", "skip", "orders", "--yes"});
  CHECK(nothing.code == 1);
  CHECK(has(nothing.err, "no link stands before a DDL statement"));
}

TEST_CASE("a decision outlives the program: after a kill it is carried out, once") {
  Stopped p;
  const Said shown = p.run({"ddl", "show", "orders", "--json"});
  const std::string position = shown.json()["ddl"]["position"].get<std::string>();
  CHECK_FALSE(position.empty());
  // As if the program had been killed between the journal's row and the new start.
  const std::string row = "REPLACE INTO twintide.ddl_journal SELECT link_id,group_no+1,'" +
                          position +
                          "','skip','',0,0,0 FROM twintide.marker WHERE stream=0 AND "
                          "link_id='orders.fwd'";
  p.serve->signal(SIGKILL);
  CHECK(p.serve->wait() == 128 + SIGKILL);
  test::run(*p.b, {row});
  Ctl again({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(again.says("orders started"), again.out << again.err);
  CHECK(p.reaches("running running"));
  CHECK(test::eventually([&] { return p.rowsAtB() == "1,2,3,4"; }));
  CHECK(p.journal() == "skipped");
}

TEST_CASE("DDL that is run while a pair rests does not hold up its start") {
  test::LiveBench p;
  auto a = p.session(0), b = p.session(1);
  Ctl serve({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(serve.says("orders started"), serve.out << serve.err);
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  REQUIRE(p.run({"pause", "orders"}).code == 0);
  test::run(*a, {"ALTER TABLE shop.item ADD COLUMN note VARCHAR(20), DROP COLUMN n",
                 "INSERT INTO shop.item VALUES (5,'five')"});
  const Said resumed = p.run({"resume", "orders"});
  CHECK_MESSAGE(resumed.code == 0, resumed.err);
  CHECK(test::eventually([&] {
    auto note = b->scalar("SELECT note FROM shop.item WHERE id=5");
    return note && *note == "five";
  }));
}

TEST_CASE("on a terminal the statement is shown and a person is asked") {
  Stopped p;
  test::TerminalCtl no({"--workspace", p.ws, "ddl", "skip", "orders"});
  REQUIRE(no.shows("[y/N]"));
  CHECK(has(no.shown, "CREATE TABLE shop.extra"));
  no.type("n\n");
  CHECK(no.wait() == 1);
  test::TerminalCtl yes({"--workspace", p.ws, "--lang", "zh", "ddl", "skip", "orders"});
  REQUIRE(yes.shows("[y/N]"));
  yes.type("y\n");
  CHECK(yes.wait() == 0);
  CHECK(p.reaches("running running"));
}
