#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "engine/link/practice/server_process.h"

namespace twintide::practice {
namespace {

std::string cacheRoot() {
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::string base = xdg && *xdg ? xdg : std::string(home ? home : "") + "/.cache";
  return base + "/twintide/servers";
}

// Where a flavour's server program lies below a servers folder.
std::string relativePath(Flavour flavour) {
  const std::string folder = toText(flavour);
  return flavour == Flavour::OceanBase ? folder + "/pylibseekdb/seekdb" : folder + "/bin/mysqld";
}

std::vector<std::string> candidates(Flavour flavour) {
  if (flavour == Flavour::MariaDb) return {"/usr/sbin/mariadbd", "/usr/bin/mariadbd"};
  std::vector<std::string> out;
  if (const char* root = std::getenv("TWINTIDE_SERVERS"); root && *root)
    out.push_back(std::string(root) + "/" + relativePath(flavour));
  out.push_back(cacheRoot() + "/" + relativePath(flavour));
  return out;
}

}  // namespace

const char* toText(Flavour f) {
  switch (f) {
    case Flavour::OceanBase:
      return "oceanbase";
    case Flavour::MariaDb:
      return "mariadb";
    case Flavour::MySql80:
      return "mysql80";
    case Flavour::MySql8033:
      return "mysql8033";
    case Flavour::MySql57:
      return "mysql57";
  }
  return "unknown";
}

ServerKind kindOf(Flavour f) {
  if (f == Flavour::OceanBase) return ServerKind::OceanBase;
  return f == Flavour::MariaDb ? ServerKind::MariaDb : ServerKind::MySql;
}

Result<std::string> findBinary(Flavour flavour) {
  std::string looked;
  for (const std::string& path : candidates(flavour)) {
    if (access(path.c_str(), X_OK) == 0) return path;
    looked += (looked.empty() ? "" : ", ") + path;
  }
  return fail(ErrorCode::ServerBinaryMissing, {{"kind", toText(flavour)}, {"looked", looked}});
}

}  // namespace twintide::practice
