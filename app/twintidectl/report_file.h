// Purpose: writes an HTML report where the person wants it.
// Owner: twintidectl. Thread: main.
#pragma once

#include <string>

#include "app/twintidectl/output.h"

namespace twintide::app {

// Replaces the file as a whole or not at all, and says where it is.
Status writeReport(Output& out, const std::string& file, const QString& html);

}  // namespace twintide::app
