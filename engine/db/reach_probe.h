// Purpose: tells apart why a connection failed, where the client library does not.
// Owner: engine/db. Thread: pure function; waits at most params.connectTimeout.
#pragma once

#include "engine/base/result.h"
#include "engine/db/connect_params.h"

namespace twintide::db {

// `error` is what a connection attempt with `params` ended with. Errors of the network are looked
// into with a plain TCP connection and come back as HostUnknown, ConnectRefused or ConnectTimedOut
// with arg "stage": "connect" (no answer), "route" (no way there) or "greeting" (connected, then
// silence). All others come back as they are.
Error explainConnectFailure(Error error, const ConnectParams& params);

}  // namespace twintide::db
