// Purpose: how to reach one database, and the region it stands in.
// Owner: engine/store keeps it on disk. Thread: plain values.
#pragma once

#include <cstdint>
#include <string>

namespace twintide {

// A named place. number: 0..127, the id that OMS calls cm_location.
struct Region {
  std::string id;         // "cn-beijing"
  std::string nameLocal;  // "北京"; empty = use id
  int number = 0;
  const std::string& label() const { return nameLocal.empty() ? id : nameLocal; }
  bool operator==(const Region&) const = default;
};

enum class ServerKind { OceanBase, MySql, MariaDb };
enum class TlsMode { Off, Required, VerifyCa, VerifyIdentity };
// How changes are read. Auto: binlog where the server offers it, else the change log.
enum class LogAccess { Auto, Binlog, ChangeLog };

struct TlsOptions {
  TlsMode mode = TlsMode::Off;
  std::string caFile, certFile, keyFile;  // paths; empty = none
  bool operator==(const TlsOptions&) const = default;
};

struct DataSource {
  std::string name;  // [A-Za-z0-9_-]{1,32}, also the file name
  ServerKind kind = ServerKind::OceanBase;
  Region region;
  std::string host;
  uint16_t port = 2881;
  std::string tenant;   // OceanBase: user@tenant; empty = none
  std::string cluster;  // OceanBase behind OBProxy: user@tenant#cluster; empty = none
  std::string user;
  // Where the password is: "keychain", "env:NAME", "file:PATH" or "prompt". Never the password.
  std::string passwordRef = "keychain";
  TlsOptions tls;
  LogAccess logAccess = LogAccess::Auto;
  std::string environment;  // "production", "test" …: a badge, no more
  std::string note;

  // The login as the server wants it: user[@tenant[#cluster]].
  std::string login() const {
    std::string l = user;
    if (!tenant.empty()) l += "@" + tenant;
    if (!cluster.empty()) l += "#" + cluster;
    return l;
  }
  bool operator==(const DataSource&) const = default;
};

const char* toText(ServerKind kind);   // "oceanbase" "mysql" "mariadb": YAML and JSON spelling
const char* toText(TlsMode mode);      // "off" "required" "verify-ca" "verify-identity"
const char* toText(LogAccess access);  // "auto" "binlog" "changelog"

}  // namespace twintide
