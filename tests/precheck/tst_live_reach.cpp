// A side that cannot be reached, in every way that a DBA meets, and what else only one server
// needs.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "engine/base/thread_pool.h"
#include "tests/precheck/pair.h"

using namespace twintide;
using namespace twintide::test;
using practice::Flavour;

namespace {

// A listening socket on loopback; what answers there is up to the test.
class Listener {
 public:
  explicit Listener(int backlog = 8) {
    m_fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(bind(m_fd, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(listen(m_fd, backlog) == 0);
    REQUIRE(getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
  }
  ~Listener() { close(); }
  void close() {
    if (m_fd >= 0) ::shutdown(m_fd, SHUT_RDWR), ::close(m_fd);
    m_fd = -1;
  }
  uint16_t port() const { return m_port; }
  int fd() const { return m_fd; }

 private:
  int m_fd = -1;
  uint16_t m_port = 0;
};

// A connection that is begun and left alone.
struct Dialled {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  explicit Dialled(uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    (void)connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
  }
  Dialled(Dialled&& o) noexcept : fd(std::exchange(o.fd, -1)) {}
  ~Dialled() {
    if (fd >= 0) ::close(fd);
  }
};

// The whole report with side B unreachable: B's findings say why, A's are there.
Finding expectB(TestPair& pair, const std::string& reason) {
  const PrecheckReport report = pair.check({});
  CHECK_FALSE(report.mayStart());
  CHECK(report.count(Severity::Error) >= 1);
  need(report, "binlog_ok", Side::A);
  const Finding waiting = need(report, "side_unreachable", Side::B);
  CHECK(waiting.state == FindingState::CouldNotRun);
  for (const Finding& f : report.findings) {
    CHECK(precheck::toJson(report).find("NotTheOne") == std::string::npos);
    if (f.check == "clock") CHECK(f.state == FindingState::CouldNotRun);
  }
  const Finding f = need(report, reason, Side::B);
  CHECK_FALSE(f.skippable);
  return f;
}

TestPair withTable() {
  TestPair pair(Flavour::MariaDb);
  run(*pair.rootA, {"CREATE TABLE pc_shop.t (id INT PRIMARY KEY)"});
  return pair;
}

}  // namespace

TEST_CASE("a refused port") {
  TestPair pair = withTable();
  Listener closed;
  closed.close();
  pair.request.b.port = closed.port();
  const Finding f = expectB(pair, "refused");
  CHECK(f.check == "reachable");
  CHECK(f.args.at("port") == std::to_string(closed.port()));
  CHECK(f.args.at("source") == "pc-b");
}

TEST_CASE("an unknown host") {
  TestPair pair = withTable();
  pair.request.b.host = "no-such-host.invalid";
  CHECK(expectB(pair, "host_unknown").args.at("host") == "no-such-host.invalid");
}

TEST_CASE("a port that takes the connection and never answers") {
  TestPair pair = withTable();
  Listener silent;
  pair.request.b.port = silent.port();
  const Finding f = expectB(pair, "timed_out");
  CHECK(f.args.at("seconds") == "5");
  CHECK(f.args.at("stage") == "greeting");
}

TEST_CASE("an address where nobody answers at all") {
  TestPair pair = withTable();
  // A full queue of connections drops further ones, as a packet filter would.
  Listener full(0);
  std::vector<Dialled> dialled;
  for (int i = 0; i < 4; ++i) dialled.emplace_back(full.port());
  pair.request.b.port = full.port();
  CHECK(expectB(pair, "timed_out").args.at("stage") == "connect");
}

TEST_CASE("a port where something else answers") {
  TestPair pair = withTable();
  Listener other;
  pair.request.b.port = other.port();
  NamedThread talker("talker", [&](std::stop_token) {
    const int client = accept(other.fd(), nullptr, nullptr);
    if (client < 0) return;
    const char words[] = "HTTP/1.1 400 Bad Request\r\n\r\n";
    (void)!write(client, words, sizeof words - 1);
    ::close(client);
  });
  expectB(pair, "failed");
  other.close();
  talker.join();
}

TEST_CASE("a wrong password, an unknown account") {
  TestPair pair = withTable();
  pair.request.passwordB = Secret("NotTheOne");
  Finding f = expectB(pair, "denied");
  CHECK(f.check == "login");
  CHECK(f.args.at("user") == "root");
  pair.request.b.user = "nobody_here";
  f = expectB(pair, "denied");
  need(pair.check({"reachable"}), "ok", Side::B);
}

TEST_CASE("TLS asked for where the server has none") {
  TestPair pair = withTable();
  if (!pair.check({"login"}).findings[1].args.at("tls_cipher").empty()) return;
  pair.request.b.tls.mode = TlsMode::Required;
  CHECK(expectB(pair, "tls_failed").args.at("mode") == "required");
}

TEST_CASE("a stopped server, and the same server back again") {
  TestPair pair = withTable();
  REQUIRE(pair.b.stop());
  expectB(pair, "refused");
  REQUIRE(pair.b.restart());
  CHECK(pair.check({}).mayStart());
}

TEST_CASE("a server killed in the middle of the run leaves its later checks open") {
  TestPair pair = withTable();
  pair.request.progress = [&](const std::string& check, int, int) {
    if (check == "charset") REQUIRE(pair.b.killHard());
  };
  const PrecheckReport report = pair.check({});
  need(report, "ok", Side::B);  // what was looked at before stands
  const Finding f = need(report, "query_failed", Side::Both);
  CHECK(f.check == "charset");
  CHECK(f.state == FindingState::CouldNotRun);
  CHECK(f.args.at("code") == "ConnectionLost");
  CHECK(need(report, "query_failed", Side::B).state == FindingState::CouldNotRun);
  pair.request.progress = nullptr;
  REQUIRE(pair.b.restart());
  CHECK(pair.check({}).mayStart());
}

TEST_CASE("both sides unreachable is a report, too") {
  TestPair pair = withTable();
  Listener closed;
  closed.close();
  pair.request.a.port = pair.request.b.port = closed.port();
  const PrecheckReport report = pair.check({});
  CHECK(report.count(Severity::Error) == 2);
  need(report, "side_unreachable", Side::Both);
}

TEST_CASE("one server twice, by another name") {
  TestPair pair = withTable();
  pair.request.b = pair.request.a;
  pair.request.b.host = "localhost.localdomain";
  auto report = pair.check({"reachable", "same_server"});
  if (has(report, "host_unknown")) {  // a machine without that alias
    pair.request.b.host = "127.0.0.1";
    report = pair.check({"same_server"});
  }
  CHECK_FALSE(need(report, "same", Side::Both).skippable);
}

TEST_CASE("a definition that names another kind of server") {
  TestPair pair = withTable();
  pair.request.b.kind = ServerKind::MySql;
  const Finding f = need(pair.check({"version"}), "kind_mismatch", Side::B);
  CHECK(f.args.at("expected") == "mysql");
  CHECK(f.args.at("found") == "mariadb");
}

TEST_CASE("replication that is there already, from the other side and from elsewhere") {
  TestPair pair = withTable();
  auto follow = [&](const std::string& port) {
    run(*pair.rootB,
        {"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_USER='nobody', MASTER_PORT=" + port});
  };
  follow(std::to_string(pair.a.port()));
  CHECK_FALSE(need(pair.check({"other_tools"}), "native_replication", Side::B).skippable);
  follow("1");
  CHECK(need(pair.check({"other_tools"}), "replica", Side::B).args.at("port") == "1");
  run(*pair.rootB, {"RESET SLAVE ALL"});
  need(pair.check({"other_tools"}), "none", Side::B);
}

TEST_CASE("progress names each check once, in order") {
  TestPair pair = withTable();
  std::vector<std::string> seen;
  int total = 0;
  pair.request.progress = [&](const std::string& check, int done, int all) {
    CHECK(done == static_cast<int>(seen.size()));
    seen.push_back(check);
    total = all;
  };
  pair.check({});
  CHECK(total == static_cast<int>(seen.size()));
  CHECK(seen.front() == "reachable");
}

TEST_CASE("a run that is cancelled in its middle stops there") {
  TestPair pair = withTable();
  std::stop_source stop;
  int after = 0;
  pair.request.progress = [&](const std::string&, int done, int) {
    if (done == 3) stop.request_stop();
    if (done > 3) ++after;
  };
  auto report = precheck::runPrecheck(pair.request, stop.get_token());
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::Cancelled);
  CHECK(after == 0);
}
