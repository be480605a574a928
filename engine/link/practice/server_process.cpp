#include "engine/link/practice/server_process.h"

#include <signal.h>

#include <chrono>
#include <fstream>

#include "engine/base/stop_wait.h"
#include "engine/db/session.h"
#include "engine/link/practice/child_process.h"
#include "engine/link/practice/server_setup.h"

namespace twintide::practice {
namespace {

constexpr std::chrono::seconds kStartTime{120};
constexpr std::chrono::seconds kStopTime{30};
constexpr int kPortTries = 5;
constexpr size_t kTailBytes = 2000;

std::string logFileOf(const ServerOptions& o) { return o.dataDir + "/server.log"; }

bool answers(const DataSource& source) {
  db::ConnectParams params = db::connectParams(source, Secret());
  params.connectTimeout = std::chrono::seconds(2);
  auto session = db::Session::open(params);
  return session && (*session)->scalar("SELECT 1");
}

}  // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const ServerOptions& options,
                                                            std::stop_token stop) {
  std::unique_ptr<ServerProcess> server(new ServerProcess);
  server->m_options = options;
  auto binary = findBinary(options.flavour);
  if (!binary) return fail(binary.error());
  TWINTIDE_TRY(initialise(options, *binary, logFileOf(options)));
  // A free port may be taken by somebody else before the server binds it: try another.
  for (int i = 0; i < kPortTries; ++i) {
    server->m_port = options.port ? options.port : freePort();
    Status started = server->restart(stop);
    if (started) return server;
    const bool portTaken = started.error().arg("log").find("ddress already in use") != std::string::npos;
    if (options.port || !portTaken) return fail(started.error());
  }
  return fail(ErrorCode::PortTaken, {{"port", std::to_string(server->m_port)}});
}

ServerProcess::~ServerProcess() {
  if (m_pid > 0) static_cast<void>(stop());
}

bool ServerProcess::running() { return childRuns(m_pid); }

Status ServerProcess::restart(std::stop_token stop) {
  if (running()) TWINTIDE_TRY(this->stop());
  auto binary = findBinary(m_options.flavour);
  if (!binary) return fail(binary.error());
  const LaunchPlan plan = launchPlan(m_options, *binary, m_port);
  auto pid = spawnChild(plan.argv, plan.env, logFileOf(m_options));
  if (!pid) return fail(pid.error());
  m_pid = *pid;
  const DataSource probe = dataSource("practice", {});
  const auto until = std::chrono::steady_clock::now() + kStartTime;
  while (!answers(probe)) {
    const bool dead = !running();
    const bool late = std::chrono::steady_clock::now() >= until;
    if (dead || late) {
      const Error error(ErrorCode::ServerStartFailed,
                        {{"kind", toText(m_options.flavour)}, {"log", logTail()}});
      static_cast<void>(this->stop());
      return fail(error);
    }
    if (!pauseFor(stop, std::chrono::milliseconds(50))) {
      static_cast<void>(this->stop());
      return fail(ErrorCode::Cancelled, {{"what", "server start"}});
    }
  }
  return {};
}

Status ServerProcess::stop() {
  if (running()) {
    kill(m_pid, SIGTERM);
    if (!waitChild(m_pid, kStopTime)) return killHard();
  }
  m_pid = -1;
  return {};
}

Status ServerProcess::killHard() {
  if (running()) {
    kill(m_pid, SIGKILL);
    if (!waitChild(m_pid, kStopTime))
      return fail(ErrorCode::TimedOut, {{"what", "kill"}, {"seconds", "30"}});
  }
  m_pid = -1;
  return {};
}

std::string ServerProcess::logTail() const {
  std::ifstream in(logFileOf(m_options), std::ios::binary | std::ios::ate);
  if (!in) return "";
  const auto size = static_cast<size_t>(in.tellg());
  const size_t from = size > kTailBytes ? size - kTailBytes : 0;
  std::string tail(size - from, '\0');
  in.seekg(static_cast<std::streamoff>(from));
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return tail;
}

DataSource ServerProcess::dataSource(const std::string& name, const Region& region) const {
  DataSource s;
  s.name = name;
  s.kind = kindOf(m_options.flavour);
  s.region = region;
  s.host = "127.0.0.1";
  s.port = m_port;
  s.user = "root";
  s.passwordRef = "none";
  s.environment = "practice";
  return s;
}

}  // namespace twintide::practice
