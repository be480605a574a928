// Purpose: twintidectl on a terminal of its own: what it shows there, and answers typed to it.
#pragma once

#include <pty.h>

#include "tests/ctl/run_ctl.h"

namespace twintide::test {

class TerminalCtl {
 public:
  explicit TerminalCtl(const Words& args, const Env& env = {}) {
    winsize size{40, 120, 0, 0};
    m_pid = ::forkpty(&m_tty, nullptr, nullptr, &size);
    if (m_pid != 0) return;
    ::setenv("LANG", "en_US.UTF-8", 1);
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("LC_ALL");
    ::unsetenv("NO_COLOR");
    for (const auto& [key, value] : env) ::setenv(key.c_str(), value.c_str(), 1);
    const std::string program = TWINTIDE_BINARY_DIR "/app/twintidectl";
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& a : args) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    ::execv(program.c_str(), argv.data());
    ::_exit(127);
  }
  ~TerminalCtl() {
    if (m_pid > 0) {
      ::kill(m_pid, SIGKILL);
      ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_tty);
  }
  TerminalCtl(const TerminalCtl&) = delete;
  TerminalCtl& operator=(const TerminalCtl&) = delete;

  // Until the terminal has shown the text; false when the program ended or the time is over.
  bool shows(const std::string& text, std::chrono::seconds limit = std::chrono::seconds(60)) {
    return pump(limit, [&] { return shown.find(text) != std::string::npos; });
  }
  void type(const std::string& text) {
    if (::write(m_tty, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::abort();
  }
  int wait(std::chrono::seconds limit = std::chrono::seconds(60)) {
    pump(limit, [] { return false; });
    const auto until = std::chrono::steady_clock::now() + limit;
    int status = 0;
    while (::waitpid(m_pid, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > until) return -1;
      ::poll(nullptr, 0, 10);
    }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  pid_t pid() const { return m_pid; }

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
  pid_t m_pid = -1;
};

}  // namespace twintide::test
