// Purpose: starts programs that cannot outlive this one, and waits for them without polling.
// Owner: practice. Thread: every call is safe from any thread.
#pragma once

#include <sys/types.h>
#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace twintide::practice {

struct Command {
  std::vector<std::string> argv;         // argv[0] is the path of the program
  std::vector<std::string> environment;  // "NAME=value", the whole environment
  std::string logFile;                   // stdout and stderr are appended
};

// The child has its own process group, so that Ctrl-C in a terminal reaches this program first,
// and is killed by the kernel when this program ends. Error: ServerStartFailed.
Result<pid_t> spawn(const Command& command);

// Waits until the child has ended and reaps it; false when it still runs after `timeout`.
// exitCode: 128 + signal when a signal ended it.
bool waitExit(pid_t pid, std::chrono::milliseconds timeout, int* exitCode = nullptr);

// Runs to completion: the exit code, or TimedOut / Cancelled (the child is killed then).
Result<int> runToEnd(const Command& command, std::chrono::seconds timeout, std::stop_token stop);

// The last `lines` lines of a file; empty when it cannot be read.
std::string tailOf(const std::string& file, int lines);

}  // namespace twintide::practice
