#include "app/control/control_server.h"

#include <memory>

#include "app/control/control_requests.h"
#include "engine/base/log.h"
#include "engine/store/atomic_file.h"

namespace twintide::app {
namespace {

using namespace std::chrono_literals;

constexpr size_t kWorkers = 8;
constexpr size_t kMaxWaiting = 32;
constexpr auto kRequestWait = 5s;
constexpr auto kAnswerWait = 10s;

}  // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::start(api::Engine& engine,
                                                            std::function<void()> onDefinitions) {
  Result<UnixSocket> listener = UnixSocket::listen(engine.workspaceDir());
  if (!listener) return fail(std::move(listener.error()));
  return std::unique_ptr<ControlServer>(
      new ControlServer(engine, std::move(*listener), std::move(onDefinitions)));
}

ControlServer::ControlServer(api::Engine& engine, UnixSocket listener,
                             std::function<void()> onDefinitions)
    : m_engine(engine),
      m_onDefinitions(std::move(onDefinitions)),
      m_file(UnixSocket::fileIn(engine.workspaceDir())),
      m_listener(std::move(listener)),
      m_workers("control", kWorkers, kMaxWaiting),
      m_acceptor("control-accept", [this](std::stop_token stop) { acceptLoop(stop); }) {}

ControlServer::~ControlServer() {
  m_acceptor.requestStop();
  m_acceptor.join();
  m_workers.close();
  if (Status gone = store::removeFile(m_file); !gone)
    logger("control")->warn("socket file stays: {}", gone.error().arg("reason"));
}

void ControlServer::acceptLoop(std::stop_token stop) {
  while (!stop.stop_requested()) {
    UnixSocket client = m_listener.accept(200ms);
    if (!client.valid()) continue;
    auto shared = std::make_shared<UnixSocket>(std::move(client));
    const bool taken =
        m_workers.submit([this, shared](std::stop_token s) { serve(std::move(*shared), s); });
    if (!taken) logger("control")->warn("too many requests at once, one was dropped");
  }
}

void ControlServer::serve(UnixSocket client, std::stop_token stop) {
  Result<std::string> line = client.readLine(kRequestWait, stop);
  if (!line) return;  // the caller went away before asking
  ControlRequest request;
  request.body = store::parseJson(*line);
  request.stop = stop;
  request.callerGone = [&client] { return client.hungUp(); };
  request.progress = [&client](const store::Json& value) {
    // A caller that does not listen is found by callerGone.
    (void)client.writeLine(store::text({{"progress", value}}), kAnswerWait);
  };
  Result<store::Json> value = answer(m_engine, request);
  if (value && changesDefinitions(request) && m_onDefinitions) m_onDefinitions();
  const store::Json last =
      value ? store::Json{{"ok", true}, {"value", std::move(*value)}}
            : store::Json{{"ok", false}, {"error", store::toJson(value.error())}};
  if (Status sent = client.writeLine(store::text(last), kAnswerWait); !sent)
    logger("control")->info("an answer found no reader");
}

}  // namespace twintide::app
