// Purpose: SIGINT and SIGTERM as a question that long work asks, or as a descriptor that an event
// loop watches; a second one ends the program.
// Owner: main of either program. Thread: any.
#pragma once

#include <chrono>

namespace twintide::app {

// Called once, by main. Also ignores SIGPIPE and SIGXFSZ: both come back as errors of the
// write. Returns a descriptor that becomes readable with the first signal and is not to be read
// from; -1 when there is none left, and signals end the program as usual.
int catchSignals();
bool interrupted();
// Waits; true at once when a signal has come.
bool waitInterrupted(std::chrono::milliseconds time);

}  // namespace twintide::app
