// Found by ThreadSanitizer: the first two loggers made the sink that both share, each its own.
#include <doctest/doctest.h>

#include <latch>
#include <vector>

#include "engine/base/log.h"
#include "engine/base/thread_pool.h"

using namespace twintide;

TEST_CASE("threads that log for the first time at once share one sink") {
  constexpr int kThreads = 8;
  std::latch together(kThreads);
  std::vector<std::shared_ptr<spdlog::logger>> made(kThreads);
  std::vector<NamedThread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back("log", [&, i](std::stop_token) {
      together.arrive_and_wait();
      made[i] = logger("room-" + std::to_string(i % 2));
    });
  }
  for (NamedThread& t : threads) t.join();
  for (const auto& l : made) {
    REQUIRE(l);
    CHECK(l->sinks() == made[0]->sinks());
  }
}
