// What a person can get wrong about servers: one clear message each, and nothing left on the
// servers or in the workspace that a second try trips over.
#include "tests/ctl/live_bench.h"

using namespace twintide;
using test::Ctl;
using test::has;
using test::Said;
using test::states;

namespace {

struct Bench : test::LiveBench {
  void recreate(const std::string& include) {
    text.include = include;
    test::writeText(dir / "pair.yaml", text.text());
    REQUIRE(run({"pair", "create", "-f", dir / "pair.yaml", "--replace"}).code == 0);
  }
  // No schema of ours and no table that the source has: nothing was begun.
  bool untouched() {
    for (int i : {0, 1}) {
      auto s = session(i);
      if (*s->scalar(
              "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='twintide' "
              "OR (schema_name='shop' AND @@server_id<>" +
              std::to_string(test::server(practice::Flavour::MariaDb, 0).options().serverId) +
              ")") != "0")
        return false;
    }
    return true;
  }
};

}  // namespace

TEST_CASE("a database that does not exist: told by the precheck, and nothing begins") {
  Bench p;
  p.recreate("shopp.*");
  const Said checked = p.run({"precheck", "orders"});
  CHECK(checked.code == 5);
  CHECK_MESSAGE(has(checked.out, "shopp"), checked.out);
  CHECK(p.run({"serve"}).code == 5);
  CHECK(p.untouched());
  p.recreate("shop.*");
  CHECK(p.run({"precheck", "orders"}).code == 0);
}

TEST_CASE("a table without a key: named, and leaving it out or a key mends it") {
  Bench p;
  auto a = p.session(0);
  test::run(*a, {"CREATE TABLE shop.log (what VARCHAR(20))"});
  const Said checked = p.run({"precheck", "orders"});
  CHECK(checked.code == 5);
  CHECK_MESSAGE(has(checked.out, "shop.log"), checked.out);
  CHECK(has(checked.out, "primary key"));
  CHECK(p.run({"serve"}).code == 5);
  CHECK(p.untouched());
  test::run(*a, {"ALTER TABLE shop.log ADD COLUMN id INT NOT NULL PRIMARY KEY"});
  CHECK(p.run({"precheck", "orders"}).code == 0);
}

TEST_CASE("a server that is killed between two steps: which one, and it goes on when it is back") {
  Bench p;
  auto& server = test::server(practice::Flavour::MariaDb, 1);
  REQUIRE(p.run({"precheck", "orders"}).code == 0);
  REQUIRE(server.killHard());
  const std::string place = "127.0.0.1:" + std::to_string(server.port()) + " refuses connections";
  const Said checked = p.run({"precheck", "orders"});
  CHECK(checked.code == 5);
  CHECK_MESSAGE(has(checked.out, place), checked.out);
  const Said tested = p.run({"source", "test", "hangzhou"});
  CHECK(tested.code == 4);
  CHECK(has(tested.err, place));
  CHECK(p.run({"serve"}).code == 5);
  REQUIRE(server.restart());
  CHECK(p.run({"precheck", "orders"}).code == 0);
}

TEST_CASE("a running link says in words why it cannot reach a server, and goes on after it") {
  Bench p;
  auto& server = test::server(practice::Flavour::MariaDb, 1);
  Ctl serve({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(serve.says("orders started"), serve.out << serve.err);
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  REQUIRE(server.killHard());
  const std::string place = "127.0.0.1:" + std::to_string(server.port()) + " refuses connections";
  CHECK(test::eventually([&] { return has(p.run({"status", "orders"}).out, place); }));
  // The reverse link reads there; the forward link notices with its next row.
  CHECK(has(states(p.run({"status", "--json"})), "retrying"));
  REQUIRE(server.restart());
  CHECK(test::eventually(
      [&] {
        return states(p.run({"status", "--json"})) == "running running";
      },
      60));
  CHECK_FALSE(has(p.run({"status", "orders"}).out, place));
}

TEST_CASE("a password that is changed under a running link: told, and a retry helps") {
  Bench p;
  Ctl serve({"--workspace", p.ws, "serve", "orders"}, p.env);
  REQUIRE_MESSAGE(serve.says("orders started"), serve.out << serve.err);
  REQUIRE(test::eventually([&] {
    return states(p.run({"status", "--json"})) == "running running";
  }));
  auto b = p.session(1);
  test::run(*b, {"ALTER USER tt@'%' IDENTIFIED BY 'another'"});
  // Connections that stand are not asked again.
  auto ids = b->query("SELECT id FROM information_schema.processlist WHERE user='tt'");
  REQUIRE(ids);
  for (const auto& row : ids->rows) (void)b->execute("KILL " + row[0].value_or("0"));
  CHECK(test::eventually([&] {
    return has(p.run({"status", "orders"}).out, "the login of tt is denied");
  }));
  test::run(*b, {std::string("ALTER USER tt@'%' IDENTIFIED BY '") + test::kPassword + "'"});
  const Said again = p.run({"resume", "orders"});
  CHECK_MESSAGE(again.code == 0, again.err);
  CHECK(test::eventually([&] { return states(p.run({"status", "--json"})) == "running running"; }));
}
