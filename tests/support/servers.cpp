#include "tests/support/servers.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "engine/base/stop_wait.h"
#include "engine/db/sql_text.h"

namespace fs = std::filesystem;

namespace twintide::test {
namespace {

constexpr int kSkipped = 77;  // SKIP_RETURN_CODE of tests/CMakeLists.txt
constexpr std::chrono::milliseconds kStep{10};

std::string describe(const Error& error) {
  std::string out(name(error.code));
  for (const auto& [key, value] : error.args) out += " " + key + "=" + value;
  return out;
}

[[noreturn]] void die(const std::string& what, const Error& error) {
  std::fprintf(stderr, "%s: %s\n", what.c_str(), describe(error).c_str());
  std::fflush(stderr);
  std::abort();
}

// Everything this test program made; removed at exit, servers first.
struct Belongings {
  std::vector<std::string> folders;
  std::map<std::pair<practice::Flavour, int>, std::unique_ptr<practice::ServerProcess>> servers;
  ~Belongings() {
    servers.clear();
    std::error_code ignored;
    for (const auto& folder : folders) fs::remove_all(folder, ignored);
  }
};

Belongings& belongings() {
  static Belongings all;
  return all;
}

bool serversRequired() {
  const char* value = std::getenv("TWINTIDE_REQUIRE_SERVERS");
  return value && std::string(value) == "1";
}

[[noreturn]] void skipAll(practice::Flavour flavour, const Error& error) {
  std::fprintf(stderr, "SKIPPED: no %s server: %s\n", practice::toText(flavour),
               describe(error).c_str());
  if (serversRequired()) std::fprintf(stderr, "FAILED: TWINTIDE_REQUIRE_SERVERS=1 forbids this\n");
  std::fflush(stderr);
  std::exit(serversRequired() ? 1 : kSkipped);
}

}  // namespace

practice::ServerProcess& server(practice::Flavour flavour, int index) {
  auto& slot = belongings().servers[{flavour, index}];
  if (slot && !slot->running())
    if (auto again = slot->restart(); !again) die("cannot restart", again.error());
  if (slot) return *slot;
  practice::ServerOptions options;
  options.flavour = flavour;
  options.serverId = static_cast<uint32_t>(index + 1);
  options.dataDir = scratchDir(std::string(practice::toText(flavour)) + std::to_string(index));
  auto started = practice::ServerProcess::start(options);
  if (!started && started.error().code == ErrorCode::ServerBinaryMissing)
    skipAll(flavour, started.error());
  if (!started) die(std::string("cannot start ") + practice::toText(flavour), started.error());
  slot = std::move(*started);
  return *slot;
}

db::ConnectParams params(practice::ServerProcess& server) {
  return db::connectParams(server.dataSource("test", Region{"test", "", 1}), Secret());
}

std::unique_ptr<db::Session> session(practice::ServerProcess& server) {
  auto opened = db::Session::open(params(server));
  if (!opened) die("cannot connect", opened.error());
  return std::move(*opened);
}

std::unique_ptr<db::Session> patientSession(practice::ServerProcess& server) {
  db::ConnectParams patient = params(server);
  patient.readTimeout = std::chrono::seconds(240);
  auto opened = db::Session::open(patient);
  if (!opened) die("cannot connect", opened.error());
  return std::move(*opened);
}

std::unique_ptr<db::DataConnection> connection(practice::ServerProcess& server) {
  auto opened = db::DataConnection::open(params(server));
  if (!opened) die("cannot connect", opened.error());
  return std::move(*opened);
}

void run(db::Session& session, const std::vector<std::string>& statements) {
  for (const auto& statement : statements)
    if (auto done = session.execute(statement); !done) die(statement, done.error());
}

void freshDatabase(db::Session& session, const std::string& name) {
  const std::string quoted = db::quoteName(name);
  run(session, {"DROP DATABASE IF EXISTS " + quoted,
                "CREATE DATABASE " + quoted + " DEFAULT CHARACTER SET utf8mb4"});
}

bool eventually(const std::function<bool()>& condition, double seconds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    pauseFor(std::stop_token(), kStep);
  }
  return true;
}

std::string scratchDir(const std::string& name) {
  const fs::path folder =
      fs::path(TWINTIDE_BINARY_DIR) / "scratch" / (std::to_string(getpid()) + "-" + name);
  std::error_code error;
  fs::remove_all(folder, error);
  fs::create_directories(folder, error);
  if (error) die("scratch folder", Error(ErrorCode::Internal, {{"what", error.message()}}));
  belongings().folders.push_back(folder.string());
  return folder.string();
}

}  // namespace twintide::test
