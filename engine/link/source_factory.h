// Purpose: the change source that fits a data source: binlog or change log.
// Owner: engine/link. Thread: any.
#pragma once

#include <memory>

#include "engine/base/result.h"
#include "engine/capture/change_source.h"
#include "engine/link/link_context.h"

namespace twintide::link {

// OceanBase reads its binlog service where logAccess says so (or Auto finds one), else the change
// log; MySQL and MariaDB always read the binlog.
Result<std::unique_ptr<capture::ChangeSource>> makeChangeSource(const LinkContext& context);

}  // namespace twintide::link
