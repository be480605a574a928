// Purpose: what a link has found in a table that a DDL emptied, as events.
// Owner: LinkSession. Thread: the apply thread.
#pragma once

#include <vector>

#include "engine/apply/row_replay.h"
#include "engine/link/link_context.h"

namespace twintide::link {

void tellEmptied(const LinkContext& context, const std::vector<apply::EmptiedTable>& emptied);

}  // namespace twintide::link
