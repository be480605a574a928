// Purpose: where a server's binlog ends now, and from where a snapshot can be joined.
// Owner: the binlog source. Thread: uses the caller's session.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/capture/binlog/position.h"
#include "engine/db/session.h"

namespace twintide::capture {

// BinlogOff when the server writes none. On OceanBase this is the end of what its binlog service
// has converted, which lags behind the database: who needs "everything committed until now" waits
// for a heartbeat row written now to come out of the stream.
Result<BinlogPosition> readEndPosition(db::Session& session);

// An end position such that whoever reads rows after this call sees every transaction before it.
// A transaction is in the binlog a moment before it is visible, so the plain end does not do:
// MariaDB tells the position of a consistent snapshot; on MySQL a row of ours (twintide.heartbeat)
// is committed behind the position, and commits become visible in binlog order.
// BinlogUnsupported when binlog_format is not ROW.
Result<BinlogPosition> snapshotPosition(db::Session& session, const std::string& linkId);

}  // namespace twintide::capture
