// Purpose: from argv to Options and the command to run.
// Owner: main. Thread: main.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/twintidectl/context.h"

namespace twintide::app {

struct Invocation {
  Options options;
  std::function<int(Context&)> command;  // empty: it is over, with exitCode
  int exitCode = 0;
};

// Prints help, version and usage errors itself; those end with 0 or 2.
Invocation parseCommandLine(int argc, char** argv);

// --lang of the arguments, else LC_ALL, LC_MESSAGES, LANG; "en" or "zh_CN". Needed before the
// parser, whose help is translated.
QString languageOf(int argc, char** argv);

}  // namespace twintide::app
