// Purpose: a child program with its output in a file, that ends when we end.
// Owner: ServerProcess. Thread: one at a time.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace twintide::practice {

// Starts argv[0] with output appended to logFile and env entries "K=V" added. The child gets
// SIGTERM when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG): start servers from
// threads that live as long as the program.
Result<pid_t> spawnChild(const std::vector<std::string>& argv, const std::vector<std::string>& env,
                         const std::string& logFile);

// True while the child runs; reaps it when it has ended.
bool childRuns(pid_t pid);
// False when it still runs after `time`.
bool waitChild(pid_t pid, std::chrono::milliseconds time);
// Exit status of a short-lived helper program, -1 when it did not end within `time`.
int runToEnd(const std::vector<std::string>& argv, const std::string& logFile,
             std::chrono::seconds time);

// A TCP port on 127.0.0.1 that was free a moment ago.
uint16_t freePort();

}  // namespace twintide::practice
