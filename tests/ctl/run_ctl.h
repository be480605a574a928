// Purpose: runs the real twintidectl and keeps what it said, for one test.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <map>
#include <string>
#include <vector>

#include "engine/store/json.h"
#include "tests/store/temp_dir.h"

namespace twintide::test {

using Words = std::vector<std::string>;
using Env = std::map<std::string, std::string>;

// A started twintidectl, or another program of app/; the destructor kills what still runs.
class Ctl {
 public:
  explicit Ctl(const Words& args, const Env& env = {}, const std::string& program = "twintidectl")
      : m_program(TWINTIDE_BINARY_DIR "/app/" + program) {
    if (::pipe2(m_out, O_CLOEXEC) != 0 || ::pipe2(m_err, O_CLOEXEC) != 0) std::abort();
    m_pid = ::fork();
    if (m_pid == 0) exec(args, env);
    ::close(m_out[1]);
    ::close(m_err[1]);
  }
  ~Ctl() {
    if (m_pid > 0) {
      ::kill(m_pid, SIGKILL);
      ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_out[0]);
    ::close(m_err[0]);
  }
  Ctl(const Ctl&) = delete;
  Ctl& operator=(const Ctl&) = delete;

  // Until it ends by itself; -1 when it had to be killed after the time.
  int wait(std::chrono::seconds limit = std::chrono::seconds(60)) {
    pump(limit, [] { return false; });
    return ended(limit);
  }
  // Until standard output holds the text; false when the program ended or the time is over.
  bool says(const std::string& text, std::chrono::seconds limit = std::chrono::seconds(60)) {
    pump(limit, [&] { return out.find(text) != std::string::npos; });
    return out.find(text) != std::string::npos;
  }
  void signal(int number) const { ::kill(m_pid, number); }
  pid_t pid() const { return m_pid; }

  std::string out, err;

 private:
  [[noreturn]] void exec(const Words& args, const Env& env) {
    ::dup2(m_out[1], 1);
    ::dup2(m_err[1], 2);
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, 0);
    ::setsid();  // no terminal: whoever asks for a password finds nobody
    ::setenv("LANG", "en_US.UTF-8", 1);
    ::unsetenv("LC_ALL");
    for (const auto& [key, value] : env) ::setenv(key.c_str(), value.c_str(), 1);
    std::vector<char*> argv{const_cast<char*>(m_program.c_str())};
    for (const std::string& a : args) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    ::execv(m_program.c_str(), argv.data());
    ::_exit(127);
  }

  template <class Enough>
  void pump(std::chrono::seconds limit, Enough enough) {
    const auto until = std::chrono::steady_clock::now() + limit;
    while (!enough() && std::chrono::steady_clock::now() < until) {
      pollfd p[2] = {{m_open[0] ? m_out[0] : -1, POLLIN, 0},
                     {m_open[1] ? m_err[0] : -1, POLLIN, 0}};
      if (!m_open[0] && !m_open[1]) return;
      ::poll(p, 2, 100);
      for (int i = 0; i < 2; ++i) {
        if (p[i].revents == 0) continue;
        char buffer[8192];
        const ssize_t n = ::read(p[i].fd, buffer, sizeof buffer);
        if (n <= 0)
          m_open[i] = false;
        else
          (i == 0 ? out : err).append(buffer, static_cast<size_t>(n));
      }
    }
  }

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

  const std::string m_program;
  int m_out[2], m_err[2];
  bool m_open[2] = {true, true};
  pid_t m_pid = -1;
};

struct Said {
  int code = -1;
  std::string out, err;
  store::Json json() const { return store::parseJson(out); }
};

inline Said ctl(const Words& args, const Env& env = {}) {
  Ctl program(args, env);
  Said said;
  said.code = program.wait();
  said.out = program.out;
  said.err = program.err;
  return said;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A pair file for two servers at 127.0.0.1.
struct PairText {
  std::string kind = "mariadb";
  std::string hostA = "127.0.0.1", hostB = "127.0.0.1";
  int portA = 1, portB = 2;
  std::string user = "root";
  std::string refA = "none", refB = "none";
  std::string include = "shop.*";
  std::string text() const {
    const auto side = [&](const char* key, const char* name, const char* region, int number,
                          const std::string& host, int port, const std::string& ref) {
      return std::string(key) + ":\n  name: " + name + "\n  kind: " + kind +
             "\n  region: {id: " + region + ", name: " + name +
             ", number: " + std::to_string(number) + "}\n  host: " + host +
             "\n  port: " + std::to_string(port) + "\n  user: " + user +
             "\n  password_ref: " + ref + "\n";
    };
    return "version: 1\nname: orders\n" +
           side("a", "beijing", "cn-beijing", 100, hostA, portA, refA) +
           side("b", "hangzhou", "cn-hangzhou", 101, hostB, portB, refB) +
           "objects:\n  include: [\"" + include + "\"]\n";
  }
};

}  // namespace twintide::test
