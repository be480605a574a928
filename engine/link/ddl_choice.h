// Purpose: what a person decided about a DDL that a link has stopped at; kept in the journal at the
// target until the link has passed it.
// Owner: api::Engine asks for it, DdlStep looks it up. Thread: any.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/db/session.h"
#include "engine/link/link_context.h"

namespace twintide::link {

// The link that failed with `failure` (of DdlStep) may pass the statement without running it. Only
// for this very position: a later statement of the same text is tried as usual.
Status chooseSkip(const LinkEnd& target, const Error& failure);

Result<bool> skipChosen(db::Session& target, const std::string& linkId,
                        const std::string& position);
// To run with the marker's move, so that the choice is used up exactly when it has worked.
std::string markSkippedSql(const std::string& linkId, const std::string& position);

}  // namespace twintide::link
