// Purpose: lines of text over a unix socket, each wait with an end.
// Owner: control server and client. Thread: one at a time.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>

#include "engine/base/result.h"

namespace twintide::app {

constexpr size_t kMaxLine = 8 << 20;  // a precheck report of a large pair is the longest

class UnixSocket {
 public:
  UnixSocket() = default;
  explicit UnixSocket(int fd) : m_fd(fd) {}
  UnixSocket(UnixSocket&& other) noexcept;
  UnixSocket& operator=(UnixSocket&& other) noexcept;
  ~UnixSocket();

  // Replaces a socket file left behind; only the holder of the workspace lock may call it.
  // Mode 0600. Errors: WorkspaceNotWritable, WorkspaceDiskFull.
  static Result<UnixSocket> listen(const std::string& dir);
  // NotServing when nobody listens there.
  static Result<UnixSocket> connect(const std::string& dir);

  // Waits for a client of our own user; an invalid socket at the end of the wait.
  UnixSocket accept(std::chrono::milliseconds wait);
  bool valid() const { return m_fd >= 0; }
  // True when the other end has gone.
  bool hungUp() const;

  // A line without its end. ControlFailed{reason} at the end of the stream or of the wait.
  Result<std::string> readLine(std::chrono::milliseconds wait, std::stop_token stop = {});
  Status writeLine(std::string line, std::chrono::milliseconds wait);

  static std::string fileIn(const std::string& dir) { return dir + "/control.sock"; }

 private:
  int m_fd = -1;
  std::string m_rest;  // read, but behind the line that was asked for
};

}  // namespace twintide::app
