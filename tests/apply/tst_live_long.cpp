// What takes the target longer than a read of the connection may take.
#include <doctest/doctest.h>
#include <signal.h>

#include "engine/apply/applier.h"
#include "engine/base/thread_pool.h"
#include "engine/db/twintide_schema.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;

namespace {

struct Target {
  explicit Target(Flavour flavour) : server(test::server(flavour)), session(test::session(server)) {
    test::freshDatabase(*session, "app");
    test::run(*session, {"DROP DATABASE IF EXISTS twintide",
                         "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, n INT)"});
    REQUIRE(db::ensureSchema(*session));
    options.target = test::params(server);
    options.owner = {"p.fwd", 0, 1};
    open();
  }
  void open() {
    auto opened = apply::Applier::open(options, "pos:0");
    REQUIRE(opened);
    applier = std::move(*opened);
  }

  practice::ServerProcess& server;
  std::unique_ptr<db::Session> session;
  apply::ApplierOptions options;
  std::unique_ptr<apply::Applier> applier;
};

const Flavour kAll[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57, Flavour::OceanBase};

// Somebody reads the table in a transaction, so that a DDL has to wait for its end.
std::unique_ptr<db::Session> readerOf(Target& w) {
  auto reader = test::session(w.server);
  test::run(*reader, {"BEGIN", "SELECT * FROM app.t"});
  return reader;
}

bool waitsFor(Target& w, const std::string& statement, int seconds) {
  return test::eventually([&] {
    auto n = w.session->scalar("SELECT COUNT(*) FROM information_schema.processlist WHERE time>=" +
                               std::to_string(seconds) + " AND info LIKE '" + statement + "%'");
    return n && *n == "1";
  });
}

constexpr Flavour kWithTableLocks[] = {Flavour::MariaDb, Flavour::MySql80, Flavour::MySql57};

}  // namespace

TEST_CASE("a DDL that takes longer than the read timeout is waited for") {
  for (Flavour f : kWithTableLocks) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    w.options.target.readTimeout = std::chrono::seconds(1);
    w.open();
    auto reader = readerOf(w);
    Status done;
    NamedThread altering("altering", [&](std::stop_token) {
      done = w.applier->executeDdl("ALTER TABLE app.t ADD INDEX (n)");
    });
    CHECK(waitsFor(w, "ALTER TABLE app.t", 4));
    test::run(*reader, {"COMMIT"});
    altering.join();
    CHECK(done);
    CHECK(w.applier->ping());
  }
}

TEST_CASE("a DDL that takes long is given up when asked to stop") {
  Target w(Flavour::MariaDb);
  std::stop_source stop;
  w.applier->heed(stop.get_token());
  auto reader = readerOf(w);
  Status done;
  NamedThread altering("altering", [&](std::stop_token) {
    done = w.applier->executeDdl("ALTER TABLE app.t ADD INDEX (n)");
  });
  CHECK(waitsFor(w, "ALTER TABLE app.t", 0));
  const auto asked = std::chrono::steady_clock::now();
  stop.request_stop();
  altering.join();
  CHECK(std::chrono::steady_clock::now() - asked < std::chrono::seconds(20));
  REQUIRE(!done);
  CHECK(done.error().code == ErrorCode::ConnectionLost);
}

TEST_CASE("a server that answers nobody is noticed while a DDL is waited for") {
  Target w(Flavour::MariaDb);
  w.options.target.readTimeout = std::chrono::seconds(1);
  w.open();
  auto reader = readerOf(w);
  Status done;
  NamedThread altering("altering", [&](std::stop_token) {
    done = w.applier->executeDdl("ALTER TABLE app.t ADD INDEX (n)");
  });
  CHECK(waitsFor(w, "ALTER TABLE app.t", 0));
  REQUIRE(kill(w.server.pid(), SIGSTOP) == 0);
  altering.join();
  REQUIRE(kill(w.server.pid(), SIGCONT) == 0);
  REQUIRE(!done);
  CHECK(done.error().code == ErrorCode::ConnectionLost);
}

TEST_CASE("a statement that an earlier connection has left running is waited for") {
  for (Flavour f : kAll) {
    CAPTURE(std::string(practice::toText(f)));
    Target w(f);
    auto earlier = test::connection(w.server);
    REQUIRE(earlier->send("SELECT /* twintide:p.fwd */ SLEEP(2)"));
    REQUIRE(waitsFor(w, "SELECT /* twintide:p.fwd", 0));
    REQUIRE(w.applier->awaitEarlierDdl("/* twintide:p.fwd */"));
    CHECK(*w.session->scalar("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE "
                             "'SELECT /* twintide%'") == "0");
    REQUIRE(w.applier->awaitEarlierDdl("/* twintide:p.fwd */"));
  }
}
