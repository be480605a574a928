// Purpose: removes what a stopped pair left on both servers: triggers, logs, markers.
// Owner: api::Engine, one call. Thread: the job that runs it.
#pragma once

#include "engine/base/result.h"
#include "engine/link/link_context.h"

namespace twintide::link {

Status cleanUp(const PairSpec& pair, const LinkEnd& a, const LinkEnd& b);

}  // namespace twintide::link
