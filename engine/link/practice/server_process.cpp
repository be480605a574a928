#include "engine/link/practice/server_process.h"

#include <signal.h>

#include <filesystem>
#include <fstream>

#include "engine/db/session.h"
#include "engine/link/practice/child_process.h"
#include "engine/link/practice/launch.h"
#include "engine/link/practice/port_lease.h"

namespace twintide::practice {
namespace {

constexpr std::chrono::seconds kReadyTimeout{120};
constexpr std::chrono::seconds kStopTimeout{30};
constexpr std::chrono::milliseconds kStep{50};
constexpr int kPortTries = 5;
constexpr uintmax_t kMostLogBytes = 4U << 20;

db::ConnectParams rootParams(uint16_t port) {
  db::ConnectParams params;
  params.sourceName = "practice";
  params.host = "127.0.0.1";
  params.port = port;
  params.login = "root";
  return params;
}

// One old log is kept.
void boundLog(const std::string& file) {
  std::error_code error;
  if (std::filesystem::file_size(file, error) > kMostLogBytes && !error)
    std::filesystem::rename(file, file + ".1", error);
}

// What the server says about its own folder, after it has answered SELECT 1.
Result<std::string> ask(uint16_t port) {
  auto session = db::Session::open(rootParams(port));
  if (!session) return fail(session.error());
  auto one = (*session)->scalar("SELECT 1");
  if (!one) return fail(one.error());
  return (*session)->scalar("SELECT @@datadir");
}

// The OceanBase kernel listens on every address and root has no password: let loopback in only.
// (ob_tcp_invited_nodes is ignored as a --variable at first start; tried on 1.4.0.post1.)
Status admitLoopbackOnly(uint16_t port) {
  auto session = db::Session::open(rootParams(port));
  if (!session) return fail(session.error());
  auto done = (*session)->execute("SET GLOBAL ob_tcp_invited_nodes = '127.0.0.1'");
  if (!done) return fail(done.error());
  return {};
}

}  // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const ServerOptions& options,
                                                            std::stop_token stop) {
  auto binary = findBinary(options.flavour);
  if (!binary) return fail(binary.error());
  std::unique_ptr<ServerProcess> server(new ServerProcess);
  server->m_options = options;
  server->m_options.dataDir = std::filesystem::absolute(options.dataDir).string();
  server->m_binary = *binary;
  TWINTIDE_TRY(setUpFolder(server->m_options, *binary, stop));
  if (options.port == 0) {
    TWINTIDE_TRY(server->launchAnywhere(stop));
    return server;
  }
  auto lease = PortLease::exactly(options.port);
  if (!lease) return fail(lease.error());
  server->m_lease = std::move(*lease);
  server->m_port = options.port;
  TWINTIDE_TRY(server->launch(stop));
  return server;
}

ServerProcess::~ServerProcess() {
  // A server that does not stop in time is killed inside stop(); nothing is left to report.
  (void)stop();
}

// Another program may take the port between our look and the server's bind: try another one.
Status ServerProcess::launchAnywhere(std::stop_token stop) {
  Status last;
  for (int i = 0; i < kPortTries; ++i) {
    auto lease = PortLease::any();
    if (!lease) return fail(lease.error());
    m_lease = std::move(*lease);
    m_port = m_lease->port();
    last = launch(stop);
    if (last || last.error().code != ErrorCode::PortTaken) return last;
  }
  return last;
}

Status ServerProcess::launch(std::stop_token stop) {
  boundLog(logFileOf(m_options));
  auto pid = spawn(serverCommand(m_options, m_binary, m_port));
  if (!pid) return fail(pid.error());
  m_pid = *pid;
  Status ready = waitReady(stop);
  if (ready && m_options.flavour == Flavour::OceanBase) ready = admitLoopbackOnly(m_port);
  if (ready) {
    std::ofstream(readyMarkOf(m_options)) << "1\n";
    return {};
  }
  (void)killHard();  // the reason of the failed start is the one worth telling
  return ready;
}

Status ServerProcess::waitReady(std::stop_token stop) {
  const auto deadline = std::chrono::steady_clock::now() + kReadyTimeout;
  while (std::chrono::steady_clock::now() < deadline) {
    int code = 0;
    if (waitExit(m_pid, kStep, &code)) {
      m_pid = -1;
      if (!m_lease->portFree())
        return fail(ErrorCode::PortTaken, {{"port", std::to_string(m_port)}});
      return failed("exit code " + std::to_string(code));
    }
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled);
    auto folder = ask(m_port);
    if (!folder) continue;
    if (isOurs(*folder)) return {};
    return fail(ErrorCode::PortTaken, {{"port", std::to_string(m_port)}});
  }
  return failed("no answer in " + std::to_string(kReadyTimeout.count()) + " s");
}

// The OceanBase kernel names no folder; it ends by itself when it cannot have its port.
bool ServerProcess::isOurs(const std::string& answered) const {
  if (m_options.flavour == Flavour::OceanBase) return true;
  std::error_code error;
  return std::filesystem::equivalent(answered, dataFolderOf(m_options), error);
}

Status ServerProcess::failed(const std::string& reason) {
  return fail(ErrorCode::ServerStartFailed,
              {{"kind", toText(m_options.flavour)}, {"reason", reason}, {"log", logTail()}});
}

bool ServerProcess::running() {
  if (m_pid > 0 && waitExit(m_pid, std::chrono::milliseconds(0))) m_pid = -1;
  return m_pid > 0;
}

Status ServerProcess::stop() {
  if (!running()) return {};
  kill(m_pid, SIGTERM);
  if (!waitExit(m_pid, kStopTimeout)) return killHard();
  m_pid = -1;
  return {};
}

Status ServerProcess::killHard() {
  if (!running()) return {};
  kill(m_pid, SIGKILL);
  if (!waitExit(m_pid, kStopTimeout))
    return fail(ErrorCode::TimedOut, {{"what", toText(m_options.flavour)},
                                      {"seconds", std::to_string(kStopTimeout.count())}});
  m_pid = -1;
  return {};
}

Status ServerProcess::restart(std::stop_token stop) {
  TWINTIDE_TRY(this->stop());
  return launch(stop);
}

std::string ServerProcess::logTail() const {
  const std::string own = tailOf(logFileOf(m_options), 20);
  if (m_options.flavour != Flavour::OceanBase) return own;
  return own + tailOf(dataFolderOf(m_options) + "/log/seekdb.log", 10);
}

DataSource ServerProcess::dataSource(const std::string& name, const Region& region) const {
  DataSource source;
  source.name = name;
  source.kind = kindOf(m_options.flavour);
  source.region = region;
  source.host = "127.0.0.1";
  source.port = m_port;
  source.user = "root";
  source.passwordRef = "none";
  source.environment = "practice";
  return source;
}

}  // namespace twintide::practice
