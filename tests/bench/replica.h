// Purpose: the peer of a bench: a server's own parallel replica, MariaDB's optimistic one or
// MySQL's by write sets. Owner: a bench. Thread: one at a time.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "engine/base/clock.h"
#include "tests/bench/bench_result.h"
#include "tests/support/servers.h"

namespace twintide::bench {

// What both ends must be started with.
inline std::map<std::string, std::string> replicaSettings(practice::Flavour flavour) {
  if (flavour == practice::Flavour::MariaDb)
    return {{"log-slave-updates", "1"}, {"slave-parallel-mode", "optimistic"}};
  return {{"binlog-transaction-dependency-tracking", "WRITESET"},
          {"replica-parallel-type", "LOGICAL_CLOCK"},
          {"replica-preserve-commit-order", "1"}};
}

class Replica {
 public:
  // Reads `source` from its first binlog on, when told to.
  Replica(practice::ServerProcess& source, practice::ServerProcess& at)
      : m_source(source), m_session(test::session(at)) {
    m_mariaDb = at.options().flavour == practice::Flavour::MariaDb;
    test::run(
        *m_session,
        {"CHANGE MASTER TO master_host='127.0.0.1', master_user='root', master_port=" +
         std::to_string(source.port()) + ", master_log_file='binlog.000001', master_log_pos=4"});
  }

  // Seconds from its start until it has executed all there is; workers 0 = single.
  double catchUp(int workers) {
    auto end = test::session(m_source)->query("SHOW MASTER STATUS");
    if (!end) die("end of log", end.error());
    const char* parallel = m_mariaDb ? "slave_parallel_threads" : "slave_parallel_workers";
    test::run(*m_session, {std::string("SET GLOBAL ") + parallel + '=' + std::to_string(workers)});
    const int64_t began = systemClock().steadyUs();
    test::run(*m_session, {"START SLAVE"});
    const std::string wait = "SELECT MASTER_POS_WAIT('" + end->text(0, "File") + "'," +
                             end->text(0, "Position") + ",10)";
    const bool done = test::eventually(
        [&] {
          auto w = m_session->scalar(wait);
          return w && !w->empty() && *w != "-1" && *w != "NULL";
        },
        300);
    const double seconds = static_cast<double>(systemClock().steadyUs() - began) / 1e6;
    if (!done) giveUp();
    test::run(*m_session, {"STOP SLAVE"});
    return seconds;
  }

 private:
  [[noreturn]] void giveUp() {
    auto status = m_session->query("SHOW SLAVE STATUS");
    std::fprintf(stderr, "replica: %s %s\n",
                 status ? status->text(0, "Last_IO_Error").c_str() : "?",
                 status ? status->text(0, "Last_SQL_Error").c_str() : "?");
    std::exit(1);
  }

  practice::ServerProcess& m_source;
  std::unique_ptr<db::Session> m_session;
  bool m_mariaDb = true;
};

}  // namespace twintide::bench
