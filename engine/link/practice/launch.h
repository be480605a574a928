// Purpose: command lines and first-time set-up of each server flavour.
// Owner: ServerProcess. Thread: any; two programs may set up different folders at once.
#pragma once

#include <stop_token>
#include <string>

#include "engine/link/practice/child_process.h"
#include "engine/link/practice/server_process.h"

namespace twintide::practice {

// $XDG_CACHE_HOME/twintide, else ~/.cache/twintide.
std::string cacheDir();

// Files inside a server's folder.
std::string logFileOf(const ServerOptions& options);
std::string dataFolderOf(const ServerOptions& options);
std::string readyMarkOf(const ServerOptions& options);  // written once the server has answered

// Makes the folder hold an initialised server; nothing to do when it does already. A folder of
// another flavour is refused. A half-made one is thrown away and made anew.
Status setUpFolder(const ServerOptions& options, const std::string& binary, std::stop_token stop);

Command serverCommand(const ServerOptions& options, const std::string& binary, uint16_t port);

}  // namespace twintide::practice
