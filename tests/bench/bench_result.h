// Purpose: what a bench says: one RESULT line and the same as JSON under build/bench/.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace twintide::bench {

[[noreturn]] inline void die(const std::string& what, const Error& e) {
  std::string args;
  for (const auto& [key, value] : e.args) args += ' ' + key + '=' + value;
  std::fprintf(stderr, "%s: %s%s\n", what.c_str(), std::string(name(e.code)).c_str(), args.c_str());
  std::exit(1);
}

struct Outcome {
  std::string name;
  double ours = 0;
  double peer = -1;  // -1 = no peer for this one
  std::string unit;
};

inline std::string machineLoad() {
  std::ifstream in("/proc/loadavg");
  std::string load;
  std::getline(in, load);
  return load.substr(0, load.find(' ', load.find(' ', load.find(' ') + 1) + 1));
}

inline void report(const Outcome& o) {
  const double ratio = o.peer > 0 ? o.ours / o.peer : -1;
  std::printf("RESULT name=%s ours=%.3f peer=%.3f ratio=%.3f unit=%s\n", o.name.c_str(), o.ours,
              o.peer, ratio, o.unit.c_str());
  std::fflush(stdout);
  const std::string dir = std::string(TWINTIDE_BINARY_DIR) + "/bench";
  std::filesystem::create_directories(dir);
  std::ofstream out(dir + "/" + o.name + ".json");
  out << "{\"name\":\"" << o.name << "\",\"ours\":" << o.ours << ",\"peer\":" << o.peer
      << ",\"ratio\":" << ratio << ",\"unit\":\"" << o.unit << "\",\"load\":\"" << machineLoad()
      << "\"}\n";
}

inline double percentile(std::vector<double> values, double p) {
  if (values.empty()) return -1;
  std::sort(values.begin(), values.end());
  const auto at = static_cast<size_t>(p / 100 * static_cast<double>(values.size() - 1) + 0.5);
  return values[at];
}

}  // namespace twintide::bench
