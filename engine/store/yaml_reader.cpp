#include "engine/store/yaml_reader.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <unordered_map>

namespace twintide::store {
namespace {

constexpr size_t kMaxDepth = 32;

// A password in a file is refused under whatever name it comes.
bool namesPassword(std::string key) {
  std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return tolower(c); });
  return key == "password" || key == "passwd" || key == "pwd" || key == "pass" || key == "secret";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

// yaml-cpp recurses for each level; a file of nothing but brackets must not end the program.
bool tooDeep(const std::string& content) {
  size_t depth = 0, most = 0;
  for (char c : content) {
    if (c == '[' || c == '{') most = std::max(most, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return most > kMaxDepth;
}

int lineCount(const std::string& content) {
  return static_cast<int>(std::count(content.begin(), content.end(), '\n')) + 1;
}

// yaml-cpp counts lines and columns from 0, and from -1 when it does not know. An unclosed bracket
// or quote is blamed on its start; in a file that ends inside a line that means it was cut off.
Error syntaxError(const std::string& file, const YAML::Exception& e, const std::string& content) {
  const int line = std::max(0, e.mark.line) + 1;
  const bool atEnd = line >= lineCount(content) || e.msg.find("end of ") != std::string::npos ||
                     e.msg.find("EOF") != std::string::npos;
  const bool cutOff = content.back() != '\n' && atEnd;
  Error error(cutOff ? ErrorCode::FileHalfWritten : ErrorCode::YamlSyntax);
  error.with("file", file).with("line", std::to_string(line));
  error.with("column", std::to_string(std::max(0, e.mark.column) + 1));
  // What follows a colon may be text of the file, and so a password.
  return error.with("reason", e.msg.substr(0, e.msg.find(':')));
}

Error halfWritten(const std::string& file, const char* reason) {
  return Error(ErrorCode::FileHalfWritten, {{"file", file}, {"reason", reason}});
}

}  // namespace

std::string nearestName(const std::string& word, const std::vector<std::string>& candidates) {
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& c : candidates) {
    std::vector<size_t> row(c.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 1; i <= word.size(); ++i) {
      size_t diagonal = std::exchange(row[0], i);
      for (size_t j = 1; j <= c.size(); ++j) {
        const size_t changed = diagonal + (word[i - 1] != c[j - 1]);
        diagonal = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
      }
    }
    if (row.back() < least) {
      least = row.back();
      best = c;
    }
  }
  return best;
}

Result<YamlReader> YamlReader::document(const std::string& file, const std::string& content) {
  auto shared = std::make_shared<Shared>();
  shared->file = file;
  if (content.empty() || content.back() != '\n') shared->tornLine = lineCount(content);
  // A file of zeros is what a power cut leaves where a rename came before its data.
  if (content.find('\0') != std::string::npos) return fail(halfWritten(file, "zero bytes"));
  if (tooDeep(content))
    return fail(ErrorCode::YamlSyntax,
                {{"file", file}, {"line", "1"}, {"column", "1"}, {"reason", "nested too deeply"}});
  std::vector<YAML::Node> documents;
  try {
    documents = YAML::LoadAll(content);
  } catch (const YAML::Exception& e) {
    return fail(syntaxError(file, e, content));
  }
  if (documents.empty() || documents[0].IsNull()) return fail(halfWritten(file, "empty"));
  if (!documents[0].IsMap()) return fail(halfWritten(file, "not a document of keys and values"));
  if (documents.size() > 1)
    return fail(ErrorCode::YamlSyntax, {{"file", file},
                                        {"line", std::to_string(documents[1].Mark().line + 1)},
                                        {"column", "1"},
                                        {"reason", "more than one document"}});
  YamlReader reader(std::move(shared), documents[0]);
  int version = 0;
  reader.required("version").number("version", version, 1, 1'000'000);
  if (version > kSchemaVersion)
    return fail(ErrorCode::SchemaVersionNewer, {{"file", file},
                                                {"found", std::to_string(version)},
                                                {"supported", std::to_string(kSchemaVersion)}});
  const auto& shown = reader.m_shared->error ? reader.m_shared->error : reader.m_shared->missing;
  if (shown) return fail(*shown);
  return reader;
}

YamlReader::YamlReader(std::shared_ptr<Shared> shared, const YAML::Node& map)
    : m_shared(std::move(shared)), m_line(map.Mark().line + 1) {
  takeEntries(map);
}

void YamlReader::takeEntries(const YAML::Node& map) {
  std::unordered_map<std::string, int> lines;  // a file of a megabyte may hold 200,000 keys
  for (const auto& pair : map) {
    const int line = pair.first.Mark().line + 1;
    const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : "?";
    const auto [earlier, fresh] = lines.emplace(key, line);
    if (!fresh)
      failAt(ErrorCode::YamlKeyTwice, key, line, {{"first", std::to_string(earlier->second)}});
    if (namesPassword(key) && !pair.second.IsNull())
      failAt(ErrorCode::YamlPasswordInside, key, line);
    m_entries.push_back({key, pair.second, line});
  }
}

const YamlReader::Entry* YamlReader::find(const char* key) {
  if (std::find(m_known.begin(), m_known.end(), key) == m_known.end()) m_known.emplace_back(key);
  for (const Entry& e : m_entries) {
    if (e.key == key) return &e;
  }
  return nullptr;
}

const YamlReader::Entry* YamlReader::scalar(const char* key, const char* allowed) {
  const Entry* e = find(key);
  if (!e || e->value.IsScalar()) return e;
  refuseAt(*e, allowed);
  return nullptr;
}

YamlReader& YamlReader::required(const char* key) {
  if (find(key)) return *this;
  if (m_shared->missing) return *this;
  m_shared->missing = m_shared->tornLine > 0 ? halfWritten(m_shared->file, "ends too early")
                                             : Error(ErrorCode::YamlKeyMissing);
  m_shared->missing->with("file", m_shared->file)
      .with("key", key)
      .with("line", std::to_string(m_line));
  return *this;
}

YamlReader& YamlReader::text(const char* key, std::string& out) {
  if (const Entry* e = scalar(key, "a text")) {
    out = e->value.Scalar();
    const bool control = std::any_of(out.begin(), out.end(), [](unsigned char c) {
      return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    });
    if (control) refuseAt(*e, "a text without control characters");
  }
  return *this;
}

YamlReader& YamlReader::flag(const char* key, bool& out) {
  const std::string spelled = pick(key, {"true", "false"});
  if (!spelled.empty()) out = spelled == "true";
  return *this;
}

YamlReader& YamlReader::number(const char* key, int& out, int least, int most) {
  const std::string allowed = std::to_string(least) + "–" + std::to_string(most);
  const Entry* e = scalar(key, allowed.c_str());
  if (!e) return *this;
  const std::string& s = e->value.Scalar();
  int value = 0;
  const auto [end, ec] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (ec != std::errc() || end != s.data() + s.size() || value < least || value > most)
    refuseAt(*e, allowed);
  else
    out = value;
  return *this;
}

YamlReader& YamlReader::port(const char* key, uint16_t& out) {
  int value = out;
  number(key, value, 1, 65535);
  out = static_cast<uint16_t>(value);
  return *this;
}

YamlReader& YamlReader::texts(const char* key, std::vector<std::string>& out) {
  const Entry* e = find(key);
  if (!e) return *this;
  bool fits = e->value.IsSequence();
  std::vector<std::string> values;
  for (const YAML::Node& item : e->value) {
    fits = fits && item.IsScalar() && !item.Scalar().empty();
    if (fits) values.push_back(item.Scalar());
  }
  if (!fits)
    refuseAt(*e, "a list, e.g. [\"shop.*\"]");
  else
    out = std::move(values);
  return *this;
}

YamlReader& YamlReader::section(const char* key, const std::function<void(YamlReader&)>& body) {
  const Entry* e = find(key);
  if (!e) return *this;
  if (!e->value.IsMap()) {
    refuseAt(*e, "keys and values");
    return *this;
  }
  YamlReader inner(m_shared, e->value);
  body(inner);
  inner.refuseUnknown();
  return *this;
}

YamlReader& YamlReader::sections(const char* key, const std::function<void(YamlReader&)>& body) {
  const Entry* e = find(key);
  if (!e) return *this;
  bool fits = e->value.IsSequence();
  for (const YAML::Node& item : e->value) fits = fits && item.IsMap();
  if (!fits) {
    refuseAt(*e, "a list of keys and values");
    return *this;
  }
  for (const YAML::Node& item : e->value) {
    YamlReader inner(m_shared, item);
    body(inner);
    inner.refuseUnknown();
  }
  return *this;
}

std::string YamlReader::pick(const char* key, const std::vector<std::string>& allowed) {
  const Entry* e = scalar(key, joined(allowed).c_str());
  if (!e) return {};
  const std::string& s = e->value.Scalar();
  if (std::find(allowed.begin(), allowed.end(), s) != allowed.end()) return s;
  refuseAt(*e, joined(allowed));
  return {};
}

bool YamlReader::isMap(const char* key) const {
  return std::any_of(m_entries.begin(), m_entries.end(),
                     [&](const Entry& e) { return e.key == key && e.value.IsMap(); });
}

void YamlReader::refuse(const char* key, const std::string& value, const std::string& allowed) {
  const Entry* e = find(key);
  if (!e) return;
  failAt(ErrorCode::YamlBadValue, key, e->line, {{"value", value}, {"allowed", allowed}});
}

void YamlReader::refuseAt(const Entry& entry, const std::string& allowed) {
  failAt(ErrorCode::YamlBadValue, entry.key, entry.line,
         {{"value", entry.value.IsScalar() ? entry.value.Scalar() : "…"}, {"allowed", allowed}});
}

void YamlReader::failAt(ErrorCode code, const std::string& key, int line,
                        std::map<std::string, std::string> more) {
  if (m_shared->error) return;
  more["file"] = m_shared->file;
  more["key"] = key;
  more["line"] = std::to_string(line);
  m_shared->error = Error(code, std::move(more));
}

void YamlReader::refuseUnknown() {
  for (const Entry& e : m_entries) {
    if (std::find(m_known.begin(), m_known.end(), e.key) != m_known.end()) continue;
    // Half a key at the very end reads as a key without a value.
    if (e.line == m_shared->tornLine && e.value.IsNull()) {
      failAt(ErrorCode::FileHalfWritten, e.key, e.line, {{"reason", "ends too early"}});
      return;
    }
    failAt(ErrorCode::YamlUnknownKey, e.key, e.line,
           {{"suggestion", nearestName(e.key, m_known)}, {"allowed", joined(m_known)}});
    return;
  }
}

Status YamlReader::finish() {
  refuseUnknown();
  if (m_shared->error) return fail(*m_shared->error);
  if (m_shared->missing) return fail(*m_shared->missing);
  return {};
}

}  // namespace twintide::store
