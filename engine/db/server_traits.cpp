#include "engine/db/server_traits.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace twintide::db {
namespace {

bool contains(const std::string& text, const char* part) {
  auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
  const std::string p = part;
  return std::search(text.begin(), text.end(), p.begin(), p.end(), same) != text.end();
}

// "10.11.19-MariaDB" → 101119; reads up to three numbers from `at`.
int versionNumber(const char* at) {
  int parts[3] = {0, 0, 0};
  for (int& part : parts) {
    if (!std::isdigit(static_cast<unsigned char>(*at))) break;
    char* end = nullptr;
    part = static_cast<int>(std::strtol(at, &end, 10));
    at = *end == '.' ? end + 1 : end;
  }
  return (parts[0] * 100 + parts[1]) * 100 + parts[2];
}

}  // namespace

ServerTraits detectServer(const std::string& version, const std::string& comment) {
  ServerTraits t;
  t.version = version;
  t.comment = comment;
  if (contains(version, "oceanbase") || contains(comment, "oceanbase")) {
    t.kind = ServerKind::OceanBase;
    t.isSeekdb = contains(comment, "seekdb") || contains(version, "seekdb");
    const size_t digit = comment.find_first_of("0123456789");
    if (digit != std::string::npos) t.number = versionNumber(comment.c_str() + digit);
  } else if (contains(version, "mariadb") || contains(comment, "mariadb")) {
    t.kind = ServerKind::MariaDb;
    // Old servers prefix "5.5.5-" for the sake of old replicas.
    const char* v = version.c_str();
    t.number = versionNumber(version.rfind("5.5.5-", 0) == 0 ? v + 6 : v);
  } else {
    t.number = versionNumber(version.c_str());
  }
  return t;
}

}  // namespace twintide::db
