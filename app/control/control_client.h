// Purpose: one request to the program that runs the links of a workspace.
// Owner: twintidectl. Thread: any; a call has a connection of its own.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/store/json.h"

namespace twintide::app {

class ControlClient {
 public:
  explicit ControlClient(std::string dir) : m_dir(std::move(dir)) {}

  // Somebody listens.
  bool served() const;

  struct Call {
    store::Json request;
    std::chrono::milliseconds wait{std::chrono::minutes(10)};
    std::stop_token stop;  // gives up: the other program cancels what only looks
    std::function<void(const store::Json&)> progress;
  };
  // The value of the answer, or its error. NotServing, ControlFailed, TimedOut, Cancelled.
  Result<store::Json> call(const Call& call) const;

 private:
  const std::string m_dir;
};

}  // namespace twintide::app
