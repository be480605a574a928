// Purpose: strict reading of our YAML: each key is asked for once, whatever nobody asked for is
// refused with its line and the nearest name.
// Owner: engine/store. Thread: one reader, one thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/enum_text.h"

namespace twintide::store {

constexpr int kSchemaVersion = 1;

class YamlReader {
 public:
  // Parses a document that must be a map with a known `version`. Errors: YamlSyntax,
  // FileHalfWritten, SchemaVersionNewer, YamlKeyTwice, YamlPasswordInside.
  static Result<YamlReader> document(const std::string& file, const std::string& content);

  // Each of these marks the key as known. An absent key leaves `out` as it is, unless required.
  YamlReader& required(const char* key);  // YamlKeyMissing, or FileHalfWritten at a torn end
  YamlReader& text(const char* key, std::string& out);
  YamlReader& flag(const char* key, bool& out);
  YamlReader& number(const char* key, int& out, int least, int most);
  YamlReader& port(const char* key, uint16_t& out);
  YamlReader& texts(const char* key, std::vector<std::string>& out);
  YamlReader& section(const char* key, const std::function<void(YamlReader&)>& body);
  YamlReader& sections(const char* key, const std::function<void(YamlReader&)>& body);
  template <class E>
  YamlReader& choice(const char* key, E& out) {
    std::vector<std::string> allowed;
    for (E value : allValues<E>()) allowed.emplace_back(toText(value));
    const std::string spelled = pick(key, allowed);
    if (const auto value = fromText<E>(spelled)) out = *value;
    return *this;
  }

  bool isMap(const char* key) const;
  // Refuses a value that was read, e.g. a name with a blank in it; nothing when the key is absent.
  void refuse(const char* key, const std::string& value, const std::string& allowed);

  // YamlUnknownKey for the first key that nobody asked for; else the first error met.
  Status finish();

 private:
  // What all readers of one document share.
  struct Shared {
    std::string file;
    int tornLine = 0;  // the last line when the file ends inside it, else 0
    std::optional<Error> error;
    std::optional<Error> missing;  // told last: a misspelt key is the likelier cause
  };
  struct Entry {
    std::string key;
    YAML::Node value;
    int line = 0;
  };
  YamlReader(std::shared_ptr<Shared> shared, const YAML::Node& map);
  void takeEntries(const YAML::Node& map);
  const Entry* find(const char* key);
  const Entry* scalar(const char* key, const char* allowed);
  std::string pick(const char* key, const std::vector<std::string>& allowed);
  void failAt(ErrorCode code, const std::string& key, int line,
              std::map<std::string, std::string> more = {});
  void refuseAt(const Entry& entry, const std::string& allowed);
  void refuseUnknown();

  std::shared_ptr<Shared> m_shared;
  std::vector<Entry> m_entries;
  std::vector<std::string> m_known;
  int m_line = 1;
};

// The candidate with the smallest edit distance, at most a third of the word; else empty.
std::string nearestName(const std::string& word, const std::vector<std::string>& candidates);

}  // namespace twintide::store
