#include "engine/store/yaml_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace twintide::store {
namespace {

// Words that YAML 1.1 readers take for something else than text.
bool reserved(const std::string& text) {
  std::string low = text;
  std::transform(low.begin(), low.end(), low.begin(), [](unsigned char c) { return tolower(c); });
  static const char* const kWords[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return std::find(std::begin(kWords), std::end(kWords), low) != std::end(kWords);
}

// Letters (of any language), digits inside, and a few signs that mean nothing to YAML here.
bool plain(const std::string& text) {
  if (text.empty() || reserved(text)) return false;
  const auto first = static_cast<unsigned char>(text[0]);
  if (!isalpha(first) && first != '/' && first < 0x80) return false;
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return isalnum(c) || c >= 0x80 || c == '_' || c == '-' || c == '.' || c == '/' || c == '+';
  });
}

}  // namespace

std::string yamlText(const std::string& text) {
  if (plain(text)) return text;
  std::string out = "\"";
  for (char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (u < 0x20 || u == 0x7f)
      out += fmt::format("\\x{:02x}", u);
    else
      out += c;
  }
  return out + '"';
}

std::string yamlList(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& t : texts) out += (out.size() > 1 ? ", " : "") + yamlText(t);
  return out + "]";
}

std::string yamlFlag(bool value) {
  return value ? "true" : "false";
}

}  // namespace twintide::store
