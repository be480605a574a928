// Purpose: command lines and first initialisation of each server flavour.
// Owner: ServerProcess. Thread: one at a time.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/link/practice/server_process.h"

namespace twintide::practice {

struct LaunchPlan {
  std::vector<std::string> argv;
  std::vector<std::string> env;
};

// Fills a new data folder (from a cached template where there is one); nothing for a used one.
Status initialise(const ServerOptions& options, const std::string& binary,
                  const std::string& logFile);
LaunchPlan launchPlan(const ServerOptions& options, const std::string& binary, uint16_t port);

}  // namespace twintide::practice
