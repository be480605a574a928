#include "engine/base/kill_point.h"

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace twintide {
namespace {

struct Armed {
  std::string label;
  std::atomic<int> left{0};

  Armed() {
    const char* text = std::getenv("TWINTIDE_KILL_AT");
    if (!text) return;
    const std::string given = text;
    const size_t colon = given.rfind(':');
    label = given.substr(0, colon);
    left = colon == std::string::npos ? 1 : std::atoi(given.c_str() + colon + 1);
  }
};

Armed& armed() {
  static Armed a;
  return a;
}

[[noreturn]] void die() {
  kill(getpid(), SIGKILL);
  std::abort();
}

}  // namespace

bool killPointDue(std::string_view label) {
  Armed& a = armed();
  return !a.label.empty() && a.label == label && --a.left == 0;
}

void killPoint(std::string_view label) {
  if (killPointDue(label)) die();
}

// MySQL client/server protocol: 3 bytes of length, sequence number 0, 0x03 for COM_QUERY, the text.
void dieSending(int socket, std::string_view sql, double part) {
  const size_t length = sql.size() + 1;
  std::string packet;
  for (int shift : {0, 8, 16}) packet += static_cast<char>(length >> shift & 0xff);
  packet += '\0';
  packet += '\x03';
  packet += sql;
  const auto bytes = static_cast<size_t>(static_cast<double>(packet.size()) * part);
  for (size_t sent = 0; sent < bytes;) {
    const ssize_t n = send(socket, packet.data() + sent, bytes - sent, MSG_NOSIGNAL);
    if (n <= 0) break;
    sent += static_cast<size_t>(n);
  }
  die();
}

}  // namespace twintide
