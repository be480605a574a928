#include "engine/link/practice/child_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <stop_token>

#include "engine/base/stop_wait.h"

extern char** environ;

namespace twintide::practice {
namespace {

// Exit statuses of reaped children, so that every asker sees the same answer.
std::mutex reapMutex;
std::map<pid_t, int> reaped;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& t : texts) out.push_back(t.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment(const std::vector<std::string>& extra) {
  std::vector<std::string> out(extra);
  for (char** e = environ; *e; ++e) out.emplace_back(*e);
  return out;
}

}  // namespace

Result<pid_t> spawnChild(const std::vector<std::string>& argv, const std::vector<std::string>& env,
                         const std::string& logFile) {
  // Everything the child needs is made before fork(): after it only async-signal-safe calls.
  std::vector<std::string> args = argv, full = environment(env);
  std::vector<char*> argPointers = pointers(args), envPointers = pointers(full);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    return fail(ErrorCode::ServerStartFailed, {{"kind", argv[0]}, {"log", std::strerror(errno)}});
  }
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(127);
  const int log = open(logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(log, 1);
  dup2(log, 2);
  for (int fd = 3; fd < 1024; ++fd) close(fd);
  execve(argPointers[0], argPointers.data(), envPointers.data());
  _exit(127);
}

bool childRuns(pid_t pid) {
  if (pid <= 0) return false;
  std::lock_guard lock(reapMutex);
  if (reaped.count(pid)) return false;
  int status = 0;
  const pid_t got = waitpid(pid, &status, WNOHANG);
  if (got == 0) return true;
  reaped[pid] = got == pid ? status : -1;
  return false;
}

bool waitChild(pid_t pid, std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (childRuns(pid)) {
    if (std::chrono::steady_clock::now() >= until) return false;
    pauseFor(std::stop_token(), std::chrono::milliseconds(5));
  }
  return true;
}

int runToEnd(const std::vector<std::string>& argv, const std::string& logFile,
             std::chrono::seconds time) {
  auto pid = spawnChild(argv, {}, logFile);
  if (!pid) return -1;
  if (!waitChild(*pid, time)) {
    kill(*pid, SIGKILL);
    waitChild(*pid, std::chrono::seconds(5));
    return -1;
  }
  std::lock_guard lock(reapMutex);
  const int status = reaped[*pid];
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

uint16_t freePort() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  uint16_t port = 0;
  if (bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
      getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
    port = ntohs(address.sin_port);
  }
  close(fd);
  return port;
}

}  // namespace twintide::practice
