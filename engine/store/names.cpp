#include "engine/store/names.h"

#include <algorithm>
#include <cctype>

namespace twintide::store {
namespace {

bool nameChar(unsigned char c) {
  return c < 0x80 && (isalnum(c) || c == '_' || c == '-');
}

}  // namespace

Status checkName(const std::string& name, size_t maxLength) {
  const auto refuse = [&](const char* reason) {
    return fail(
        ErrorCode::NameInvalid,
        {{"name", name.substr(0, 80)}, {"reason", reason}, {"limit", std::to_string(maxLength)}});
  };
  if (name.empty()) return refuse("empty");
  if (name.size() > maxLength) return refuse("too_long");
  // A leading dash would read as an option on the command line.
  if (name[0] == '-' || !std::all_of(name.begin(), name.end(), nameChar))
    return refuse("characters");
  return {};
}

bool isPasswordRef(const std::string& ref) {
  if (ref == "keychain" || ref == "prompt" || ref == "none") return true;
  if (ref.starts_with("file:")) return ref.size() > 5;
  if (!ref.starts_with("env:") || ref.size() == 4 || isdigit(static_cast<unsigned char>(ref[4])))
    return false;
  return std::all_of(ref.begin() + 4, ref.end(),
                     [](unsigned char c) { return nameChar(c) && c != '-'; });
}

}  // namespace twintide::store
