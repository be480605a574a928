// Reaching servers.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<ErrorText>& serverErrors() {
  static const std::vector<ErrorText> rows = {
      {ErrorCode::HostUnknown,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the host name {host} is not known"),
       QT_TRANSLATE_NOOP("Error",
                         "Neither DNS nor /etc/hosts of this machine has an address for it."),
       QT_TRANSLATE_NOOP("Error", "Check the spelling, or enter the IP address.")},
      {ErrorCode::ConnectRefused,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]{host}:{port} refuses connections"),
       QT_TRANSLATE_NOOP("Error",
                         "The machine answers, but nothing listens on this port, or a firewall "
                         "rejects it."),
       QT_TRANSLATE_NOOP("Error",
                         "Check that the server runs, and the port: 2881 observer, 2883 "
                         "OBProxy, 3306 MySQL and MariaDB.")},
      {ErrorCode::ConnectTimedOut,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]{host}:{port} does not answer[ within {seconds} s]"),
       QT_TRANSLATE_NOOP("Error",
                         "The machine is off or out of reach, or a firewall drops the packets."),
       QT_TRANSLATE_NOOP("Error",
                         "Check the address, the network and the firewall between this machine "
                         "and the server.")},
      {ErrorCode::LoginDenied,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the login of {user} is denied"),
       QT_TRANSLATE_NOOP("Error", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Check user, tenant, cluster and password, and that the account may "
                         "log in from this machine.")},
      {ErrorCode::DatabaseUnknown,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]there is no database {database}"),
       QT_TRANSLATE_NOOP("Error", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Error", "Check the name, or create the database.")},
      {ErrorCode::TlsFailed,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]no secure connection[ to {host}:{port}]"),
       QT_TRANSLATE_NOOP("Error", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Check the CA file and the host name in the certificate, or choose "
                         "another TLS mode.")},
      {ErrorCode::ConnectionLost,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the connection was lost[ ({host}:{port})]"),
       QT_TRANSLATE_NOOP("Error", "[{server}]"),
       QT_TRANSLATE_NOOP("Error",
                         "A running link connects again by itself. If it goes on, check the "
                         "server and the network.")},
      {ErrorCode::ServerError,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the server refused a statement[: {server}]"),
       QT_TRANSLATE_NOOP("Error", "[Statement: {sql}]"),
       QT_TRANSLATE_NOOP("Error",
                         "[Give another login: {advice|reason}. ]The server's own words name the "
                         "cause: mend it there and try again.")},
      {ErrorCode::ServerTooOld,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]version {version} is too old"),
       QT_TRANSLATE_NOOP("Error", "Twintide needs {need} or newer."),
       QT_TRANSLATE_NOOP("Error", "Upgrade the server, or choose another one.")},
      {ErrorCode::ServerKindMismatch,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the server is {found|kind}, not {expected|kind}"),
       QT_TRANSLATE_NOOP("Error", "[The server answers {version}.]"),
       QT_TRANSLATE_NOOP("Error", "Correct the kind or the port of the data source.")},
      {ErrorCode::PasswordMissing,
       QT_TRANSLATE_NOOP("Error", "There is no password for [{source}][ ({ref})]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Set the environment variable, write the file, or enter the password "
                         "again.")},
      {ErrorCode::PasswordRefBad,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the password reference cannot be used[: {ref}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason|reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Write env:NAME, file:PATH, prompt or keychain; never the password "
                         "itself.")},
      {ErrorCode::ConfigServerFailed,
       QT_TRANSLATE_NOOP("Error", "[{source}: ]the config server gave no address[: {url}]"),
       QT_TRANSLATE_NOOP("Error", "[{reason}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Check the URL with curl, and that the cluster is registered there.")},
      {ErrorCode::PacketTooLarge,
       QT_TRANSLATE_NOOP("Error",
                         "A statement of {bytes|bytes} is larger than the server takes[ "
                         "({limit|bytes})]"),
       QT_TRANSLATE_NOOP("Error", "[It carries a row of {table}.]"),
       QT_TRANSLATE_NOOP("Error",
                         "Raise max_allowed_packet at the target (8388608 or more), then resume.")},
      {ErrorCode::ServerBinaryMissing,
       QT_TRANSLATE_NOOP("Error", "No server program was found for [{kind}]"),
       QT_TRANSLATE_NOOP("Error", "[Looked at: {looked}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Install it, or set TWINTIDE_SERVERS to the folder that holds it.")},
      {ErrorCode::ServerStartFailed,
       QT_TRANSLATE_NOOP("Error", "The practice server did not start[ ({kind})]"),
       QT_TRANSLATE_NOOP("Error", "[{log}]"),
       QT_TRANSLATE_NOOP("Error",
                         "Look at the end of its log, check disk space and memory, then try "
                         "again.")},
      {ErrorCode::PortTaken, QT_TRANSLATE_NOOP("Error", "The port {port} is taken"),
       QT_TRANSLATE_NOOP("Error", "Another program listens on it."),
       QT_TRANSLATE_NOOP("Error", "Stop that program, or choose another port.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
