#include "engine/link/practice/launch.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace twintide::practice {
namespace {

// InnoDB creates its log at this size and a later start with another size would rebuild it.
constexpr const char* kLogFileSize = "--innodb-log-file-size=16M";

// From 16 KB on a transaction's redo is written before its commit; seekdb 1.4 never ends such a
// transaction after kill -9, and its row locks stay (tried). With 0 it is written with the commit.
const std::string kRedoAtCommit = "_private_buffer_size=0B";

// Nothing of our own environment reaches a server but what it needs; passwords may be in it.
std::vector<std::string> cleanEnvironment(const ServerOptions& options) {
  // The OceanBase kernel reports to its vendor at first start unless told not to. MySQL and MariaDB
  // remove every temporary table they find when they start, those of other servers too.
  std::vector<std::string> out{"TELEMETRY_ENABLED=false", "TMPDIR=" + options.dataDir};
  for (const char* name : {"PATH", "HOME", "TZ"})
    if (const char* value = std::getenv(name)) out.push_back(std::string(name) + "=" + value);
  return out;
}

void addSettings(std::vector<std::string>& argv, const ServerOptions& options) {
  for (const auto& [name, value] : options.settings) {
    if (options.flavour == Flavour::OceanBase) {
      argv.push_back("--parameter");
      argv.push_back(name + "=" + value);
    } else {
      argv.push_back("--" + name + (value.empty() ? "" : "=" + value));
    }
  }
}

// Parameters are kept by the server; a restart with the same ones is harmless.
std::vector<std::string> oceanBaseArgv(const ServerOptions& options, const std::string& binary,
                                       uint16_t port) {
  std::vector<std::string> argv{
      binary,   "--nodaemon",         "--base-dir",  dataFolderOf(options),
      "--port", std::to_string(port), "--log-level", "WARN"};
  // The RPC service stays off; its port is told apart all the same.
  const std::string rpcPort = "rpc_port=" + std::to_string(port + 1);
  for (const auto& parameter : {std::string("memory_budget=1G"), std::string("datafile_size=64M"),
                                std::string("log_disk_size=2G"), kRedoAtCommit, rpcPort}) {
    argv.push_back("--parameter");
    argv.push_back(parameter);
  }
  return argv;
}

std::vector<std::string> mysqlArgv(const ServerOptions& options, const std::string& binary,
                                   uint16_t port) {
  std::vector<std::string> argv{binary,
                                "--no-defaults",
                                "--datadir=" + dataFolderOf(options),
                                "--port=" + std::to_string(port),
                                "--bind-address=127.0.0.1",
                                "--socket=s",  // in the data folder: its own path may be too long
                                "--pid-file=pid",
                                "--skip-ssl",
                                "--skip-name-resolve",
                                "--server-id=" + std::to_string(options.serverId),
                                "--log-bin=binlog",
                                "--binlog-format=ROW",
                                "--binlog-row-image=FULL",
                                "--innodb-buffer-pool-size=64M",
                                "--max-allowed-packet=64M",
                                "--innodb-flush-log-at-trx-commit=2",
                                "--sync-binlog=0",
                                "--performance-schema=OFF",
                                kLogFileSize};
  if (geteuid() == 0) argv.push_back("--user=root");
  if (options.flavour != Flavour::MariaDb) {
    argv.push_back("--gtid-mode=ON");
    argv.push_back("--enforce-gtid-consistency=ON");
  }
  if (options.flavour == Flavour::MySql80 || options.flavour == Flavour::MySql8033)
    argv.push_back("--mysqlx=OFF");
  else
    argv.push_back("--character-set-server=utf8mb4");
  return argv;
}

}  // namespace

std::string logFileOf(const ServerOptions& options) {
  return options.dataDir + "/server.log";
}

std::string dataFolderOf(const ServerOptions& options) {
  return options.dataDir + "/data";
}

std::string readyMarkOf(const ServerOptions& options) {
  return options.dataDir + "/ready";
}

Command serverCommand(const ServerOptions& options, const std::string& binary, uint16_t port) {
  Command command;
  command.argv = options.flavour == Flavour::OceanBase ? oceanBaseArgv(options, binary, port)
                                                       : mysqlArgv(options, binary, port);
  const auto base = std::filesystem::path(binary).parent_path().parent_path();
  if (kindOf(options.flavour) == ServerKind::MySql)
    command.argv.insert(command.argv.begin() + 2, "--basedir=" + base.string());
  addSettings(command.argv, options);
  command.environment = cleanEnvironment(options);
  command.logFile = logFileOf(options);
  return command;
}

}  // namespace twintide::practice
