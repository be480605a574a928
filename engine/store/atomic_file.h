// Purpose: a file is either the old one or the new one, whatever happens while it is written.
// Owner: engine/store. Thread: pure functions on files.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace twintide::store {

// temp file + fsync + rename + fsync of the folder. On failure the old file is as it was and no
// temp file stays. Errors: WorkspaceDiskFull, WorkspaceNotWritable.
Status writeAtomic(const std::string& path, const std::string& content);

// The whole file, at most 1 MiB. Errors: FileUnreadable{file, reason}.
Result<std::string> readWhole(const std::string& path);

// Makes the folder and its parents (mode 0700 for those it makes).
Status makeFolder(const std::string& path);

// Removes and syncs. A file that is not there is no error.
Status removeFile(const std::string& path);

// Removes what a killed writeAtomic() left in the folder. Only with the workspace lock held.
Status clearLeftovers(const std::string& folder);

// errno of a failed write → WorkspaceDiskFull or WorkspaceNotWritable, with file and reason.
Error writeError(int errnum, const std::string& path);

}  // namespace twintide::store
