#include "app/twintidectl/context.h"

#include <filesystem>

#include "app/control/control_client.h"
#include "app/control/remote_engine.h"
#include "app/secrets/ref_secret_store.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/ctl.h"
#include "app/twintidectl/exit_codes.h"
#include "engine/store/workspace.h"

namespace twintide::app {

std::string Context::workspaceDir() const {
  const std::string dir =
      options.workspace.empty() ? store::defaultWorkspaceDir() : options.workspace;
  std::error_code ec;
  const auto whole = std::filesystem::absolute(dir, ec);
  return ec ? dir : whole.lexically_normal().string();
}

bool Context::served() const {
  return ControlClient(workspaceDir()).served();
}

std::unique_ptr<SecretStore> Context::secrets() {
  RefSecretStore::Hooks hooks;
  hooks.ask = [](const std::string& source) {
    return askOnTerminal(Ctl::tr("Password of data source %1: ").arg(qs(source)).toStdString(),
                         interrupted);
  };
  hooks.looseFile = [this](const std::string& file) { warnLooseFile(file); };
  return std::make_unique<RefSecretStore>(std::move(hooks));
}

Result<std::unique_ptr<api::Engine>> Context::reader() {
  return api::openEngine({workspaceDir(), true}, secrets());
}

Result<std::unique_ptr<api::Engine>> Context::owner(const std::string& dir) {
  return api::openEngine({dir, false}, secrets());
}

Result<std::unique_ptr<api::Engine>> Context::running() {
  if (!served()) return fail(ErrorCode::NotServing, {{"dir", workspaceDir()}});
  auto local = reader();
  if (!local) return local;
  return std::unique_ptr<api::Engine>(std::make_unique<RemoteEngine>(std::move(*local)));
}

Result<std::unique_ptr<api::Engine>> Context::writer() {
  return served() ? running() : owner(workspaceDir());
}

void Context::warnLooseFile(const std::string& file) {
  out.note(QStringLiteral("▲ ") +
           Ctl::tr("Warning: %1 can be read by others; chmod 600 it.").arg(qs(file)));
}

int Context::failed(const Error& error) {
  out.error(error);
  return exitCode(error.code);
}

int Context::done(store::Json json) {
  json["ok"] = true;
  out.document(json);
  return kOk;
}

}  // namespace twintide::app
