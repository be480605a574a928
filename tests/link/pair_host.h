// Purpose: the program that the fault tests kill: how it is begun, and what its log tells.
// Owner: the tests of link. Thread: any.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/link/practice/child_process.h"
#include "tests/link/live_pair.h"

namespace twintide::test {

// A host of the pair's links; `log` gets what it says.
inline practice::Command hostOf(const LivePair& p, practice::Flavour f, const std::string& log) {
  practice::Command host;
  host.argv = {TWINTIDE_PAIR_HOST,
               p.spec.name,
               toText(practice::kindOf(f)),
               std::to_string(p.serverA.port()),
               std::to_string(p.serverB.port()),
               "app.*",
               std::to_string(p.spec.options.groupRows)};
  host.logFile = log;
  return host;
}

inline size_t sizeOf(const std::string& file) {
  std::error_code none;
  const auto size = std::filesystem::file_size(file, none);
  return none ? 0 : static_cast<size_t>(size);
}

// The host has told, behind `offset` of its log, that both links are past the making of triggers.
inline bool hasStarted(const std::string& log, size_t offset = 0) {
  std::ifstream in(log);
  in.seekg(static_cast<std::streamoff>(offset));
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return text.find("STARTED") != std::string::npos;
}

// Waits until the host, whose log is new, has started or ended; then until it ends by itself, at
// most `afterStart`. False when it still runs.
inline bool endsAfterStart(pid_t pid, const std::string& log, std::chrono::seconds afterStart,
                           int* exitCode) {
  bool ended = false;
  eventually(
      [&] {
        ended = practice::waitExit(pid, std::chrono::milliseconds(10), exitCode);
        return ended || hasStarted(log);
      },
      60);
  return ended || practice::waitExit(pid, afterStart, exitCode);
}

}  // namespace twintide::test
