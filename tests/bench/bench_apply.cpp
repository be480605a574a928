// Catch-up of a backlog of random updates on a sysbench-like table: our forward link against
// MariaDB's own optimistic replica, from the same binlog, on the same machine, one after the other.
// argv: rows a transaction (default 1 5 50 1000). Both use relaxed commits unless
// TWINTIDE_DURABLE=1.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>

#include "engine/base/clock.h"
#include "engine/link/pair_runner.h"
#include "tests/bench/bench_result.h"
#include "tests/support/servers.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerProcess;

namespace {

constexpr int kTableRows = 200'000;
constexpr int kBacklogRows = 60'000;
constexpr int kRounds = 5;

[[noreturn]] void die(const std::string& what, const Error& e) {
  std::fprintf(stderr, "%s: %s %s %s\n", what.c_str(), std::string(name(e.code)).c_str(),
               e.arg("server").c_str(), e.arg("sql").c_str());
  std::exit(1);
}

std::unique_ptr<ServerProcess> startServer(int index) {
  practice::ServerOptions options;
  options.flavour = Flavour::MariaDb;
  options.serverId = static_cast<uint32_t>(index + 1);
  options.dataDir = test::scratchDir("apply-" + std::to_string(index));
  const char* durable = std::getenv("TWINTIDE_DURABLE");
  const bool full = durable && std::string(durable) == "1";
  options.settings = {{"innodb-flush-log-at-trx-commit", full ? "1" : "2"},
                      {"sync-binlog", full ? "1" : "0"},
                      {"innodb-buffer-pool-size", "512M"},
                      {"innodb-log-file-size", "512M"},
                      {"log-slave-updates", "1"},
                      {"slave-parallel-mode", "optimistic"}};
  auto started = ServerProcess::start(options);
  if (!started) die("server", started.error());
  return std::move(*started);
}

std::string pad(std::mt19937& random, int length) {
  std::string s;
  for (int i = 0; i < length; ++i) s += i % 12 == 11 ? '-' : static_cast<char>('0' + random() % 10);
  return s;
}

void fillTable(ServerProcess& at) {
  auto c = test::connection(at);
  auto s = test::session(at);
  test::run(
      *s,
      {"CREATE DATABASE app",
       "CREATE TABLE app.sb (id INT NOT NULL PRIMARY KEY, k INT NOT NULL, c CHAR(120) NOT NULL, "
       "pad CHAR(60) NOT NULL, KEY k_1 (k)) DEFAULT CHARACTER SET utf8mb4"});
  std::mt19937 random(7);
  for (int from = 0; from < kTableRows; from += 2000) {
    std::string sql = "INSERT INTO app.sb VALUES ";
    for (int i = from; i < from + 2000; ++i) {
      sql += (i > from ? ",(" : "(") + std::to_string(i) + ',' +
             std::to_string(random() % kTableRows) + ",'" + pad(random, 119) + "','" +
             pad(random, 59) + "')";
    }
    if (auto done = c->execute(sql); !done) die("fill", done.error());
  }
}

// Fresh values every time: an update that changes nothing would flatter everybody.
void writeBacklog(ServerProcess& at, int rowsPerTransaction, unsigned seed) {
  auto c = test::connection(at);
  std::mt19937 random(seed);
  std::string packet;
  int inPacket = 0;
  for (int row = 0; row < kBacklogRows;) {
    packet += "BEGIN;";
    for (int i = 0; i < rowsPerTransaction && row < kBacklogRows; ++i, ++row) {
      packet += "UPDATE app.sb SET k=" + std::to_string(random() % kTableRows) + ",c='" +
                pad(random, 119) + "' WHERE id=" + std::to_string(random() % kTableRows) + ';';
      ++inPacket;
    }
    packet += "COMMIT;";
    if (inPacket < 500 && row < kBacklogRows) continue;
    auto done = c->executePacket(packet);
    if (!done) die("backlog", done.error());
    if (done->failed) die("backlog", done->error);
    packet.clear();
    inPacket = 0;
  }
}

struct World {
  std::unique_ptr<ServerProcess> a = startServer(0), b = startServer(1), r = startServer(2);
  ThreadPool jobs{"copy", 4, 64};
  std::unique_ptr<link::PairRunner> pair;

