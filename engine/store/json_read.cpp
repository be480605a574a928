#include "engine/store/json_read.h"

#include <fmt/format.h>

#include <charconv>

namespace twintide::store {
namespace {

bool isUtf8(const std::string& bytes) {
  try {
    (void)Json(bytes).dump();
    return true;
  } catch (const Json::type_error&) {
    return false;
  }
}

}  // namespace

const Json& memberOf(const Json& json, const char* key) {
  static const Json kNone;
  if (!json.is_object()) return kNone;
  const auto it = json.find(key);
  return it == json.end() ? kNone : *it;
}

std::string textOf(const Json& json, const char* key) {
  const Json& m = memberOf(json, key);
  return m.is_string() ? m.get<std::string>() : std::string();
}

int64_t numberOf(const Json& json, const char* key, int64_t otherwise) {
  const Json& m = memberOf(json, key);
  return m.is_number_integer() ? m.get<int64_t>() : otherwise;
}

double realOf(const Json& json, const char* key) {
  const Json& m = memberOf(json, key);
  return m.is_number() ? m.get<double>() : 0;
}

bool flagOf(const Json& json, const char* key, bool otherwise) {
  const Json& m = memberOf(json, key);
  return m.is_boolean() ? m.get<bool>() : otherwise;
}

std::map<std::string, std::string> argsOf(const Json& json, const char* key) {
  std::map<std::string, std::string> args;
  const Json& m = memberOf(json, key);
  if (!m.is_object()) return args;
  for (const auto& [name, value] : m.items()) {
    if (value.is_string()) args[name] = value.get<std::string>();
  }
  return args;
}

Json bytesJson(const std::string& bytes) {
  if (isUtf8(bytes)) return bytes;
  std::string hex;
  for (unsigned char c : bytes) hex += fmt::format("{:02x}", c);
  return {{"hex", hex}};
}

std::string bytesFrom(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  const std::string hex = textOf(json, "hex");
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace twintide::store
