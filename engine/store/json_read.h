// Purpose: lenient reading of JSON members; no call throws, whatever the value is.
// Owner: engine/store (the control socket reads its requests with it, too). Thread: pure.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/model/enum_text.h"

namespace twintide::store {

using Json = nlohmann::json;

const Json& memberOf(const Json& json, const char* key);  // null when absent
std::string textOf(const Json& json, const char* key);
int64_t numberOf(const Json& json, const char* key, int64_t otherwise = 0);
double realOf(const Json& json, const char* key);
bool flagOf(const Json& json, const char* key, bool otherwise = false);
std::map<std::string, std::string> argsOf(const Json& json, const char* key);

template <class E>
void readEnum(const Json& json, const char* key, E& out) {
  if (const auto value = fromText<E>(textOf(json, key))) out = *value;
}

// A text as it is, other bytes as {"hex": "…"}, so that nothing of a row image is lost.
Json bytesJson(const std::string& bytes);
std::string bytesFrom(const Json& json);

}  // namespace twintide::store
