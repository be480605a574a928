// Purpose: MySQL's binary JSON read into a tree, changed by partial updates, printed as text.
// Owner: the value decoder, one value at a time. Thread: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twintide::capture {

// Printing straight from the binary form, without a tree: the way of whole values. Appends to
// `out`; false (out then holds rubbish) when the bytes are not a valid document.
bool appendJsonText(std::string_view binary, std::string& out);

// A tree, needed only where a partial update changes a document.
struct JsonValue {
  enum class Kind { Scalar, Array, Object };
  Kind kind = Kind::Scalar;
  std::string scalar;                                      // as text
  std::vector<JsonValue> elements;                         // Array
  std::vector<std::pair<std::string, JsonValue>> members;  // Object, raw keys in stored order
  void appendText(std::string& out) const;
};
std::optional<JsonValue> readJson(std::string_view binary);

// Applies the diffs of a PARTIAL_UPDATE_ROWS value; false when malformed or a path does not exist.
bool applyJsonDiffs(JsonValue& document, std::string_view diffs);

}  // namespace twintide::capture
