// Purpose: how far the first copy of a link has come, as one line with a bar.
// Owner: status and serve. Thread: main.
#pragma once

#include <QString>

#include "engine/model/link_state.h"

namespace twintide::app {

// Empty when the link copies nothing now.
QString copyText(const LinkSnapshot& link);

}  // namespace twintide::app