  World() {
    fillTable(*a);
    link::PairSetup setup;
    setup.pair.name = "bench";
    setup.pair.objects.include = {"app.*"};
    setup.pair.forward.types = forwardDefaults();
    setup.a = {a->dataSource("a", {"cn-a", "", 1}), Secret()};
    setup.b = {b->dataSource("b", {"cn-b", "", 2}), Secret()};
    setup.jobs = &jobs;
    setup.sinks.event = [](const Event&) {};
    setup.sinks.conflicts = [](const std::vector<Conflict>&) { return Status(); };
    setup.sample = [](const std::string&, const MetricSample&) {};
    pair = std::make_unique<link::PairRunner>(std::move(setup));
    auto replica = test::session(*r);
    test::run(*replica,
              {"CHANGE MASTER TO master_host='127.0.0.1', master_user='root', master_port=" +
               std::to_string(a->port()) + ", master_log_file='bin.000001', master_log_pos=4"});
    waitReplica(0);
    waitOurs(0);
  }

  std::pair<std::string, std::string> endOfLog() {
    auto rows = test::session(*a)->query("SHOW MASTER STATUS");
    if (!rows) die("end of log", rows.error());
    return {rows->text(0, "File"), rows->text(0, "Position")};
  }

  // Seconds until the replica has executed all there is; workers 0 = single.
  double waitReplica(int workers) {
    const auto [file, position] = endOfLog();
    auto s = test::session(*r);
    test::run(*s, {"SET GLOBAL slave_parallel_threads=" + std::to_string(workers)});
    const int64_t began = systemClock().steadyUs();
    test::run(*s, {"START SLAVE"});
    const bool done = test::eventually(
        [&] {
          auto w = s->scalar("SELECT MASTER_POS_WAIT('" + file + "'," + position + ",10)");
          return w && !w->empty() && *w != "-1";
        },
        600);
    const double seconds = static_cast<double>(systemClock().steadyUs() - began) / 1e6;
    test::run(*s, {"STOP SLAVE"});
    if (!done) std::exit(1);
    return seconds;
  }

  // Seconds from the start of the pair until `rows` more rows stand at B.
  double waitOurs(int64_t rows) {
    const int64_t goal = pair->snapshot()->forward.rowsApplied + rows;
    const int64_t began = systemClock().steadyUs();
    if (Status started = pair->start({}); !started) die("start", started.error());
    const bool ok = test::eventually(
        [&] {
          const auto s = pair->snapshot()->forward;
          if (s.error) die("link", *s.error);
          return s.rowsApplied >= goal && s.state != LinkState::CopyingRows &&
                 s.state != LinkState::CopyingSchema && s.state != LinkState::Starting;
        },
        600);
    const double seconds = static_cast<double>(systemClock().steadyUs() - began) / 1e6;
    if (Status stopped = pair->stop(LinkState::Stopped); !stopped) die("stop", stopped.error());
    if (!ok) std::exit(1);
    return seconds;
  }
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<int> shapes;
  for (int i = 1; i < argc; ++i) shapes.push_back(std::atoi(argv[i]));
  if (shapes.empty()) shapes = {1, 5, 50, 1000};
  World world;
  unsigned seed = 100;
  for (int rows : shapes) {
    std::vector<double> ours, peer;
    for (int round = 0; round < kRounds; ++round) {
      writeBacklog(*world.a, rows, ++seed);
      const int64_t before = world.pair->snapshot()->forward.rowsApplied;
      const double mine = world.waitOurs(kBacklogRows);
      const int64_t applied = world.pair->snapshot()->forward.rowsApplied - before;
      if (applied != kBacklogRows) {
        std::fprintf(stderr, "applied %lld of %d rows\n", static_cast<long long>(applied),
                     kBacklogRows);
        return 1;
      }
      // Best of the replica's shapes takes turns: 0, 2 and 4 workers.
      const int workers[] = {0, 2, 4};
      const double native = world.waitReplica(workers[round % 3]);
      ours.push_back(kBacklogRows / mine);
      peer.push_back(kBacklogRows / native);
      std::printf(
          "  %d rows a transaction, round %d: ours %.0f rows/s, native (%d workers) %.0f rows/s\n",
          rows, round, ours.back(), workers[round % 3], peer.back());
    }
    bench::Outcome o;
    o.name = "apply_update_" + std::to_string(rows);
    o.ours = bench::percentile(ours, 50);
    o.peer = bench::percentile(peer, 100);
    o.unit = "rows/s";
    bench::report(o);
  }
  std::printf("machine load %s\n", bench::machineLoad().c_str());
  return 0;
}
