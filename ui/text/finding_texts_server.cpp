// The server. The ids are those of engine/precheck/README.md.
#include <QtGlobal>

#include "ui/text/tables.h"

namespace twintide::ui::text {

const std::vector<FindingText>& serverFindings() {
  static const std::vector<FindingText> rows = {
      {"*", "side_unreachable",
       QT_TRANSLATE_NOOP("Finding", "Not run: the server could not be looked at"), nullptr,
       nullptr},
      {"*", "query_failed", QT_TRANSLATE_NOOP("Finding", "The check could not be made[: {server}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "The account may lack the right to look, or the server is too busy."),
       QT_TRANSLATE_NOOP("Finding", "Look at the server's words, then check again.")},
      {"*", "more",
       QT_TRANSLATE_NOOP("Finding", "{count|count} more of the same kind; shown: {shown|count}"),
       nullptr, nullptr},
      {"reachable", "ok",
       QT_TRANSLATE_NOOP("Finding", "{host}:{port} answers[, round trip {rtt_us|us}]"), nullptr,
       nullptr},
      {"reachable", "host_unknown",
       QT_TRANSLATE_NOOP("Finding", "The host name {host} is not known"),
       QT_TRANSLATE_NOOP("Finding",
                         "Neither DNS nor /etc/hosts of this machine has an address for it."),
       QT_TRANSLATE_NOOP("Finding", "Check the spelling, or enter the IP address.")},
      {"reachable", "refused", QT_TRANSLATE_NOOP("Finding", "{host}:{port} refuses connections"),
       QT_TRANSLATE_NOOP("Finding", "Nothing listens on this port, or a firewall rejects it."),
       QT_TRANSLATE_NOOP("Finding",
                         "Check that the server runs, and the port: 2881 observer, 2883 "
                         "OBProxy, 3306 MySQL and MariaDB.")},
      {"reachable", "timed_out",
       QT_TRANSLATE_NOOP("Finding", "{host}:{port} does not answer within {seconds} s"),
       QT_TRANSLATE_NOOP("Finding",
                         "The machine is off or out of reach, or a firewall drops the packets."),
       QT_TRANSLATE_NOOP("Finding", "Check the address, the network and the firewall.")},
      {"reachable", "tls_failed",
       QT_TRANSLATE_NOOP("Finding", "No secure connection to {host}:{port}"),
       QT_TRANSLATE_NOOP("Finding", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "Check the CA file and the host name in the certificate, or choose "
                         "another TLS mode (now {mode|tls}).")},
      {"reachable", "failed",
       QT_TRANSLATE_NOOP("Finding", "{host}:{port} does not answer as a database does"),
       QT_TRANSLATE_NOOP("Finding", "[{server}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "Check that this is the port of the database and not of another "
                         "service.")},
      {"login", "ok", QT_TRANSLATE_NOOP("Finding", "Logged in as {account}[, {tls_cipher}]"),
       nullptr, nullptr},
      {"login", "denied",
       QT_TRANSLATE_NOOP("Finding", "The login of {user}[ (tenant {tenant})] is denied"),
       QT_TRANSLATE_NOOP("Finding", "[The server says: {server}]"),
       QT_TRANSLATE_NOOP("Finding",
                         "Check user, tenant, cluster and password, and that the account may "
                         "log in from this machine.")},
      {"login", "plain_text", QT_TRANSLATE_NOOP("Finding", "Logged in without TLS"),
       QT_TRANSLATE_NOOP("Finding", "The password is safe, but rows cross the network readable."),
       QT_TRANSLATE_NOOP("Finding",
                         "Choose a TLS mode in the data source if the network is not your own.")},
      {"version", "ok", QT_TRANSLATE_NOOP("Finding", "{product}"), nullptr, nullptr},
      {"version", "kind_mismatch",
       QT_TRANSLATE_NOOP("Finding", "The server is {found|kind}, not {expected|kind}"),
       QT_TRANSLATE_NOOP("Finding", "It answers as {product}."),
       QT_TRANSLATE_NOOP("Finding", "Correct the kind or the port of the data source.")},
      {"version", "too_old", QT_TRANSLATE_NOOP("Finding", "{product} is too old"),
       QT_TRANSLATE_NOOP("Finding", "Twintide needs {need} or newer."),
       QT_TRANSLATE_NOOP("Finding", "Upgrade the server, or choose another one.")},
      {"version", "untested",
       QT_TRANSLATE_NOOP("Finding", "{product} is newer than what Twintide was tried with"),
       QT_TRANSLATE_NOOP("Finding", "The newest tried is {tested}."),
       QT_TRANSLATE_NOOP("Finding", "Run a drill on a copy before production.")},
      {"version", "differs",
       QT_TRANSLATE_NOOP("Finding",
                         "The two servers have different major versions: {product_a} and "
                         "{product_b}"),
       QT_TRANSLATE_NOOP("Finding",
                         "A statement or a type that one knows may be unknown to the other."),
       QT_TRANSLATE_NOOP("Finding", "Best is the same version at both sides.")},
      {"same_server", "ok", QT_TRANSLATE_NOOP("Finding", "Two different servers"), nullptr,
       nullptr},
      {"same_server", "same",
       QT_TRANSLATE_NOOP("Finding", "Both data sources lead to the same server"),
       QT_TRANSLATE_NOOP("Finding",
                         "A lock taken through {host_a}:{port_a} is seen through "
                         "{host_b}:{port_b}; a link onto itself would write every change once "
                         "more."),
       QT_TRANSLATE_NOOP("Finding", "Choose another data source for one side.")},
      {"same_server", "uuid_copied",
       QT_TRANSLATE_NOOP("Finding", "Two servers with one server_uuid"),
       QT_TRANSLATE_NOOP("Finding", "One data folder is a copy of the other: {uuid}."),
       QT_TRANSLATE_NOOP("Finding",
                         "Remove auto.cnf of one server and restart it, so that it gets its own.")},
      {"read_only", "ok", QT_TRANSLATE_NOOP("Finding", "The server takes writes"), nullptr,
       nullptr},
      {"read_only", "on",
       QT_TRANSLATE_NOOP("Finding", "{object} is on: the server takes no writes"),
       QT_TRANSLATE_NOOP("Finding", "Both sides of a link pair must be writable."),
       QT_TRANSLATE_NOOP("Finding", "Switch it off, if this server is not meant to be a standby.")},
      {"reachable", "no_route", QT_TRANSLATE_NOOP("Finding", "There is no route to {host}:{port}"),
       QT_TRANSLATE_NOOP("Finding", "The network or the machine cannot be reached from here."),
       QT_TRANSLATE_NOOP("Finding", "Check the address, the VPN and the network of this machine.")},
  };
  return rows;
}

}  // namespace twintide::ui::text
