#include "app/control/control_client.h"

#include "app/control/unix_socket.h"
#include "engine/store/json_read.h"

namespace twintide::app {
namespace {

constexpr auto kSendWait = std::chrono::seconds(5);

}  // namespace

bool ControlClient::served() const {
  return UnixSocket::connect(m_dir).has_value();
}

Result<store::Json> ControlClient::call(const Call& call) const {
  Result<UnixSocket> socket = UnixSocket::connect(m_dir);
  if (!socket) return fail(std::move(socket.error()));
  TWINTIDE_TRY(socket->writeLine(store::text(call.request), kSendWait));
  for (;;) {
    Result<std::string> line = socket->readLine(call.wait, call.stop);
    if (!line) return fail(std::move(line.error()));
    store::Json answer = store::parseJson(*line);
    if (!answer.is_object()) return fail(ErrorCode::ControlFailed, {{"reason", "not_json"}});
    if (answer.contains("progress")) {
      if (call.progress) call.progress(answer["progress"]);
      continue;
    }
    if (store::flagOf(answer, "ok")) return std::move(answer["value"]);
    return fail(store::errorFrom(store::memberOf(answer, "error")));
  }
}

}  // namespace twintide::app
