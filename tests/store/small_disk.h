// Purpose: a disk of a few hundred KiB, seen by this process and its children only.
#pragma once

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <string>

namespace twintide::test {

// In a child process only: leaves the common mount namespace. False where the machine permits no
// mount (then the caller says so loudly).
inline bool mountSmallDisk(const std::string& path, int kib) {
  const int flags = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
  if (::unshare(flags) != 0) return false;
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  const std::string size = "size=" + std::to_string(kib) + "k";
  return ::mount("tmpfs", path.c_str(), "tmpfs", 0, size.c_str()) == 0;
}

}  // namespace twintide::test
