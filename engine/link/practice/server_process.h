// Purpose: a private database server on loopback with its own data folder, for the practice pair
// and for live tests.
// Owner: whoever started it; the destructor stops the server. Thread: one at a time.
#pragma once

#include <sys/types.h>
#include <cstdint>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/model/data_source.h"

namespace twintide::practice {

enum class Flavour { OceanBase, MariaDb, MySql80, MySql8033, MySql57 };
const char* toText(Flavour f);  // "oceanbase" "mariadb" "mysql80" "mysql8033" "mysql57"
ServerKind kindOf(Flavour f);

struct ServerOptions {
  Flavour flavour = Flavour::MariaDb;
  std::string dataDir;    // created; reused when it already holds this server's data
  uint16_t port = 0;      // 0 = a free one
  uint32_t serverId = 1;  // binlog server id
  // "log-bin" etc. beyond the defaults (binlog ROW/FULL, GTID on for MySQL); OceanBase:
  // --parameter.
  std::map<std::string, std::string> settings;
};

// Where the binaries of a flavour are, or ServerBinaryMissing with the places looked at.
// Looks at $TWINTIDE_SERVERS, then ~/.cache/twintide/servers/<flavour>, then the system (MariaDB).
Result<std::string> findBinary(Flavour flavour);

class PortLease;

class ServerProcess {
 public:
  // Initialises the folder if new, starts, waits until it answers SELECT 1 (at most 120 s).
  // root has no password and can be reached on 127.0.0.1 only. The server is killed when this
  // program ends in any way. Errors: ServerBinaryMissing, ServerStartFailed, PortTaken, Cancelled.
  static Result<std::unique_ptr<ServerProcess>> start(const ServerOptions& options,
                                                      std::stop_token stop = {});
  ~ServerProcess();

  uint16_t port() const { return m_port; }
  pid_t pid() const { return m_pid; }
  const ServerOptions& options() const { return m_options; }
  bool running();
  Status stop();                              // SIGTERM, waits; SIGKILL after 30 s
  Status killHard();                          // SIGKILL, as a power cut
  Status restart(std::stop_token stop = {});  // same folder and port
  std::string logTail() const;                // last lines of the server's log, for error texts
  // A data source for root at this server; passwordRef "none": the password is empty.
  DataSource dataSource(const std::string& name, const Region& region) const;

 private:
  ServerProcess() = default;
  Status launch(std::stop_token stop);
  Status launchAnywhere(std::stop_token stop);
  Status waitReady(std::stop_token stop);
  bool isOurs(const std::string& answered) const;
  Status failed(const std::string& reason);

  ServerOptions m_options;
  std::string m_binary;
  std::unique_ptr<PortLease> m_lease;
  uint16_t m_port = 0;
  pid_t m_pid = -1;
};

}  // namespace twintide::practice
