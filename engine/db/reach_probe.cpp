#include "engine/db/reach_probe.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

namespace twintide::db {
namespace {

struct Closer {
  int fd;
  ~Closer() { ::close(fd); }
};

// 0 when the connection stands, else an errno; ETIMEDOUT when nobody answered in time.
int connectWithin(const addrinfo& address, int milliseconds) {
  const int fd = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno;
  const Closer closer{fd};
  if (::connect(fd, address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd wait{fd, POLLOUT, 0};
  if (::poll(&wait, 1, milliseconds) == 0) return ETIMEDOUT;
  int result = 0;
  socklen_t size = sizeof result;
  if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &result, &size) != 0) return errno;
  return result;
}

bool isAboutTheNetwork(ErrorCode code) {
  return code == ErrorCode::ConnectRefused || code == ErrorCode::ConnectTimedOut ||
         code == ErrorCode::ConnectionLost;
}

}  // namespace

Error explainConnectFailure(Error error, const ConnectParams& params) {
  if (!isAboutTheNetwork(error.code)) return error;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(params.port);
  if (::getaddrinfo(params.host.c_str(), port.c_str(), &hints, &found) != 0) {
    error.code = ErrorCode::HostUnknown;
    return error;
  }
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
  // libmariadb stops at the first address, too, so that one is what failed.
  const int wait = static_cast<int>(params.connectTimeout.count()) * 1000;
  switch (connectWithin(*addresses, wait)) {
    case 0:
      // libmariadb reports silence after the connection as a lost one with errno 110.
      if (error.arg("server").find("system error: 110") == std::string::npos) break;
      error.code = ErrorCode::ConnectTimedOut;
      error.with("stage", "greeting");
      break;
    case ECONNREFUSED:
      error.code = ErrorCode::ConnectRefused;
      break;
    case ENETUNREACH:
    case EHOSTUNREACH:
      error.code = ErrorCode::ConnectTimedOut;
      error.with("stage", "route");
      break;
    case ETIMEDOUT:
      error.code = ErrorCode::ConnectTimedOut;
      error.with("stage", "connect");
      break;
    default:
      break;
  }
  return error;
}

}  // namespace twintide::db
