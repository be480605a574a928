#include "app/twintidectl/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>

namespace twintide::app {
namespace {

// A pipe wakes waitInterrupted() without a race between the look and the wait.
int g_wake[2] = {-1, -1};
volatile std::sig_atomic_t g_came = 0;

void onSignal(int) {
  g_came = 1;
  const char c = 1;
  [[maybe_unused]] const ssize_t n = ::write(g_wake[1], &c, 1);
}

}  // namespace

void catchSignals() {
  if (::pipe2(g_wake, O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action {};
  action.sa_handler = onSignal;
  // After the first one the default is back: a person who presses Ctrl-C twice means it.
  action.sa_flags = SA_RESETHAND;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() {
  return g_came != 0;
}

bool waitInterrupted(std::chrono::milliseconds time) {
  pollfd p{g_wake[0], POLLIN, 0};
  if (!interrupted()) ::poll(&p, 1, static_cast<int>(time.count()));
  return interrupted();
}

}  // namespace twintide::app
