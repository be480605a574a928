#include "engine/store/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace twintide::store {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxFileBytes = 1 << 20;
constexpr const char* kTempMark = ".twintide-tmp";

// A file descriptor that is closed on every path.
struct Fd {
  int fd = -1;
  ~Fd() {
    if (fd >= 0) ::close(fd);
  }
};

Status writeAll(int fd, const std::string& content, const std::string& path) {
  size_t done = 0;
  while (done < content.size()) {
    const ssize_t n = ::write(fd, content.data() + done, content.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(writeError(errno, path));
    done += static_cast<size_t>(n);
  }
  if (::fsync(fd) != 0) return fail(writeError(errno, path));
  return {};
}

Status syncFolder(const std::string& folder, const std::string& path) {
  const Fd dir{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (dir.fd < 0) return fail(writeError(errno, path));
  // Some file systems cannot sync a folder (EINVAL); the rename stands all the same.
  if (::fsync(dir.fd) != 0 && errno != EINVAL) return fail(writeError(errno, path));
  return {};
}

Status writeTemp(const std::string& temp, const std::string& content, const std::string& path) {
  Fd file{::open(temp.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)};
  if (file.fd < 0) return fail(writeError(errno, path));
  TWINTIDE_TRY(writeAll(file.fd, content, path));
  const int fd = std::exchange(file.fd, -1);
  if (::close(fd) != 0) return fail(writeError(errno, path));  // NFS reports a full disk here
  return {};
}

}  // namespace

Error writeError(int errnum, const std::string& path) {
  const bool full = errnum == ENOSPC || errnum == EDQUOT || errnum == EFBIG;
  return Error(full ? ErrorCode::WorkspaceDiskFull : ErrorCode::WorkspaceNotWritable,
               {{"file", path}, {"reason", std::generic_category().message(errnum)}});
}

Status writeAtomic(const std::string& path, const std::string& content) {
  const fs::path target(path);
  const std::string folder = target.parent_path().string();
  const std::string temp = folder + "/." + target.filename().string() + kTempMark;
  Status written = writeTemp(temp, content, path);
  if (written && ::rename(temp.c_str(), path.c_str()) != 0) written = fail(writeError(errno, path));
  if (!written) {
    ::unlink(temp.c_str());
    return written;
  }
  return syncFolder(folder, path);
}

Result<std::string> readWhole(const std::string& path) {
  const auto broken = [&](const std::string& reason) {
    return fail(ErrorCode::FileUnreadable, {{"file", path}, {"reason", reason}});
  };
  const Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.fd < 0) return broken(std::generic_category().message(errno));
  struct stat info {};
  if (::fstat(file.fd, &info) != 0) return broken(std::generic_category().message(errno));
  if (!S_ISREG(info.st_mode)) return broken("not a regular file");
  std::string content;
  char buffer[16 * 1024];
  for (;;) {
    const ssize_t n = ::read(file.fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return broken(std::generic_category().message(errno));
    if (n == 0) return content;
    content.append(buffer, static_cast<size_t>(n));
    if (content.size() > kMaxFileBytes) return broken("larger than 1 MiB");
  }
}

Status makeFolder(const std::string& path) {
  if (path.empty()) return fail(writeError(ENOENT, path));
  std::string sofar;
  for (const fs::path& part : fs::path(path)) {
    sofar = sofar.empty() ? part.string() : (fs::path(sofar) / part).string();
    if (sofar == "/" || sofar.empty()) continue;
    if (::mkdir(sofar.c_str(), 0700) == 0) continue;
    const int why = errno;  // a parent that we may not write to is fine as long as it is there
    std::error_code ec;
    if (!fs::is_directory(sofar, ec)) return fail(writeError(why == EEXIST ? ENOTDIR : why, path));
  }
  return {};
}

Status removeFile(const std::string& path) {
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return fail(writeError(errno, path));
  }
  return syncFolder(fs::path(path).parent_path().string(), path);
}

Status clearLeftovers(const std::string& folder) {
  std::error_code ec;
  std::vector<std::string> found;
  for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with('.') && name.ends_with(kTempMark)) found.push_back(it->path().string());
  }
  if (ec) return fail(ErrorCode::FileUnreadable, {{"file", folder}, {"reason", ec.message()}});
  for (const std::string& file : found) TWINTIDE_TRY(removeFile(file));
  return {};
}

}  // namespace twintide::store
