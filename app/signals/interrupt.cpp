#include "app/signals/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

namespace twintide::app {
namespace {

// A pipe wakes waitInterrupted() without a race between the look and the wait.
int g_wake[2] = {-1, -1};
std::atomic<bool> g_came{false};
static_assert(std::atomic<bool>::is_always_lock_free, "or a handler may not write it");

void onSignal(int) {
  g_came = true;
  const char c = 1;
  [[maybe_unused]] const ssize_t n = ::write(g_wake[1], &c, 1);
}

}  // namespace

int catchSignals() {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  if (::pipe2(g_wake, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action {};
  action.sa_handler = onSignal;
  // After the first one the default is back: a person who presses Ctrl-C twice means it.
  action.sa_flags = SA_RESETHAND;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  return g_wake[0];
}

bool interrupted() {
  return g_came;
}

bool waitInterrupted(std::chrono::milliseconds time) {
  pollfd p{g_wake[0], POLLIN, 0};
  if (!interrupted()) ::poll(&p, 1, static_cast<int>(time.count()));
  return interrupted();
}

}  // namespace twintide::app
