// Purpose: one ALTER TABLE of several actions as several of one, where a server refuses mixtures.
// Owner: engine/ddl. Thread: pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twintide::ddl {

// The same ALTER once for each action, in the order written; RENAME TO goes last, since the others
// use the old name, and ALGORITHM and LOCK are left out. Empty when there is nothing to split: no
// ALTER TABLE, a single action, or parts of it inside an executable comment.
// `sql` is text that rewrite() made.
std::vector<std::string> singleActions(std::string_view sql);

}  // namespace twintide::ddl
