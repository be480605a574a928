// End-to-end lag as an application sees it: from the return of COMMIT at A until a reader at B
// sees the row; idle and at 500 one-row transactions a second. The MariaDB pair runs beside a
// native replica of the same server.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "engine/base/thread_pool.h"
#include "engine/link/pair_runner.h"
#include "tests/bench/bench_result.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;

namespace {

constexpr int kSamples = 300;
constexpr int kLoadPerSecond = 500;
constexpr int kProbeBase = 1'000'000'000;

[[noreturn]] void die(const std::string& what, const Error& e) {
  std::fprintf(stderr, "%s: %s %s\n", what.c_str(), std::string(name(e.code)).c_str(),
               e.arg("server").c_str());
  std::exit(1);
}

std::unique_ptr<link::PairRunner> startPair(Flavour flavour, ThreadPool& jobs) {
  auto &a = test::server(flavour, 0), &b = test::server(flavour, 1);
  auto sa = test::session(a), sb = test::session(b);
  for (db::Session* s : {sa.get(), sb.get()})
    test::run(*s, {"DROP DATABASE IF EXISTS twintide", "DROP DATABASE IF EXISTS app"});
  test::run(*sa, {"CREATE DATABASE app",
                  "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, v VARCHAR(100) NOT NULL)"});
  link::PairSetup setup;
  setup.pair.name = "bench";
  setup.pair.objects.include = {"app.*"};
  setup.pair.forward.types = forwardDefaults();
  setup.a = {a.dataSource("a", {"cn-a", "", 1}), Secret()};
  setup.b = {b.dataSource("b", {"cn-b", "", 2}), Secret()};
  setup.jobs = &jobs;
  setup.sinks.event = [](const Event&) {};
  setup.sinks.conflicts = [](const std::vector<Conflict>&) { return Status(); };
  setup.sample = [](const std::string&, const MetricSample&) {};
  auto pair = std::make_unique<link::PairRunner>(std::move(setup));
  if (Status started = pair->start({}); !started) die("start", started.error());
  const bool running =
      test::eventually([&] { return pair->snapshot()->forward.state == LinkState::Running; }, 60);
  if (!running) {
    std::fprintf(stderr, "the pair did not come up\n");
    std::exit(1);
  }
  return pair;
}

// One-row transactions at a steady pace until stopped; says how many it made.
NamedThread startLoad(practice::ServerProcess& at, std::atomic<int>& made) {
  return NamedThread("load", [&at, &made](std::stop_token stop) {
    auto c = test::connection(at);
    const int64_t began = systemClock().steadyUs();
    for (int i = 0; !stop.stop_requested(); ++i) {
      const int64_t due = began + int64_t{1'000'000} * i / kLoadPerSecond;
      const int64_t now = systemClock().steadyUs();
      if (due > now + 1000 && !pauseFor(stop, std::chrono::milliseconds((due - now) / 1000))) break;
      auto done = c->execute("INSERT INTO app.t VALUES (" + std::to_string(i) + ",'load')");
      if (!done) die("load", done.error());
      ++made;
    }
  });
}

// Milliseconds from COMMIT at `a` to being seen at `b`, kSamples times.
std::vector<double> probe(practice::ServerProcess& a, practice::ServerProcess& b, int firstId) {
  auto writer = test::connection(a), reader = test::connection(b);
  std::vector<double> ms;
  for (int i = 0; i < kSamples; ++i) {
    const std::string id = std::to_string(firstId + i);
    auto done = writer->execute("INSERT INTO app.t VALUES (" + id + ",'probe')");
    if (!done) die("probe", done.error());
    const int64_t committed = systemClock().steadyUs();
    for (;;) {
      auto rows = reader->rows("SELECT 1 FROM app.t WHERE id=" + id);
      if (!rows) die("probe", rows.error());
      const int64_t now = systemClock().steadyUs();
      if (!rows->empty()) {
        ms.push_back(static_cast<double>(now - committed) / 1000);
        break;
      }
      if (now - committed > 30'000'000) {
        std::fprintf(stderr, "row %s not seen within 30 s\n", id.c_str());
        std::exit(1);
      }
    }
    pauseFor(std::stop_token(), std::chrono::milliseconds(7));
  }
  return ms;
}

struct Figures {
  std::vector<double> idle, loaded;
  double rate = 0;
};

Figures measure(practice::ServerProcess& a, practice::ServerProcess& b, int base) {
  Figures f;
  f.idle = probe(a, b, base);
  auto writer = test::session(a);
  test::run(*writer, {"DELETE FROM app.t WHERE id<" + std::to_string(kProbeBase)});
  std::atomic<int> made{0};
  const int64_t began = systemClock().steadyUs();
  NamedThread load = startLoad(a, made);
  f.loaded = probe(a, b, base + kSamples);
  load.requestStop();
  load.join();
  f.rate = made * 1e6 / static_cast<double>(systemClock().steadyUs() - began);
  return f;
}

void say(const std::string& name, const Figures& ours, const Figures* peer) {
  auto one = [&](const char* what, double p, const std::vector<double> Figures::*which) {
    bench::Outcome o;
    o.name = "lag_" + name + "_" + what + "_p" + std::to_string(static_cast<int>(p));
    o.ours = bench::percentile(ours.*which, p);
    if (peer) o.peer = bench::percentile(peer->*which, p);
    o.unit = "ms";
    bench::report(o);
  };
  std::printf("%s: load while probing %.0f transactions/s, machine load %s\n", name.c_str(),
              ours.rate, bench::machineLoad().c_str());
  for (double p : {50.0, 99.0}) one("idle", p, &Figures::idle);
  for (double p : {50.0, 99.0}) one("500tps", p, &Figures::loaded);
}

// MariaDB's own replica of server 0, position based.
practice::ServerProcess& nativeReplica() {
  auto &a = test::server(Flavour::MariaDb, 0), &r = test::server(Flavour::MariaDb, 2);
  auto sa = test::session(a), sr = test::session(r);
  auto status = sa->query("SHOW MASTER STATUS");
  if (!status) die("master status", status.error());
  test::run(*sr, {"CREATE DATABASE app",
                  "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, v VARCHAR(100) NOT NULL)",
                  "CHANGE MASTER TO master_host='127.0.0.1', master_user='root', master_port=" +
                      std::to_string(a.port()) + ", master_log_file='" + status->text(0, "File") +
                      "', master_log_pos=" + status->text(0, "Position"),
                  "SET GLOBAL replicate_do_db='app'", "START SLAVE"});
  return r;
}

}  // namespace

int main() {
  ThreadPool jobs("copy", 2, 16);
  {
    auto pair = startPair(Flavour::MariaDb, jobs);
    const Figures ours =
        measure(test::server(Flavour::MariaDb, 0), test::server(Flavour::MariaDb, 1), kProbeBase);
    pair.reset();
    auto& replica = nativeReplica();
    const Figures peer = measure(test::server(Flavour::MariaDb, 0), replica, kProbeBase + 10'000);
    say("mariadb", ours, &peer);
  }
  auto pair = startPair(Flavour::OceanBase, jobs);
  const Figures ours =
      measure(test::server(Flavour::OceanBase, 0), test::server(Flavour::OceanBase, 1), kProbeBase);
  say("oceanbase", ours, nullptr);
  return 0;
}
