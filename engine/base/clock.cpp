#include "engine/base/clock.h"

#include <chrono>

namespace twintide {
namespace {

template <class C>
int64_t microseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::microseconds>(C::now().time_since_epoch()).count();
}

class SystemClock final : public Clock {
 public:
  int64_t wallUs() const override { return microseconds<std::chrono::system_clock>(); }
  int64_t steadyUs() const override { return microseconds<std::chrono::steady_clock>(); }
};

}  // namespace

const Clock& systemClock() {
  static const SystemClock clock;
  return clock;
}

}  // namespace twintide
