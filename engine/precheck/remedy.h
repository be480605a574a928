// Purpose: runs the remedy of one finding.
// Owner: the caller (engine/link), on a job thread. Thread: any.
#pragma once

#include <stop_token>

#include "engine/base/result.h"
#include "engine/base/secret_store.h"
#include "engine/model/data_source.h"
#include "engine/model/finding.h"

namespace twintide::precheck {

// source: the data source at finding.remedySide, with the pair's own login or an administrator's.
// Runs finding.remedySql in a fresh session, in order, until the first error; statements before it
// stay done. args of the error: "step" (0-based index of the statement that failed), and
// "advice" admin_login_needed where the login may not run it.
Status runRemedy(const DataSource& source, const Secret& password, const Finding& finding,
                 std::stop_token stop = {});

}  // namespace twintide::precheck
