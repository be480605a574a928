#include "engine/store/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <sstream>
#include <utility>

#include "engine/store/atomic_file.h"

namespace twintide::store {
namespace {

std::string hostName() {
  char buffer[256] = {};
  return ::gethostname(buffer, sizeof buffer - 1) == 0 ? buffer : "?";
}

// "pid 4711\nhost alpha\n"; a holder that has not written yet leaves the values empty.
std::map<std::string, std::string> readHolder(int fd) {
  char buffer[512] = {};
  const ssize_t n = ::pread(fd, buffer, sizeof buffer - 1, 0);
  std::map<std::string, std::string> holder{{"pid", "?"}, {"host", "?"}};
  std::istringstream in(std::string(buffer, n > 0 ? static_cast<size_t>(n) : 0));
  std::string key, value;
  while (in >> key >> value) {
    if (holder.contains(key)) holder[key] = value;
  }
  return holder;
}

// Who holds it is advice for the next program; a full disk must not keep this one from opening.
void writeHolder(int fd) {
  const std::string text = "pid " + std::to_string(::getpid()) + "\nhost " + hostName() + "\n";
  if (::ftruncate(fd, 0) != 0) return;
  [[maybe_unused]] const ssize_t n = ::pwrite(fd, text.data(), text.size(), 0);
}

}  // namespace

LockFile::LockFile(LockFile&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  return *this;
}

LockFile::~LockFile() {
  if (m_fd >= 0) ::close(m_fd);  // the file stays: removing it would race with the next holder
}

Result<LockFile> LockFile::take(const std::string& path, const std::string& dir) {
  LockFile lock;
  lock.m_fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock.m_fd < 0) return fail(writeError(errno, path));
  while (::flock(lock.m_fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) return fail(writeError(errno, path));
    Error error(ErrorCode::WorkspaceLocked, readHolder(lock.m_fd));
    error.with("dir", dir).retryable = true;
    return fail(std::move(error));
  }
  writeHolder(lock.m_fd);
  return lock;
}

}  // namespace twintide::store
