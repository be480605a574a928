// Purpose: a started program of app/ with an environment of its own; killed when the test is done
// with it.
#pragma once

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

namespace twintide::test {

using Words = std::vector<std::string>;
using Env = std::map<std::string, std::string>;

class Child {
 public:
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  void signal(int number) const { ::kill(m_pid, number); }
  pid_t pid() const { return m_pid; }

 protected:
  Child() = default;
  ~Child() {
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
  }

  // Becomes the program; for the forked process only.
  [[noreturn]] static void become(const std::string& program, const Words& args, const Env& env) {
    ::setenv("LANG", "en_US.UTF-8", 1);
    ::unsetenv("LC_ALL");
    for (const auto& [key, value] : env) ::setenv(key.c_str(), value.c_str(), 1);
    const std::string path = TWINTIDE_BINARY_DIR "/app/" + program;
    std::vector<char*> argv{const_cast<char*>(path.c_str())};
    for (const std::string& a : args) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    ::execv(path.c_str(), argv.data());
    ::_exit(127);
  }

  // Its exit code, 128 + a signal's number; -1 when it has not ended in time.
  int ended(std::chrono::seconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    int status = 0;
    while (::waitpid(m_pid, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() > until) return -1;
      ::poll(nullptr, 0, 10);
    }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  pid_t m_pid = -1;
};

}  // namespace twintide::test
