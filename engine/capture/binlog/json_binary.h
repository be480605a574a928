// Purpose: walking MySQL's binary JSON (sql-common/json_binary.h): values, keys, scalar text.
// Owner: json_value.cpp. Thread: plain values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace twintide::capture::json {

enum class Type : uint8_t {
  SmallObject = 0,
  LargeObject = 1,
  SmallArray = 2,
  LargeArray = 3,
  Literal = 4,
  Int16 = 5,
  UInt16 = 6,
  Int32 = 7,
  UInt32 = 8,
  Int64 = 9,
  UInt64 = 10,
  Double = 11,
  String = 12,
  Opaque = 15
};

// MySQL refuses deeper documents (JSON_DOCUMENT_MAX_DEPTH).
inline constexpr int kMaxDepth = 100;

// An array or object in place.
class Container {
 public:
  // `body`: the bytes after the type byte. Not ok() when they cannot hold what they claim.
  Container(Type type, std::string_view body);
  bool ok() const { return m_ok; }
  bool object() const { return m_object; }
  uint32_t count() const { return m_count; }
  // False when the entry points outside.
  bool key(uint32_t i, std::string_view& out) const;
  // The value's type and its bytes (for inlined ones: the entry's own).
  bool value(uint32_t i, Type& type, std::string_view& out) const;

 private:
  uint32_t number(size_t at) const;
  std::string_view m_body;
  size_t m_width;  // 2 or 4: size of offsets
  bool m_object;
  bool m_ok = false;
  uint32_t m_count = 0;
};

bool isContainer(Type type);
// Text of a scalar; false when malformed.
bool appendScalar(Type type, std::string_view bytes, std::string& out);
// A JSON string with quotes and escapes.
void appendQuoted(std::string_view text, std::string& out);

}  // namespace twintide::capture::json
