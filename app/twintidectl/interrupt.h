// Purpose: SIGINT and SIGTERM as a question that long work asks; a second one ends the program.
// Owner: main. Thread: any.
#pragma once

#include <chrono>

namespace twintide::app {

// Also ignores SIGPIPE and SIGXFSZ: both come back as errors of the write.
void catchSignals();
bool interrupted();
// Waits; true at once when a signal has come.
bool waitInterrupted(std::chrono::milliseconds time);

}  // namespace twintide::app
