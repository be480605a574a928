#include "engine/link/practice/port_lease.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <random>
#include <string>

namespace twintide::practice {
namespace {

// net.ipv4.ip_local_port_range starts at 32768 by default: below it no outgoing connection of
// another program takes the port between our look and the server's bind.
constexpr int kLowest = 20000;
constexpr int kHighest = 32000;
constexpr int kTries = 200;

bool bindable(uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return false;
  // Servers set it too: connections in TIME_WAIT do not keep a restarted server off its port.
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  const bool free = bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(fd);
  return free;
}

int holdName(uint16_t port) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = "twintide-port-" + std::to_string(port);
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (bind(fd, reinterpret_cast<sockaddr*>(&address), length) == 0) return fd;
  close(fd);
  return -1;
}

}  // namespace

Result<std::unique_ptr<PortLease>> PortLease::exactly(uint16_t port) {
  const int holder = holdName(port);
  if (holder >= 0 && bindable(port)) return std::unique_ptr<PortLease>(new PortLease(port, holder));
  if (holder >= 0) close(holder);
  return fail(ErrorCode::PortTaken, {{"port", std::to_string(port)}});
}

Result<std::unique_ptr<PortLease>> PortLease::any() {
  std::random_device seed;
  std::mt19937 random(seed());
  std::uniform_int_distribution<int> choose(kLowest, kHighest);
  Result<std::unique_ptr<PortLease>> lease = fail(ErrorCode::PortTaken);
  for (int i = 0; i < kTries && !lease; ++i) lease = exactly(static_cast<uint16_t>(choose(random)));
  return lease;
}

bool PortLease::portFree() const {
  return bindable(m_port);
}

PortLease::~PortLease() {
  close(m_holder);
}

}  // namespace twintide::practice
