#include "app/secrets/ref_secret_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace twintide::app {
namespace {

constexpr size_t kMaxPassword = 4096;

tl::unexpected<Error> missing(const std::string& source, const std::string& ref,
                              const char* reason) {
  return fail(ErrorCode::PasswordMissing, {{"source", source}, {"ref", ref}, {"reason", reason}});
}

struct Fd {
  int fd;
  ~Fd() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

Result<Secret> RefSecretStore::get(const std::string& sourceName, const std::string& ref) {
  {
    std::lock_guard lock(m_mutex);
    if (auto kept = m_kept.find(sourceName); kept != m_kept.end()) return kept->second;
  }
  if (ref == "none") return Secret();
  if (ref == "prompt") return asked(sourceName);
  if (ref == "keychain") return missing(sourceName, ref, "keychain_desktop_only");
  if (ref.starts_with("file:")) return fromFile(sourceName, ref);
  if (ref.starts_with("env:")) {
    const char* value = std::getenv(ref.c_str() + 4);
    if (!value) return missing(sourceName, ref, "env_unset");
    return Secret(value);
  }
  return fail(ErrorCode::PasswordRefBad, {{"source", sourceName}, {"reason", "unknown_form"}});
}

Result<Secret> RefSecretStore::fromFile(const std::string& sourceName, const std::string& ref) {
  const std::string path = ref.substr(5);
  const Fd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat info {};
  if (file.fd < 0 || ::fstat(file.fd, &info) != 0 || !S_ISREG(info.st_mode))
    return missing(sourceName, ref, "file_unreadable");
  if ((info.st_mode & 077) != 0 && m_hooks.looseFile) m_hooks.looseFile(path);
  std::string line(kMaxPassword, '\0');
  const ssize_t n = ::read(file.fd, line.data(), line.size());
  if (n < 0) return missing(sourceName, ref, "file_unreadable");
  line.resize(static_cast<size_t>(n));
  Secret whole(line);  // wipes the rest of the file's text, too
  line.resize(std::min(line.find_first_of("\r\n"), line.size()));
  Secret first(line);
  Secret wiped(std::move(line));
  if (first.empty()) return missing(sourceName, ref, "file_empty");
  return first;
}

Result<Secret> RefSecretStore::asked(const std::string& sourceName) {
  std::lock_guard one(m_askMutex);
  {
    std::lock_guard lock(m_mutex);  // the question before ours may have been the same
    if (auto kept = m_kept.find(sourceName); kept != m_kept.end()) return kept->second;
  }
  std::optional<Secret> answer = m_hooks.ask ? m_hooks.ask(sourceName) : std::nullopt;
  if (!answer) return missing(sourceName, "prompt", "no_terminal");
  TWINTIDE_TRY(put(sourceName, *answer));
  return *answer;
}

Status RefSecretStore::put(const std::string& sourceName, const Secret& secret) {
  std::lock_guard lock(m_mutex);
  m_kept[sourceName] = secret;
  return {};
}

Status RefSecretStore::remove(const std::string& sourceName) {
  std::lock_guard lock(m_mutex);
  m_kept.erase(sourceName);
  return {};
}

}  // namespace twintide::app
