// Catch-up of a backlog on a sysbench-like table: our forward link (with its marker, its conflict
// guards and the reverse link running) against MariaDB's own optimistic replica, from the same
// binlog, on the same machine, in turns.
// Arguments, in any order: rows a transaction (default 1 5 50 1000), "mixed" (inserts, updates and
// deletes, 5 rows a transaction), "relaxed" or "durable" (default both), "quick" (two small
// rounds), "ours" (leaves the replica out).
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/link/pair_runner.h"
#include "tests/bench/backlog.h"
#include "tests/bench/bench_result.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerProcess;

namespace {

constexpr int kTableRows = 200'000;
constexpr int kMixed = -1;  // a shape
constexpr int kMixedRows = 5;

struct Options {
  std::vector<int> shapes;
  bool relaxed = true, durable = true, replica = true;
  int rounds = 6;  // each of the replica's three forms twice
  int backlogRows = 60'000;
};

Options parse(int argc, char** argv) {
  Options o;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "mixed")
      o.shapes.push_back(kMixed);
    else if (arg == "relaxed")
      o.durable = false;
    else if (arg == "durable")
      o.relaxed = false;
    else if (arg == "ours")
      o.replica = false;
    else if (arg == "quick")
      o.rounds = 2, o.backlogRows = 40'000;
    else
      o.shapes.push_back(std::max(1, std::atoi(argv[i])));
  }
  if (o.shapes.empty()) o.shapes = {1, 5, 50, 1000, kMixed};
  return o;
}

std::unique_ptr<ServerProcess> startServer(int index) {
  practice::ServerOptions options;
  options.flavour = Flavour::MariaDb;
  options.serverId = static_cast<uint32_t>(index + 1);
  options.dataDir = test::scratchDir("apply-" + std::to_string(index));
  options.settings = {{"innodb-buffer-pool-size", "512M"},
                      {"innodb-log-file-size", "512M"},
                      {"log-slave-updates", "1"},
                      {"slave-parallel-mode", "optimistic"}};
  auto started = ServerProcess::start(options);
  if (!started) bench::die("server", started.error());
  return std::move(*started);
}

struct World {
  std::unique_ptr<ServerProcess> a = startServer(0), b = startServer(1), r = startServer(2);
  bench::Backlog backlog{*a, kTableRows};
  ThreadPool jobs{"copy", 4, 64};
  std::unique_ptr<link::PairRunner> pair;

  explicit World(bool replica) {
    link::PairSetup setup;
    setup.pair.name = "bench";
    setup.pair.objects.include = {"app.*"};
    setup.pair.forward.types = forwardDefaults();
    setup.pair.reverse.types = reverseDefaults();
    setup.a = {a->dataSource("a", {"cn-a", "", 1}), Secret()};
    setup.b = {b->dataSource("b", {"cn-b", "", 2}), Secret()};
    setup.jobs = &jobs;
    setup.sinks.event = [](const Event&) {};
    setup.sinks.conflicts = [](const std::vector<Conflict>&) { return Status(); };
    setup.sample = [](const std::string&, const MetricSample&) {};
    pair = std::make_unique<link::PairRunner>(std::move(setup));
    auto s = test::session(*r);
    test::run(*s,
              {"CHANGE MASTER TO master_host='127.0.0.1', master_user='root', master_port=" +
               std::to_string(a->port()) + ", master_log_file='binlog.000001', master_log_pos=4"});
    if (replica) waitReplica(0);
    waitOurs(0);
  }

  void setDurable(bool durable) {
    for (ServerProcess* server : {b.get(), r.get()}) {
      auto s = test::session(*server);
      test::run(*s,
                {std::string("SET GLOBAL innodb_flush_log_at_trx_commit=") + (durable ? "1" : "2"),
                 std::string("SET GLOBAL sync_binlog=") + (durable ? "1" : "0")});
    }
  }

