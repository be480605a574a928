// Catch-up of a backlog on a sysbench-like table: our forward link (with its marker, its conflict
// guards and the reverse link running) against the server's own parallel replica, from the same
// binlog, on the same machine, in turns: MariaDB's optimistic one, or MySQL 8.0.33's by write sets.
// Arguments, in any order: rows a transaction (default 1 5 50 1000), "mixed" (inserts, updates and
// deletes, 5 rows a transaction), "relaxed" or "durable" (default both), "quick" (two small
// rounds), "ours" (leaves the replica out), "mysql" (instead of MariaDB; `./dev fetch mysql8033`).
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/link/pair_runner.h"
#include "tests/bench/backlog.h"
#include "tests/bench/bench_result.h"
#include "tests/bench/replica.h"

using namespace twintide;
using practice::Flavour;
using practice::ServerProcess;

namespace {

constexpr int kTableRows = 200'000;
constexpr int kMixed = -1;  // a shape
constexpr int kMixedRows = 5;

struct Options {
  std::vector<int> shapes;
  Flavour flavour = Flavour::MariaDb;
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
    else if (arg == "mysql")
      o.flavour = Flavour::MySql8033;
    else if (arg == "quick")
      o.rounds = 2, o.backlogRows = 40'000;
    else
      o.shapes.push_back(std::max(1, std::atoi(argv[i])));
  }
  if (o.shapes.empty()) o.shapes = {1, 5, 50, 1000, kMixed};
  return o;
}

std::unique_ptr<ServerProcess> startServer(Flavour flavour, int index) {
  practice::ServerOptions options;
  options.flavour = flavour;
  options.serverId = static_cast<uint32_t>(index + 1);
  options.dataDir = test::scratchDir("apply-" + std::to_string(index));
  options.settings = bench::replicaSettings(flavour);
  options.settings["innodb-buffer-pool-size"] = "512M";
  options.settings["innodb-log-file-size"] = "512M";
  auto started = ServerProcess::start(options);
  if (!started) bench::die("server", started.error());
  return std::move(*started);
}

struct World {
  const Flavour flavour;
  std::unique_ptr<ServerProcess> a = startServer(flavour, 0), b = startServer(flavour, 1),
                                 r = startServer(flavour, 2);
  bench::Replica peer{*a, *r};
  bench::Backlog backlog{*a, kTableRows};
  ThreadPool jobs{"copy", 4, 64};
  std::unique_ptr<link::PairRunner> pair;

  explicit World(const Options& o) : flavour(o.flavour) {
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
    if (o.replica) peer.catchUp(0);
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
  result.name = std::string(o.flavour == Flavour::MariaDb ? "apply_" : "apply_mysql_") +
                (shape == kMixed ? "mixed" : "update_" + std::to_string(shape)) +
                (durable ? "_durable" : "_relaxed");
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
      peer[form].push_back(o.backlogRows / world.peer.catchUp(2 * form));
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
  World world(o);
  for (bool durable : {false, true}) {
    if (durable ? !o.durable : !o.relaxed) continue;
    for (int shape : o.shapes) run(world, o, shape, durable);
  }
  std::printf("machine load %s\n", bench::machineLoad().c_str());
  return 0;
}
