#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "app/secrets/ref_secret_store.h"

namespace twintide::app {
namespace {

constexpr size_t kMaxTyped = 1024;
constexpr int kSliceMs = 200;
constexpr int kMaxWaitMs = 5 * 60 * 1000;

// Echo and signals off until the end of the scope: Ctrl-C comes as a byte, so the terminal never
// stays silent.
class Silence {
 public:
  explicit Silence(int fd) : m_fd(fd), m_ok(::tcgetattr(fd, &m_before) == 0) {
    termios quiet = m_before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG | ICANON);
    quiet.c_cc[VMIN] = 1;
    quiet.c_cc[VTIME] = 0;
    m_ok = m_ok && ::tcsetattr(fd, TCSAFLUSH, &quiet) == 0;
  }
  ~Silence() {
    if (m_ok) ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  bool ok() const { return m_ok; }

 private:
  int m_fd;
  termios m_before{};
  bool m_ok;
};

void say(int fd, const std::string& text) {
  [[maybe_unused]] const ssize_t n = ::write(fd, text.data(), text.size());
}

// True when something was typed before the time is over or giveUp() says so.
bool waitTyped(int fd, const std::function<bool()>& giveUp) {
  for (int waited = 0; waited < kMaxWaitMs; waited += kSliceMs) {
    pollfd p{fd, POLLIN, 0};
    const int n = ::poll(&p, 1, kSliceMs);
    if (n > 0) return true;
    if ((n < 0 && errno != EINTR) || giveUp()) return false;
  }
  return false;
}

// False at Ctrl-C, Ctrl-D, the end of the terminal, and when it is given up.
bool readTyped(int fd, std::string& typed, const std::function<bool()>& giveUp) {
  typed.reserve(kMaxTyped);  // never moves, so no copy stays behind
  while (waitTyped(fd, giveUp)) {
    char c = 0;
    const ssize_t n = ::read(fd, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0 || c == 3 || c == 4) return false;
    if (c == '\r' || c == '\n') return true;
    const bool back = c == 8 || c == 127;
    if (back && !typed.empty()) typed.pop_back();
    if (!back && typed.size() < kMaxTyped) typed += c;
  }
  return false;
}

}  // namespace

std::optional<Secret> askOnTerminal(const std::string& question,
                                    const std::function<bool()>& giveUp) {
  const int fd = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return std::nullopt;
  std::optional<Secret> answer;
  {
    const Silence silence(fd);
    if (silence.ok()) {
      say(fd, "\r\033[K" + question);  // over a progress line
      std::string typed;
      const bool done = readTyped(fd, typed, giveUp);
      if (done) answer.emplace(typed);
      const Secret wiped(std::move(typed));
      say(fd, "\n");
    }
  }
  ::close(fd);
  return answer;
}

}  // namespace twintide::app
