// Purpose: time as the engine sees it; tests put a manual one in its place.
// Owner: composition root. Thread: all calls are safe from any thread.
#pragma once

#include <cstdint>

namespace twintide {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual int64_t wallUs() const = 0;    // microseconds since the Unix epoch, UTC
  virtual int64_t steadyUs() const = 0;  // microseconds, never goes back
};

// The machine's clock; lives for the whole program.
const Clock& systemClock();

}  // namespace twintide
