// Purpose: a running pair of two servers over app.*, as benches measure it.
// Owner: a bench's main. Thread: one at a time.
#pragma once

#include <memory>
#include <utility>

#include "engine/base/thread_pool.h"
#include "engine/link/pair_runner.h"
#include "tests/bench/bench_result.h"
#include "tests/support/servers.h"

namespace twintide::bench {

inline void start(link::PairRunner& pair) {
  if (Status started = pair.start({}); !started) die("start", started.error());
}

// What migrates in reverse is the caller's choice. Ends the program when the pair does not come up.
inline std::unique_ptr<link::PairRunner> startPair(practice::ServerProcess& a,
                                                   practice::ServerProcess& b,
                                                   const MigrationTypes& reverse,
                                                   ThreadPool& jobs) {
  link::PairSetup setup;
  setup.pair.name = "bench";
  setup.pair.objects.include = {"app.*"};
  setup.pair.forward.types = forwardDefaults();
  setup.pair.reverse.types = reverse;
  setup.a = {a.dataSource("a", {"cn-a", "", 1}), Secret()};
  setup.b = {b.dataSource("b", {"cn-b", "", 2}), Secret()};
  setup.jobs = &jobs;
  setup.sinks.event = [](const Event&) {};
  setup.sinks.conflicts = [](const std::vector<Conflict>&) { return Status(); };
  setup.sample = [](const std::string&, const MetricSample&) {};
  auto pair = std::make_unique<link::PairRunner>(std::move(setup));
  start(*pair);
  const bool running = test::eventually(
      [&] {
        const auto now = pair->snapshot();
        return now->forward.state == LinkState::Running && now->reverse.state == LinkState::Running;
      },
      120);
  if (!running) die("start", Error(ErrorCode::TimedOut));
  return pair;
}

}  // namespace twintide::bench
