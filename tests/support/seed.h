// Purpose: the seed of a random test: another one each run, printed, and given to replay a run.
// Owner: pure function. Thread: a test's own.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <random>
#include <string>

namespace twintide::test {

inline unsigned seedFor(const std::string& what) {
  const char* given = std::getenv("TWINTIDE_SEED");
  const unsigned seed =
      given ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : std::random_device{}();
  MESSAGE(what << ": TWINTIDE_SEED=" << seed);
  return seed;
}

}  // namespace twintide::test
