// Purpose: opens one side and reads what most checks need, once.
// Owner: runPrecheck. Thread: pure functions over the caller's session.
#pragma once

#include "engine/base/secret_store.h"
#include "engine/precheck/check.h"

namespace twintide::precheck {

// Never fails as a whole: what went wrong is in site.error and site.readError.
Site openSite(Side side, const DataSource& source, const Secret& password,
              const ObjectFilter& objects);

// SHOW GRANTS with everything the session's roles bring along.
Result<Grants> readGrants(db::Session& session, bool foldCase);

}  // namespace twintide::precheck
