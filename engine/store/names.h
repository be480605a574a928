// Purpose: what a data source or a pair may be called: the name is also the file name.
// Owner: engine/store. Thread: pure functions.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace twintide::store {

constexpr size_t kMaxSourceName = 32;
constexpr size_t kMaxPairName = 64;

// NameInvalid{name, reason: "empty", "too_long", "characters"} for what is not [A-Za-z0-9_-]+.
Status checkName(const std::string& name, size_t maxLength);

// "keychain", "prompt", "none" (the account has no password), "env:NAME" or "file:PATH".
bool isPasswordRef(const std::string& ref);

}  // namespace twintide::store
