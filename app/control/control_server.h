// Purpose: lets other programs of the same user command the engine of this one, over a unix socket
// in the workspace folder.
// Owner: the program that holds the workspace (serve, the desktop), beside its engine and ending
// before it. Thread: own threads; construction and destruction on one.
//
// A connection carries one request, a line of JSON: {"do": "start", "pair": "orders"}. The answer
// is any number of {"progress": …} lines and one last {"ok": true, "value": …} or
// {"ok": false, "error": {"code": …, "args": …}}.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/control/unix_socket.h"
#include "engine/api/engine.h"
#include "engine/base/thread_pool.h"

namespace twintide::app {

class ControlServer {
 public:
  // onDefinitions: called on an own thread when a request has changed data sources or pairs.
  static Result<std::unique_ptr<ControlServer>> start(api::Engine& engine,
                                                      std::function<void()> onDefinitions = {});
  // Ends running requests: their jobs are cancelled, their callers told.
  ~ControlServer();

 private:
  ControlServer(api::Engine& engine, UnixSocket listener, std::function<void()> onDefinitions);
  void acceptLoop(std::stop_token stop);
  void serve(UnixSocket client, std::stop_token stop);

  api::Engine& m_engine;
  const std::function<void()> m_onDefinitions;
  const std::string m_file;
  UnixSocket m_listener;
  ThreadPool m_workers;
  NamedThread m_acceptor;  // last: uses everything above
};

}  // namespace twintide::app
