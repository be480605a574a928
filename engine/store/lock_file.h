// Purpose: one program at a time writes a workspace: an flock on a file that says who holds it.
// Owner: Workspace; the destructor releases. Thread: one owner.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace twintide::store {

class LockFile {
 public:
  LockFile() = default;
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

  // Never waits. WorkspaceLocked{dir, pid, host} when another holder lives; a file left behind by
  // a dead program holds nothing, since the kernel dropped its lock.
  static Result<LockFile> take(const std::string& path, const std::string& dir);

  bool held() const { return m_fd >= 0; }

 private:
  int m_fd = -1;
};

}  // namespace twintide::store
