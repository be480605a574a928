// Purpose: twintidectl on a terminal of its own: what it shows there, and answers typed to it.
#pragma once

#include <pty.h>

#include "tests/ctl/run_ctl.h"

namespace twintide::test {

class TerminalCtl : public Child {
 public:
  explicit TerminalCtl(const Words& args, const Env& env = {}) {
    winsize size{40, 120, 0, 0};
    m_pid = ::forkpty(&m_tty, nullptr, nullptr, &size);
    if (m_pid != 0) return;
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("NO_COLOR");
    become("twintidectl", args, env);
  }
  ~TerminalCtl() { ::close(m_tty); }

  // Until the terminal has shown the text; false when the program ended or the time is over.
  bool shows(const std::string& text, std::chrono::seconds limit = std::chrono::seconds(60)) {
    return pump(limit, [&] { return shown.find(text) != std::string::npos; });
  }
  void type(const std::string& text) {
    if (::write(m_tty, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::abort();
  }
  int wait(std::chrono::seconds limit = std::chrono::seconds(60)) {
    pump(limit, [] { return false; });
    return ended(limit);
  }

  std::string shown;

 private:
  template <class Enough>
  bool pump(std::chrono::seconds limit, Enough enough) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!enough() && std::chrono::steady_clock::now() < until) {
      pollfd p{m_tty, POLLIN, 0};
      if (::poll(&p, 1, 100) <= 0) continue;
      char buffer[8192];
      const ssize_t n = ::read(m_tty, buffer, sizeof buffer);
      if (n <= 0) break;  // EIO: the program has closed it
      shown.append(buffer, static_cast<size_t>(n));
    }
    return enough();
  }

  int m_tty = -1;
};

}  // namespace twintide::test
