#include "app/twintide/quit_signal.h"

#include <fcntl.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <csignal>

namespace twintide {
namespace {

int g_wake[2] = {-1, -1};

void onSignal(int) {
  const char c = 1;
  [[maybe_unused]] const ssize_t n = ::write(g_wake[1], &c, 1);
}

}  // namespace

QuitSignal::QuitSignal(QObject* parent) : QObject(parent) {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  if (::pipe2(g_wake, O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESETHAND;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  auto* notifier = new QSocketNotifier(g_wake[0], QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [] { QCoreApplication::exit(0); });
}

}  // namespace twintide
