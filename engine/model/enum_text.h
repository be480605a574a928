// Purpose: the way back from toText(): every value of a model enum, and the one of a spelling.
// Owner: engine/model. Thread: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/error_code.h"
#include "engine/model/conflict.h"
#include "engine/model/data_source.h"
#include "engine/model/drill.h"
#include "engine/model/event.h"
#include "engine/model/finding.h"
#include "engine/model/link_state.h"
#include "engine/model/pair_spec.h"

namespace twintide {

// The model spells a value that does not exist "unknown": that ends the walk.
template <class E>
std::vector<E> allValues() {
  std::vector<E> values;
  for (int i = 0; std::string_view(toText(static_cast<E>(i))) != "unknown"; ++i)
    values.push_back(static_cast<E>(i));
  return values;
}

template <class E>
std::optional<E> fromText(std::string_view text) {
  for (E value : allValues<E>()) {
    if (text == toText(value)) return value;
  }
  return std::nullopt;
}

// name() answers "Internal" past the end, and for the first value itself.
inline std::vector<ErrorCode> allErrorCodes() {
  std::vector<ErrorCode> codes{ErrorCode::Internal};
  for (int i = 1; name(static_cast<ErrorCode>(i)) != "Internal"; ++i)
    codes.push_back(static_cast<ErrorCode>(i));
  return codes;
}

inline std::optional<ErrorCode> errorCodeFrom(std::string_view text) {
  for (ErrorCode code : allErrorCodes()) {
    if (name(code) == text) return code;
  }
  return std::nullopt;
}

}  // namespace twintide
