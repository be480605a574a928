// Purpose: the program's own log, for us; never carries row values, passwords or SQL with values.
// Owner: base. Thread: safe from any thread.
#pragma once

#include <spdlog/spdlog.h>

#include <memory>
#include <string>

namespace twintide {

// Logger of one room, e.g. "capture"; all share the sinks set by initLog().
std::shared_ptr<spdlog::logger> logger(const std::string& room);

// Sends all loggers to a rotating file (5 MiB × 3); empty path = stderr, warnings and worse only.
void initLog(const std::string& file, bool verbose);

}  // namespace twintide
