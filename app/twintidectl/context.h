// Purpose: what every command works with: the options, the output, and the engine it needs.
// Owner: main. Thread: main.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/twintidectl/output.h"
#include "engine/api/engine.h"

namespace twintide::app {

// What the command line said. Lists are empty and texts "" when not given.
struct Options {
  std::string workspace;
  std::string language;
  bool json = false;

  std::string name;                // the pair or data source
  std::vector<std::string> pairs;  // serve
  std::string file;                // -f
  std::string html;
  std::vector<std::string> skip, fix;
  std::string adminUser, adminPasswordFile, adminPasswordEnv;
  bool yes = false, watch = false, serve = false, replace = false, all = false;
  int limit = 50;
  bool waiting = false;    // conflicts
  int64_t conflictId = 0;  // resolve
  std::string take;        // resolve: a or b
  std::string servers = "oceanbase";
  std::string out = "twintide-demo";
};

class Context {
 public:
  explicit Context(Options given) : options(std::move(given)), out(options.json) {}

  // Definitions and history only; works beside any other program.
  Result<std::unique_ptr<api::Engine>> reader();
  // The program that runs the links when there is one, else the workspace itself with its lock.
  Result<std::unique_ptr<api::Engine>> writer();
  // The program that runs the links, or NotServing.
  Result<std::unique_ptr<api::Engine>> running();
  // The workspace itself with its lock.
  Result<std::unique_ptr<api::Engine>> owner(const std::string& dir);

  bool served() const;
  std::string workspaceDir() const;
  // Prints the error; returns the exit code for it.
  int failed(const Error& error);
  // A password file that others may read.
  void warnLooseFile(const std::string& file);
  // {"ok": true, …} with --json.
  int done(store::Json json = store::Json::object());

  const Options options;
  Output out;

 private:
  std::unique_ptr<SecretStore> secrets();
};

}  // namespace twintide::app
