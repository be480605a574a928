// Purpose: the command line of the desktop program.
// Owner: main(). Thread: UI.
#pragma once

#include <QString>
#include <optional>

#include "engine/model/data_source.h"

namespace twintide {

struct DesktopOptions {
  QString workspace;    // empty = the user's own
  QString language;     // empty = as set, else the system's
  QString theme;        // empty = as set
  QString screenshots;  // folder; empty = none
  std::optional<ServerKind> practice;
};

// Exits with a message on a wrong command line, and on --help and --version.
DesktopOptions readCommandLine();

}  // namespace twintide
