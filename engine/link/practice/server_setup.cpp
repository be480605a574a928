#include "engine/link/practice/server_setup.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "engine/link/practice/child_process.h"

namespace twintide::practice {
namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds kInitTime{120};

bool runsAsRoot() { return geteuid() == 0; }

std::string dataFolder(const ServerOptions& o) { return o.dataDir + "/data"; }

std::string templateFolder(Flavour flavour) {
  const char* xdg = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const std::string base = xdg && *xdg ? xdg : std::string(home ? home : "") + "/.cache";
  return base + "/twintide/templates/" + toText(flavour);
}

// <prefix>/bin/mysqld → <prefix>
std::string prefixOf(const std::string& binary) {
  return fs::path(binary).parent_path().parent_path().string();
}

std::vector<std::string> initCommand(const ServerOptions& o, const std::string& binary) {
  if (o.flavour == Flavour::MariaDb) {
    std::vector<std::string> c = {"/usr/bin/mariadb-install-db", "--no-defaults",
                                  "--datadir=" + dataFolder(o), "--skip-test-db",
                                  "--auth-root-authentication-method=normal"};
    if (runsAsRoot()) c.push_back("--user=root");
    return c;
  }
  std::vector<std::string> c = {binary, "--no-defaults", "--initialize-insecure",
                                "--basedir=" + prefixOf(binary), "--datadir=" + dataFolder(o)};
  if (runsAsRoot()) c.push_back("--user=root");
  return c;
}

Error initFailed(const ServerOptions& o, const std::string& why) {
  return Error(ErrorCode::ServerStartFailed, {{"kind", toText(o.flavour)}, {"log", why}});
}

// Keeps the fresh folder for the next time; a failure only costs that time.
void keepTemplate(const ServerOptions& o) {
  std::error_code ignored;
  const std::string wanted = templateFolder(o.flavour);
  const std::string partial = wanted + "." + std::to_string(getpid());
  fs::create_directories(fs::path(wanted).parent_path(), ignored);
  fs::copy(dataFolder(o), partial, fs::copy_options::recursive, ignored);
  if (ignored) return;
  // A server id of its own is made at the first start (auto.cnf holds the uuid).
  fs::remove(partial + "/auto.cnf", ignored);
  fs::rename(partial, wanted, ignored);
  if (ignored) fs::remove_all(partial, ignored);
}

void addBinlog(std::vector<std::string>& argv, const ServerOptions& o) {
  argv.push_back("--server-id=" + std::to_string(o.serverId));
  argv.push_back("--log-bin=bin");
  argv.push_back("--binlog-format=ROW");
  argv.push_back("--binlog-row-image=FULL");
  argv.push_back("--innodb-buffer-pool-size=64M");
  argv.push_back("--max-allowed-packet=64M");
  argv.push_back("--performance-schema=OFF");
  if (o.flavour == Flavour::MariaDb) return;
  argv.push_back("--gtid-mode=ON");
  argv.push_back("--enforce-gtid-consistency=ON");
  if (o.flavour != Flavour::MySql57) argv.push_back("--mysqlx=OFF");
}

LaunchPlan mysqlPlan(const ServerOptions& o, const std::string& binary, uint16_t port) {
  LaunchPlan plan;
  plan.argv = {binary, "--no-defaults", "--datadir=" + dataFolder(o),
               "--bind-address=127.0.0.1", "--port=" + std::to_string(port),
               // A socket path may have 107 bytes at most, a data folder's is often longer.
               "--socket=/tmp/twintide-" + std::to_string(port) + ".sock"};
  if (runsAsRoot()) plan.argv.push_back("--user=root");
  if (o.flavour != Flavour::MariaDb) plan.argv.push_back("--basedir=" + prefixOf(binary));
  addBinlog(plan.argv, o);
  for (const auto& [key, value] : o.settings)
    plan.argv.push_back("--" + key + (value.empty() ? "" : "=" + value));
  return plan;
}

// memory_budget, log level and telemetry as tried on 1.4.0.post1 (oceanbase-parts.md §1.2).
LaunchPlan oceanBasePlan(const ServerOptions& o, const std::string& binary, uint16_t port) {
  LaunchPlan plan;
  plan.argv = {binary, "--nodaemon", "--base-dir", dataFolder(o), "--port", std::to_string(port),
               "--log-level", "WARN", "--parameter", "memory_budget=1G", "--parameter",
               "datafile_size=64M", "--parameter", "log_disk_size=2G", "--parameter",
               "rpc_port=" + std::to_string(freePort())};
  for (const auto& [key, value] : o.settings) {
    plan.argv.push_back("--parameter");
    plan.argv.push_back(key + "=" + value);
  }
  plan.env = {"TELEMETRY_ENABLED=false"};
  return plan;
}

}  // namespace

Status initialise(const ServerOptions& o, const std::string& binary, const std::string& logFile) {
  std::error_code error;
  fs::create_directories(o.dataDir, error);
  if (error) return fail(ErrorCode::WorkspaceNotWritable, {{"file", o.dataDir}, {"reason", error.message()}});
  if (fs::exists(dataFolder(o))) return {};
  if (o.flavour == Flavour::OceanBase) {
    fs::create_directories(dataFolder(o), error);
    return {};
  }
  if (fs::exists(templateFolder(o.flavour))) {
    fs::copy(templateFolder(o.flavour), dataFolder(o), fs::copy_options::recursive, error);
    if (!error) return {};
    fs::remove_all(dataFolder(o), error);
  }
  if (runToEnd(initCommand(o, binary), logFile, kInitTime) != 0)
    return fail(initFailed(o, "initialisation failed, see " + logFile));
  keepTemplate(o);
  return {};
}

LaunchPlan launchPlan(const ServerOptions& o, const std::string& binary, uint16_t port) {
  return o.flavour == Flavour::OceanBase ? oceanBasePlan(o, binary, port)
                                         : mysqlPlan(o, binary, port);
}

}  // namespace twintide::practice
