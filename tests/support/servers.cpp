#include "tests/support/servers.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "engine/base/stop_wait.h"

namespace twintide::test {
namespace {

constexpr int kSkip = 77;  // CTest's SKIP_RETURN_CODE

[[noreturn]] void die(const std::string& what, const Error& error) {
  std::string text(name(error.code));
  for (const auto& [key, value] : error.args) text += "\n  " + key + ": " + value;
  std::fprintf(stderr, "%s: %s\n", what.c_str(), text.c_str());
  std::exit(1);
}

[[noreturn]] void skip(practice::Flavour flavour, const Error& error) {
  const char* required = std::getenv("TWINTIDE_REQUIRE_SERVERS");
  if (required && std::string(required) == "1")
    die(std::string("server required but missing: ") + practice::toText(flavour), error);
  std::fprintf(stderr, "\n*** SKIPPED: no %s server here (looked at %s); ./dev test fetches it\n\n",
               practice::toText(flavour), error.arg("looked").c_str());
  std::exit(kSkip);
}

using Key = std::pair<practice::Flavour, int>;
std::map<Key, std::unique_ptr<practice::ServerProcess>>& servers() {
  static std::map<Key, std::unique_ptr<practice::ServerProcess>> all;
  return all;
}

}  // namespace

practice::ServerProcess& server(practice::Flavour flavour, int index) {
  auto& slot = servers()[{flavour, index}];
  if (slot && slot->running()) return *slot;
  if (slot) {
    if (Status again = slot->restart(); !again) die("restart", again.error());
    return *slot;
  }
  if (auto binary = practice::findBinary(flavour); !binary) skip(flavour, binary.error());
  practice::ServerOptions options;
  options.flavour = flavour;
  options.serverId = static_cast<uint32_t>(index + 1);
  options.dataDir = scratchDir(std::string(practice::toText(flavour)) + "-" + std::to_string(index));
  auto started = practice::ServerProcess::start(options);
  if (!started) die("start", started.error());
  slot = std::move(*started);
  return *slot;
}

db::ConnectParams params(practice::ServerProcess& server) {
  return db::connectParams(server.dataSource("test", {}), Secret());
}

std::unique_ptr<db::Session> session(practice::ServerProcess& server) {
  auto opened = db::Session::open(params(server));
  if (!opened) die("session", opened.error());
  return std::move(*opened);
}

std::unique_ptr<db::DataConnection> connection(practice::ServerProcess& server) {
  auto opened = db::DataConnection::open(params(server));
  if (!opened) die("connection", opened.error());
  return std::move(*opened);
}

void run(db::Session& session, const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    if (auto done = session.execute(sql); !done) die(sql, done.error());
  }
}

void freshDatabase(db::Session& session, const std::string& name) {
  run(session, {"DROP DATABASE IF EXISTS " + name,
                "CREATE DATABASE " + name + " DEFAULT CHARACTER SET utf8mb4"});
}

bool eventually(const std::function<bool()>& condition, double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= until) return condition();
    pauseFor(std::stop_token(), std::chrono::milliseconds(5));
  }
  return true;
}

std::string scratchDir(const std::string& name) {
  namespace fs = std::filesystem;
  static struct Root {
    fs::path path = fs::path(TWINTIDE_BINARY_DIR) / "scratch" / std::to_string(getpid());
    Root() { servers(); }  // made first, so that it outlives this and its servers can be stopped here
    ~Root() {
      servers().clear();
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  } root;
  fs::create_directories(root.path / name);
  return (root.path / name).string();
}

}  // namespace twintide::test
