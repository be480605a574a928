// What tells the flavours apart by name and where their programs are.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "engine/link/practice/launch.h"
#include "engine/link/practice/server_process.h"

namespace twintide::practice {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::vector<std::string> candidates(Flavour flavour) {
  const std::string name = toText(flavour);
  std::string inside = "/bin/mysqld";
  if (flavour == Flavour::OceanBase) inside = "/pylibseekdb/seekdb";
  if (flavour == Flavour::MariaDb) inside = "/bin/mariadbd";
  std::vector<std::string> out;
  const std::string chosen = environment("TWINTIDE_SERVERS");
  if (!chosen.empty()) out.push_back(chosen + "/" + name + inside);
  out.push_back(cacheDir() + "/servers/" + name + inside);
  if (flavour == Flavour::MariaDb)
    for (const char* dir : {"/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"})
      out.push_back(std::string(dir) + "/mariadbd");
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
  return "";
}

ServerKind kindOf(Flavour f) {
  if (f == Flavour::OceanBase) return ServerKind::OceanBase;
  if (f == Flavour::MariaDb) return ServerKind::MariaDb;
  return ServerKind::MySql;
}

std::string cacheDir() {
  const std::string cache = environment("XDG_CACHE_HOME");
  if (!cache.empty()) return cache + "/twintide";
  const std::string home = environment("HOME");
  return (home.empty() ? std::filesystem::temp_directory_path().string() : home + "/.cache") +
         "/twintide";
}

Result<std::string> findBinary(Flavour flavour) {
  std::string looked;
  for (const auto& path : candidates(flavour)) {
    if (access(path.c_str(), X_OK) == 0) return path;
    looked += (looked.empty() ? "" : ", ") + path;
  }
  return fail(ErrorCode::ServerBinaryMissing, {{"kind", toText(flavour)}, {"looked", looked}});
}

}  // namespace twintide::practice
