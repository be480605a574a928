#include <doctest/doctest.h>

#include "engine/base/bounded_queue.h"
#include "engine/base/thread_pool.h"

using namespace std::chrono_literals;
using twintide::BoundedQueue;
using twintide::NamedThread;
using twintide::QueueWait;

TEST_CASE("push waits for room and gives up at its deadline") {
  BoundedQueue<int> queue(1, 100);
  CHECK(queue.push(1, 10, 0ms) == QueueWait::Done);
  CHECK(queue.push(2, 10, 5ms) == QueueWait::TimedOut);
}

TEST_CASE("an item above the byte bound passes only through an empty queue") {
  BoundedQueue<int> queue(10, 100);
  CHECK(queue.push(1, 1000, 0ms) == QueueWait::Done);
  CHECK(queue.push(2, 1, 1ms) == QueueWait::TimedOut);
  int out = 0;
  CHECK(queue.pop(out, 0us) == QueueWait::Done);
  CHECK(queue.bytes() == 0);
  CHECK(queue.push(2, 1, 0ms) == QueueWait::Done);
}

TEST_CASE("closing wakes a waiting reader and drains first") {
  BoundedQueue<int> queue(4, 100);
  CHECK(queue.push(7, 1, 0ms) == QueueWait::Done);
  NamedThread closer("closer", [&](std::stop_token) { queue.close(); });
  int out = 0;
  CHECK(queue.pop(out, 10s) == QueueWait::Done);
  CHECK(out == 7);
  CHECK(queue.pop(out, 10s) == QueueWait::Closed);
  CHECK(queue.push(8, 1, 0ms) == QueueWait::Closed);
}
