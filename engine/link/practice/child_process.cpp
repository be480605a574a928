#include "engine/link/practice/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <fstream>
#include <future>
#include <memory>

#include "engine/base/thread_pool.h"

namespace twintide::practice {
namespace {

constexpr std::chrono::milliseconds kStep{50};
constexpr std::streamoff kMostTail = 64 << 10;

std::vector<char*> pointersTo(const std::vector<std::string>& words) {
  std::vector<char*> out;
  out.reserve(words.size() + 1);
  for (const auto& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

// Runs in the child between fork and exec: async-signal-safe calls only.
[[noreturn]] void becomeProgram(char** argv, char** env, int log, int errorPipe, pid_t parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  const int input = open("/dev/null", O_RDONLY);
  dup2(input, 0);
  dup2(log, 1);
  dup2(log, 2);
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  execve(argv[0], argv, env);
  const int reason = errno;
  const ssize_t written = write(errorPipe, &reason, sizeof reason);
  _exit(written == sizeof reason ? 127 : 126);
}

Error startFailed(const Command& command, int reason) {
  return Error(ErrorCode::ServerStartFailed,
               {{"file", command.argv[0]}, {"reason", std::strerror(reason)}});
}

Result<pid_t> forkAndExec(const Command& command) {
  auto argv = pointersTo(command.argv);
  auto env = pointersTo(command.environment);
  const int log = open(command.logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log < 0) return fail(startFailed(command, errno));
  int pipes[2];
  if (pipe2(pipes, O_CLOEXEC) != 0) {
    const int reason = errno;
    close(log);
    return fail(startFailed(command, reason));
  }
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) becomeProgram(argv.data(), env.data(), log, pipes[1], parent);
  int reason = pid < 0 ? errno : 0;
  close(log);
  close(pipes[1]);
  // The pipe closes at exec; bytes in it are the errno of an exec that failed.
  if (pid > 0 && read(pipes[0], &reason, sizeof reason) <= 0) reason = 0;
  close(pipes[0]);
  if (reason == 0) return pid;
  if (pid > 0) waitpid(pid, nullptr, 0);
  return fail(startFailed(command, reason));
}

// PR_SET_PDEATHSIG fires when the forking *thread* ends (prctl(2)), so one thread that lives as
// long as the program forks every child.
class Spawner {
 public:
  static Spawner& instance() {
    static Spawner spawner;
    return spawner;
  }
  Result<pid_t> spawn(const Command& command) {
    auto promise = std::make_shared<std::promise<Result<pid_t>>>();
    auto future = promise->get_future();
    const bool taken = m_pool.submit(
        [command, promise](std::stop_token) { promise->set_value(forkAndExec(command)); });
    if (!taken) return fail(ErrorCode::OwnerGone);
    return future.get();
  }

 private:
  ThreadPool m_pool{"spawner", 1, 64};
};

}  // namespace

Result<pid_t> spawn(const Command& command) {
  return Spawner::instance().spawn(command);
}

bool waitExit(pid_t pid, std::chrono::milliseconds timeout, int* exitCode) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  // By number: the header of glibc 2.36 declares pidfd_open without C linkage.
  const int fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  int status = 0;
  pid_t ended = waitpid(pid, &status, WNOHANG);
  while (ended == 0 && std::chrono::steady_clock::now() < deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    // Without a pidfd (a kernel before 5.3, valgrind) we look again every step.
    pollfd ending{fd, POLLIN, 0};
    poll(&ending, fd >= 0 ? 1 : 0, static_cast<int>((fd >= 0 ? left : kStep).count()) + 1);
    ended = waitpid(pid, &status, WNOHANG);
  }
  if (fd >= 0) close(fd);
  if (ended == 0) return false;
  if (exitCode) *exitCode = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return true;
}

Result<int> runToEnd(const Command& command, std::chrono::seconds timeout, std::stop_token stop) {
  auto pid = spawn(command);
  if (!pid) return fail(pid.error());
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  int code = 0;
  while (!waitExit(*pid, kStep, &code)) {
    const bool late = std::chrono::steady_clock::now() > deadline;
    if (!late && !stop.stop_requested()) continue;
    kill(*pid, SIGKILL);
    waitpid(*pid, nullptr, 0);
    if (!late) return fail(ErrorCode::Cancelled);
    return fail(ErrorCode::TimedOut,
                {{"what", command.argv[0]}, {"seconds", std::to_string(timeout.count())}});
  }
  return code;
}

std::string tailOf(const std::string& file, int lines) {
  std::ifstream in(file, std::ios::ate);
  const std::streamoff size = in.tellg();
  in.seekg(std::max<std::streamoff>(0, size - kMostTail));
  std::deque<std::string> last;
  for (std::string line; std::getline(in, line);) {
    last.push_back(line.substr(0, 400));
    if (static_cast<int>(last.size()) > lines) last.pop_front();
  }
  std::string out;
  for (const auto& line : last) out += line + "\n";
  return out;
}

}  // namespace twintide::practice
