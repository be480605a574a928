// Purpose: text as a YAML scalar or list, quoted only where it must be.
// Owner: engine/store. Thread: pure functions.
#pragma once

#include <string>
#include <vector>

namespace twintide::store {

// Plain where every reader takes it for this text, else in double quotes on one line.
std::string yamlText(const std::string& text);
std::string yamlList(const std::vector<std::string>& texts);  // [a, "b*"]
std::string yamlFlag(bool value);

}  // namespace twintide::store
