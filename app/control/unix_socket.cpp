#include "app/control/unix_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/base/clock.h"
#include "engine/store/atomic_file.h"

namespace twintide::app {
namespace {

using std::chrono::milliseconds;

// How often a wait looks at its stop token.
constexpr int kSliceMs = 100;

// The folder of the workspace, so that its socket can be named by a short path: sun_path holds 108
// bytes only (unix(7)), a workspace path may be longer.
class FolderPath {
 public:
  explicit FolderPath(const std::string& dir)
      : m_fd(::open(dir.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {}
  ~FolderPath() {
    if (m_fd >= 0) ::close(m_fd);
  }
  FolderPath(const FolderPath&) = delete;
  FolderPath& operator=(const FolderPath&) = delete;
  bool ok() const { return m_fd >= 0; }
  sockaddr_un address() const {
    sockaddr_un a{};
    a.sun_family = AF_UNIX;
    const std::string path = UnixSocket::fileIn("/proc/self/fd/" + std::to_string(m_fd));
    std::copy_n(path.c_str(), std::min(path.size() + 1, sizeof a.sun_path - 1), a.sun_path);
    return a;
  }

 private:
  int m_fd;
};

const sockaddr* generic(const sockaddr_un& a) {
  return reinterpret_cast<const sockaddr*>(&a);
}

int newSocket() {
  return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

// > 0 ready, 0 the wait is over, < 0 error.
int waitFor(int fd, short events, int64_t untilUs, const std::stop_token& stop) {
  for (;;) {
    const int64_t leftMs = (untilUs - systemClock().steadyUs()) / 1000;
    if (leftMs <= 0 || stop.stop_requested()) return 0;
    pollfd p{fd, events, 0};
    const int n = ::poll(&p, 1, static_cast<int>(std::min<int64_t>(leftMs, kSliceMs)));
    if (n > 0) return 1;
    if (n < 0 && errno != EINTR) return -1;
  }
}

int64_t deadline(milliseconds wait) {
  return systemClock().steadyUs() + wait.count() * 1000;
}

bool ours(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == ::geteuid() || peer.uid == 0;
}

tl::unexpected<Error> broken(const char* reason) {
  return fail(ErrorCode::ControlFailed, {{"reason", reason}});
}

}  // namespace

UnixSocket::UnixSocket(UnixSocket&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_rest(std::move(other.m_rest)) {}

UnixSocket& UnixSocket::operator=(UnixSocket&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  std::swap(m_rest, other.m_rest);
  return *this;
}

UnixSocket::~UnixSocket() {
  if (m_fd >= 0) ::close(m_fd);
}

Result<UnixSocket> UnixSocket::listen(const std::string& dir) {
  const std::string file = fileIn(dir);
  const FolderPath folder(dir);
  UnixSocket socket(newSocket());
  if (!folder.ok() || !socket.valid()) return fail(store::writeError(errno, file));
  TWINTIDE_TRY(store::removeFile(file));
  const sockaddr_un address = folder.address();
  // Nobody can connect between bind and listen, so nobody meets the wider mode.
  if (::bind(socket.m_fd, generic(address), sizeof address) != 0 ||
      ::chmod(file.c_str(), 0600) != 0 || ::listen(socket.m_fd, 16) != 0)
    return fail(store::writeError(errno, file));
  return socket;
}

Result<UnixSocket> UnixSocket::connect(const std::string& dir) {
  const FolderPath folder(dir);
  UnixSocket socket(newSocket());
  const sockaddr_un address = folder.address();
  const bool there = folder.ok() && socket.valid();
  if (there && ::connect(socket.m_fd, generic(address), sizeof address) == 0) return socket;
  // EAGAIN: somebody listens, but has more callers than it can take.
  if (there && errno == EAGAIN) return fail(ErrorCode::TimedOut, {{"what", "control"}});
  return fail(ErrorCode::NotServing, {{"dir", dir}});
}

UnixSocket UnixSocket::accept(milliseconds wait) {
  if (waitFor(m_fd, POLLIN, deadline(wait), {}) <= 0) return {};
  UnixSocket client(::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (client.valid() && !ours(client.m_fd)) return {};
  return client;
}

bool UnixSocket::hungUp() const {
  char c = 0;
  const ssize_t n = ::recv(m_fd, &c, 1, MSG_PEEK | MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

Result<std::string> UnixSocket::readLine(milliseconds wait, std::stop_token stop) {
  const int64_t until = deadline(wait);
  for (;;) {
    if (const size_t end = m_rest.find('\n'); end != std::string::npos) {
      std::string line = m_rest.substr(0, end);
      m_rest.erase(0, end + 1);
      return line;
    }
    if (m_rest.size() > kMaxLine) return broken("answer_too_long");
    const int ready = waitFor(m_fd, POLLIN, until, stop);
    if (ready == 0 && stop.stop_requested()) return fail(ErrorCode::Cancelled);
    if (ready == 0) return fail(ErrorCode::TimedOut, {{"what", "control"}});
    char buffer[64 * 1024];
    const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (n > 0) m_rest.append(buffer, static_cast<size_t>(n));
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return broken("no_answer");
  }
}

Status UnixSocket::writeLine(std::string line, milliseconds wait) {
  line += '\n';
  const int64_t until = deadline(wait);
  for (size_t done = 0; done < line.size();) {
    const ssize_t n = ::send(m_fd, line.data() + done, line.size() - done, MSG_NOSIGNAL);
    if (n > 0) done += static_cast<size_t>(n);
    if (n < 0 && errno != EAGAIN && errno != EINTR) return broken("no_answer");
    if (done < line.size() && waitFor(m_fd, POLLOUT, until, {}) <= 0)
      return fail(ErrorCode::TimedOut, {{"what", "control"}});
  }
  return {};
}

}  // namespace twintide::app
