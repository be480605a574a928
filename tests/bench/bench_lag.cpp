// End-to-end lag as an application sees it: from the return of COMMIT at A until a reader at B
// sees the row; idle, at 500 one-row transactions a second, and at half of what the source makes
// for one client. The MariaDB pair takes turns with a native replica of the same server.
// bench_lag [mariadb|oceanbase]
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/stop_wait.h"
#include "tests/bench/bench_pair.h"

using namespace twintide;
using practice::Flavour;

namespace {

constexpr int kSamples = 100;  // of one kind a round
constexpr int kRounds = 5;     // ours and the peer's in turn
constexpr int kLoadPerSecond = 500;
constexpr int kClients = 4;
constexpr int kProbeBase = 1'000'000'000;

std::atomic<int> g_lastLoadId{0};

using bench::die;

void makeTable(practice::ServerProcess& at) {
  auto s = test::session(at);
  test::run(
      *s, {"DROP DATABASE IF EXISTS twintide", "DROP DATABASE IF EXISTS app", "CREATE DATABASE app",
           "CREATE TABLE app.t (id INT NOT NULL PRIMARY KEY, v VARCHAR(100) NOT NULL)"});
}

std::unique_ptr<link::PairRunner> startPair(Flavour flavour, ThreadPool& jobs) {
  auto &a = test::server(flavour, 0), &b = test::server(flavour, 1);
  makeTable(a);
  makeTable(b);
  return bench::startPair(a, b, MigrationTypes(), jobs);
}

// One-row transactions at a steady pace until stopped; says how many it made.
NamedThread startLoad(practice::ServerProcess& at, std::atomic<int>& made, int perSecond) {
  return NamedThread("load", [&at, &made, perSecond](std::stop_token stop) {
    auto c = test::connection(at);
    const int64_t began = systemClock().steadyUs();
    for (int i = 0; !stop.stop_requested(); ++i) {
      const int64_t due = began + int64_t{1'000'000} * i / perSecond;
      const int64_t now = systemClock().steadyUs();
      if (due > now + 1000 && !pauseFor(stop, std::chrono::milliseconds((due - now) / 1000))) break;
      auto done =
          c->execute("INSERT INTO app.t VALUES (" + std::to_string(++g_lastLoadId) + ",'load')");
      if (!done) die("load", done.error());
      ++made;
    }
  });
}

struct Route {
  practice::ServerProcess& a;
  practice::ServerProcess& b;
};

// Milliseconds from the COMMIT of row `id` at A to its being seen at B.
double seen(db::DataConnection& writer, db::DataConnection& reader, const std::string& id) {
  auto done = writer.execute("INSERT INTO app.t VALUES (" + id + ",'probe')");
  if (!done) die("probe", done.error());
  const int64_t committed = systemClock().steadyUs();
  for (;;) {
    auto rows = reader.rows("SELECT 1 FROM app.t WHERE id=" + id);
    if (!rows) die("probe", rows.error());
    const int64_t waited = systemClock().steadyUs() - committed;
    if (!rows->empty()) return static_cast<double>(waited) / 1000;
    if (waited > 60'000'000) {
      std::fprintf(stderr, "row %s not seen within 60 s\n", id.c_str());
      std::exit(1);
    }
  }
}

std::vector<double> probe(Route route, int firstId) {
  auto writer = test::connection(route.a), reader = test::connection(route.b);
  std::vector<double> ms;
  for (int i = 0; i < kSamples; ++i) {
    ms.push_back(seen(*writer, *reader, std::to_string(firstId + i)));
    pauseFor(std::stop_token(), std::chrono::milliseconds(7));
  }
  return ms;
}

void probeOne(Route route, int id) {
  auto writer = test::connection(route.a), reader = test::connection(route.b);
  seen(*writer, *reader, std::to_string(id));
}

struct Figures {
  std::vector<double> idle, loaded, half;
  double loadRate = 0, halfRate = 0;
};

// Probes while transactions are made; `rate` says in the end how many a second there were.
std::vector<double> probeUnderLoad(Route route, int firstId, int perSecond, double& rate) {
  std::atomic<int> made{0};
  const int64_t began = systemClock().steadyUs();
  // One client alone does not reach the pace on every server.
  std::vector<NamedThread> loads;
  for (int i = 0; i < kClients; ++i)
    loads.push_back(startLoad(route.a, made, std::max(1, perSecond / kClients)));
  auto ms = probe(route, firstId);
  for (NamedThread& load : loads) load.requestStop();
  for (NamedThread& load : loads) load.join();
  rate = made * 1e6 / static_cast<double>(systemClock().steadyUs() - began);
  return ms;
}

// One-row transactions a second that the source makes for one client while the link runs.
int saturation(practice::ServerProcess& a) {
  std::atomic<int> made{0};
  NamedThread load = startLoad(a, made, 1'000'000);
  pauseFor(std::stop_token(), std::chrono::seconds(1));
  load.requestStop();
  load.join();
  return made;
}

void append(std::vector<double>& to, const std::vector<double>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// One round; adds to what the rounds before found.
void measure(Route route, Figures& f) {
  int id = kProbeBase;
  auto next = [&] { return std::exchange(id, id + kSamples); };
  append(f.idle, probe(route, next()));
  append(f.loaded, probeUnderLoad(route, next(), kLoadPerSecond, f.loadRate));
  const int half = saturation(route.a) / 2;
  // Whatever the burst left behind is no part of the lag at half the pace.
  probeOne(route, next());
  append(f.half, probeUnderLoad(route, next(), half, f.halfRate));
}

void say(const std::string& name, const Figures& ours, const Figures* peer) {
  auto one = [&](const char* what, const std::vector<double> Figures::*which) {
    for (double p : {50.0, 99.0}) {
      bench::Outcome o;
      o.name = "lag_" + name + "_" + what + "_p" + std::to_string(static_cast<int>(p));
      o.ours = bench::percentile(ours.*which, p);
      if (peer) o.peer = bench::percentile(peer->*which, p);
      o.unit = "ms";
      bench::report(o);
    }
  };
  std::printf("%s: %.0f and %.0f transactions/s under load, machine load %s\n", name.c_str(),
              ours.loadRate, ours.halfRate, bench::machineLoad().c_str());
  one("idle", &Figures::idle);
  one("500tps", &Figures::loaded);
  one("half", &Figures::half);
}

// MariaDB's own replica of server 0, from its present position on; stops when it goes.
class NativeReplica {
 public:
  NativeReplica() {
    auto& a = test::server(Flavour::MariaDb, 0);
    makeTable(at());
    makeTable(a);
    auto status = test::session(a)->query("SHOW MASTER STATUS");
    if (!status) die("master status", status.error());
    test::run(*m_session,
              {"CHANGE MASTER TO master_host='127.0.0.1', master_user='root', master_port=" +
                   std::to_string(a.port()) + ", master_log_file='" + status->text(0, "File") +
                   "', master_log_pos=" + status->text(0, "Position"),
               "SET GLOBAL replicate_do_db='app'", "START SLAVE"});
  }
  ~NativeReplica() { test::run(*m_session, {"STOP SLAVE", "RESET SLAVE ALL"}); }
  static practice::ServerProcess& at() { return test::server(Flavour::MariaDb, 2); }

 private:
  std::unique_ptr<db::Session> m_session = test::session(at());
};

void mariaDb(ThreadPool& jobs) {
  auto &a = test::server(Flavour::MariaDb, 0), &b = test::server(Flavour::MariaDb, 1);
  Figures ours, peer;
  for (int round = 0; round < kRounds; ++round) {
    {
      auto pair = startPair(Flavour::MariaDb, jobs);
      measure({a, b}, ours);
    }
    NativeReplica replica;
    measure({a, NativeReplica::at()}, peer);
  }
  say("mariadb", ours, &peer);
}

void oceanBase(ThreadPool& jobs) {
  auto &a = test::server(Flavour::OceanBase, 0), &b = test::server(Flavour::OceanBase, 1);
  Figures ours;
  auto pair = startPair(Flavour::OceanBase, jobs);
  measure({a, b}, ours);
  say("oceanbase", ours, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  ThreadPool jobs("copy", 2, 16);
  if (only != "oceanbase") mariaDb(jobs);
  if (only != "mariadb") oceanBase(jobs);
  return 0;
}
