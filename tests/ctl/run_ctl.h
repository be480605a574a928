// Purpose: runs the real twintidectl and keeps what it said, for one test.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>

#include "engine/store/json.h"
#include "tests/ctl/child.h"
#include "tests/store/temp_dir.h"

namespace twintide::test {

// A started twintidectl, or another program of app/; the destructor kills what still runs.
class Ctl : public Child {
 public:
  explicit Ctl(const Words& args, const Env& env = {}, const std::string& program = "twintidectl") {
    if (::pipe2(m_out, O_CLOEXEC) != 0 || ::pipe2(m_err, O_CLOEXEC) != 0) std::abort();
    m_pid = ::fork();
    if (m_pid == 0) exec(program, args, env);
    ::close(m_out[1]);
    ::close(m_err[1]);
  }
  ~Ctl() {
    ::close(m_out[0]);
    ::close(m_err[0]);
  }

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

  std::string out, err;

 private:
  [[noreturn]] void exec(const std::string& program, const Words& args, const Env& env) {
    ::dup2(m_out[1], 1);
    ::dup2(m_err[1], 2);
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, 0);
    ::setsid();  // no terminal: whoever asks for a password finds nobody
    become(program, args, env);
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

  int m_out[2], m_err[2];
  bool m_open[2] = {true, true};
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

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
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
