// Purpose: what is asked before something is changed: consent, and an administrator's login.
// Owner: the commands. Thread: main.
#pragma once

#include <optional>

#include "app/twintidectl/context.h"

namespace twintide::app {

// Says yes with --yes, asks on a terminal, and says no, with a note, where nobody can be asked.
bool agreed(Context& c, const QString& question);

// From --admin-user and its password; nothing without --admin-user. PasswordMissing.
Result<std::optional<api::AdminLogin>> adminLogin(Context& c);

}  // namespace twintide::app
