// The two links of a pair without servers: how they end.
#include <doctest/doctest.h>

#include <atomic>
#include <memory>

#include "engine/link/pair_runner.h"
#include "tests/support/servers.h"

using namespace twintide;
using test::eventually;

namespace {

link::LinkEnd nobody(const std::string& name, uint16_t number) {
  link::LinkEnd end;
  end.source.name = name;
  end.source.region = {name, name, number};
  end.source.host = "127.0.0.1";
  end.source.port = 1;
  return end;
}

link::PairSetup unreachable() {
  link::PairSetup s;
  s.pair.name = "far";
  s.a = nobody("a", 1);
  s.b = nobody("b", 2);
  s.sinks.conflicts = [](const std::vector<Conflict>&) { return Status(); };
  s.sample = [](const std::string&, const MetricSample&) {};
  return s;
}

}  // namespace

TEST_CASE("a link stands as long as the other one's thread may call it") {
  std::atomic<bool> held{false}, gone{false};
  auto inUse = std::make_shared<int>();
  link::PairSetup setup = unreachable();
  const std::string forward = setup.pair.linkId(Direction::Forward);
  setup.sinks.event = [&, uses = std::weak_ptr<int>(inUse), keep = inUse](const Event& e) {
    if (e.linkId != forward || held.exchange(true)) return;
    const long before = uses.use_count();
    gone = eventually([&] { return uses.use_count() < before; }, 1);
  };
  inUse.reset();
  auto pair = std::make_unique<link::PairRunner>(std::move(setup));
  NamedThread starting("start", [&](std::stop_token s) { (void)pair->start(s); });
  REQUIRE(eventually([&] { return held.load(); }));
  starting.requestStop();
  starting.join();
  pair.reset();
  CHECK_FALSE(gone.load());
}
