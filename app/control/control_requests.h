// Purpose: what a request over the control socket does with the engine.
// Owner: ControlServer. Thread: a worker of its pool.
#pragma once

#include <functional>
#include <stop_token>

#include "engine/api/engine.h"
#include "engine/store/json.h"

namespace twintide::app {

struct ControlRequest {
  store::Json body;
  std::stop_token stop;                              // the program ends
  std::function<bool()> callerGone;                  // nobody waits for the answer any more
  std::function<void(const store::Json&)> progress;  // only from the calling thread
};

// Data sources or pairs are others once it has succeeded.
bool changesDefinitions(const ControlRequest& request);

// The value of the answer. ControlFailed "request_unknown" for what this version does not know.
Result<store::Json> answer(api::Engine& engine, const ControlRequest& request);

}  // namespace twintide::app
