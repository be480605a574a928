// Purpose: what the exit status of twintidectl means; README.md lists it.
// Owner: twintidectl. Thread: constants.
#pragma once

#include "engine/base/error_code.h"

namespace twintide::app {

enum ExitCode {
  kOk = 0,
  kFailed = 1,
  kUsage = 2,
  kWorkspace = 3,   // locked, unwritable, full, or a file in it cannot be read
  kConnection = 4,  // a server or its password
  kPrecheckFailed = 5,
  kDrillFailed = 6,
  kNotRunning = 7,     // no program runs the links, or the pair does not run
  kNotFound = 8,       // no pair or data source of that name
  kInterrupted = 130,  // Ctrl-C, as shells count it
};

ExitCode exitCode(ErrorCode code);

}  // namespace twintide::app
