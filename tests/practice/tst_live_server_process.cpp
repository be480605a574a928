// Each flavour is started, asked, killed as by a power cut, and started again with its rows there.
#include <doctest/doctest.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/link/practice/child_process.h"
#include "engine/link/practice/port_lease.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerOptions;
using practice::ServerProcess;

namespace {

void checkKind(practice::ServerProcess& server, Flavour flavour) {
  auto session = test::session(server);
  CHECK(session->traits().kind == practice::kindOf(flavour));
  if (flavour == Flavour::OceanBase) {
    CHECK(*session->scalar("SELECT @@global.ob_tcp_invited_nodes") == "127.0.0.1");
    return;
  }
  CHECK(*session->scalar("SELECT @@binlog_format") == "ROW");
  CHECK(*session->scalar("SELECT @@binlog_row_image") == "FULL");
  CHECK(*session->scalar("SELECT @@log_bin") == "1");
  CHECK(*session->scalar("SELECT @@bind_address") == "127.0.0.1");
  CHECK(*session->scalar("SELECT CONCAT(@@tmpdir,'/data')") ==
        std::filesystem::path(*session->scalar("SELECT TRIM(TRAILING '/' FROM @@datadir)")));
}

void survivesKill(Flavour flavour) {
  auto& server = test::server(flavour);
  checkKind(server, flavour);
  {
    auto session = test::session(server);
    test::freshDatabase(*session, "kept");
    test::run(*session, {"CREATE TABLE kept.t (id INT PRIMARY KEY, v VARCHAR(20))",
                         "INSERT INTO kept.t VALUES (1,'one'),(2,'two')"});
  }
  const auto port = server.port();
  const auto pid = server.pid();
  REQUIRE(server.killHard());
  CHECK(!server.running());
  CHECK(kill(pid, 0) != 0);
  CHECK(!db::Session::open(test::params(server)));
  REQUIRE(server.restart());
  CHECK(server.port() == port);
  CHECK(*test::session(server)->scalar("SELECT COUNT(*) FROM kept.t") == "2");
  REQUIRE(server.restart());
  CHECK(*test::session(server)->scalar("SELECT v FROM kept.t WHERE id=2") == "two");
  REQUIRE(server.stop());
  CHECK(!server.running());
  REQUIRE(server.restart());
}

}  // namespace

TEST_CASE("MariaDB keeps its rows over kill and restart") {
  survivesKill(Flavour::MariaDb);
}
TEST_CASE("MySQL 8.0 keeps its rows over kill and restart") {
  survivesKill(Flavour::MySql80);
}
TEST_CASE("MySQL 5.7 keeps its rows over kill and restart") {
  survivesKill(Flavour::MySql57);
}
TEST_CASE("OceanBase keeps its rows over kill and restart") {
  survivesKill(Flavour::OceanBase);
}

TEST_CASE("no lock of a transaction outlives kill -9 of its OceanBase server") {
  auto& server = test::server(Flavour::OceanBase);
  {
    auto session = test::session(server);
    test::freshDatabase(*session, "kept");
    test::run(*session, {"CREATE TABLE kept.t (id INT PRIMARY KEY, v TEXT)",
                         "INSERT INTO kept.t VALUES (1,'one')", "BEGIN",
                         "UPDATE kept.t SET v='two' WHERE id=1"});
    for (int i = 2; i < 60; ++i)
      test::run(*session,
                {"INSERT INTO kept.t VALUES (" + std::to_string(i) + ",REPEAT('x',2000))"});
    REQUIRE(server.killHard());
  }
  REQUIRE(server.restart());
  auto session = test::session(server);
  test::run(*session, {"SET SESSION ob_trx_lock_timeout=5000000"});
  CHECK(session->execute("UPDATE kept.t SET v='three'"));
  CHECK(*session->scalar("SELECT GROUP_CONCAT(v) FROM kept.t") == "three");
}

TEST_CASE("two MySQL servers from one template have their own identity") {
  auto a = test::session(test::server(Flavour::MySql80, 0));
  auto b = test::session(test::server(Flavour::MySql80, 1));
  CHECK(*a->scalar("SELECT @@server_uuid") != *b->scalar("SELECT @@server_uuid"));
  CHECK(*a->scalar("SELECT @@server_id") == "1");
  CHECK(*b->scalar("SELECT @@server_id") == "2");
}

TEST_CASE("settings reach the server and a folder is used again") {
  ServerOptions options;
  options.dataDir = test::scratchDir("again");
  options.settings["max-allowed-packet"] = "2097152";
  {
    auto server = ServerProcess::start(options);
    REQUIRE(server);
    auto session = test::session(**server);
    CHECK(*session->scalar("SELECT @@max_allowed_packet") == "2097152");
    test::run(*session, {"CREATE DATABASE kept"});
  }
  auto server = ServerProcess::start(options);
  REQUIRE(server);
  CHECK(*test::session(**server)->scalar(
            "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='kept'") == "1");
}

TEST_CASE("a folder of another flavour is refused and left alone") {
  ServerOptions options;
  options.dataDir = test::scratchDir("other");
  REQUIRE(ServerProcess::start(options));
  options.flavour = Flavour::MySql57;
  auto refused = ServerProcess::start(options);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::ServerStartFailed);
  CHECK(refused.error().arg("reason").find("mariadb") != std::string::npos);
}

TEST_CASE("a taken port is told") {
  auto lease = practice::PortLease::any();
  REQUIRE(lease);
  ServerOptions options;
  options.dataDir = test::scratchDir("taken");
  options.port = (*lease)->port();
  auto refused = ServerProcess::start(options);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::PortTaken);
}

TEST_CASE("a server that cannot start says why") {
  ServerOptions options;
  options.dataDir = test::scratchDir("bad");
  options.settings["no-such-setting"] = "1";
  auto failed = ServerProcess::start(options);
  REQUIRE(!failed);
  CHECK(failed.error().code == ErrorCode::ServerStartFailed);
  CHECK(failed.error().arg("log").find("no-such-setting") != std::string::npos);
}

TEST_CASE("a start can be cancelled") {
  ServerOptions options;
  options.flavour = Flavour::OceanBase;
  options.dataDir = test::scratchDir("cancelled");
  std::stop_source stop;
  stop.request_stop();
  auto cancelled = ServerProcess::start(options, stop.get_token());
  REQUIRE(!cancelled);
  CHECK(cancelled.error().code == ErrorCode::Cancelled);
}

// Run by the next case in a program of its own, which must end without any clean-up.
TEST_CASE("helper: start a child, then die" * doctest::skip()) {
  const char* folder = std::getenv("TWINTIDE_TEST_FOLDER");
  REQUIRE(folder);
  auto child = practice::spawn({{"/bin/sleep", "600"}, {}, std::string(folder) + "/log"});
  REQUIRE(child);
  std::ofstream(std::string(folder) + "/pid") << *child << std::flush;
  raise(SIGKILL);
}

TEST_CASE("children die with their program") {
  const std::string folder = test::scratchDir("orphan");
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  auto code = practice::runToEnd({{self, "--no-skip", "--test-case=helper: start a child*"},
                                  {"TWINTIDE_TEST_FOLDER=" + folder},
                                  folder + "/log"},
                                 std::chrono::seconds(60), {});
  REQUIRE(code);
  CHECK(*code == 128 + SIGKILL);
  std::string child;
  std::ifstream(folder + "/pid") >> child;
  REQUIRE(!child.empty());
  CHECK(test::eventually([&] { return !std::filesystem::exists("/proc/" + child); }));
}