  std::pair<std::string, std::string> endOfLog() {
    auto rows = test::session(*a)->query("SHOW MASTER STATUS");
    if (!rows) bench::die("end of log", rows.error());
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
          return w && !w->empty() && *w != "-1" && *w != "NULL";
        },
        300);
    const double seconds = static_cast<double>(systemClock().steadyUs() - began) / 1e6;
    if (!done) {
      auto status = s->query("SHOW SLAVE STATUS");
      std::fprintf(stderr, "replica: %s %s\n",
                   status ? status->text(0, "Last_IO_Error").c_str() : "?",
                   status ? status->text(0, "Last_SQL_Error").c_str() : "?");
      std::exit(1);
    }
    test::run(*s, {"STOP SLAVE"});
    return seconds;
  }

  // Seconds from the start of the pair until `rows` more rows stand at B.
  double waitOurs(int64_t rows) {
    const int64_t goal = pair->snapshot()->forward.rowsApplied + rows;
    const int64_t began = systemClock().steadyUs();
    if (Status started = pair->start({}); !started) bench::die("start", started.error());
    const bool ok = test::eventually(
        [&] {
          const auto s = pair->snapshot()->forward;
          if (s.error) bench::die("link", *s.error);
          return s.rowsApplied >= goal && s.state != LinkState::CopyingRows &&
                 s.state != LinkState::CopyingSchema && s.state != LinkState::Starting;
        },
        300);
    const double seconds = static_cast<double>(systemClock().steadyUs() - began) / 1e6;
    if (Status stopped = pair->stop(LinkState::Stopped); !stopped)
      bench::die("stop", stopped.error());
    const auto s = pair->snapshot()->forward;
    if (!ok || s.rowsApplied != goal || s.conflicts != 0) {
      std::fprintf(stderr, "applied %lld, wanted %lld, conflicts %lld\n",
                   static_cast<long long>(s.rowsApplied), static_cast<long long>(goal),
                   static_cast<long long>(s.conflicts));
      std::exit(1);
    }
    return seconds;
  }

  void compare(bool replica) {
    auto sum = [](ServerProcess& at) {
      auto rows = test::session(at)->query("CHECKSUM TABLE app.sb");
      if (!rows) bench::die("checksum", rows.error());
      return rows->text(0, "Checksum");
    };
    const std::string truth = sum(*a);
    if (sum(*b) == truth && (!replica || sum(*r) == truth)) return;
    std::fprintf(stderr, "the tables differ\n");
    std::exit(1);
  }
};

void run(World& world, const Options& o, int shape, bool durable) {
  bench::Outcome result;
  result.name = (shape == kMixed ? "apply_mixed" : "apply_update_" + std::to_string(shape)) +
                std::string(durable ? "_durable" : "_relaxed");
  result.unit = "rows/s";
  world.setDurable(durable);
  std::vector<double> ours, peer[3];  // without, with two, with four workers
  for (int round = 0; round < o.rounds; ++round) {
    if (shape == kMixed)
      world.backlog.mixed(o.backlogRows, kMixedRows);
    else
      world.backlog.updates(o.backlogRows, shape);
    // Whoever comes first would pay for flushing what the source has just written.
    ::sync();
    ours.push_back(o.backlogRows / world.waitOurs(o.backlogRows));
    std::printf("  %s round %d: ours %.0f rows/s", result.name.c_str(), round, ours.back());
    if (o.replica) {
      const int form = round % 3;
      ::sync();
      peer[form].push_back(o.backlogRows / world.waitReplica(2 * form));
      std::printf(", replica with %d workers %.0f rows/s", 2 * form, peer[form].back());
    }
    std::printf("\n");
    std::fflush(stdout);
  }
  world.compare(o.replica);
  result.ours = bench::percentile(ours, 50);
  for (const auto& form : peer) result.peer = std::max(result.peer, bench::percentile(form, 50));
  bench::report(result);
}

}  // namespace

int main(int argc, char** argv) {
  const Options o = parse(argc, argv);
  World world(o.replica);
  for (bool durable : {false, true}) {
    if (durable ? !o.durable : !o.relaxed) continue;
    for (int shape : o.shapes) run(world, o, shape, durable);
  }
  std::printf("machine load %s\n", bench::machineLoad().c_str());
  return 0;
}
