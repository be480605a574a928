#include "app/twintidectl/agree.h"

#include <unistd.h>

#include <iostream>

#include "app/secrets/ref_secret_store.h"
#include "app/signals/interrupt.h"
#include "app/twintidectl/ctl.h"

namespace twintide::app {

bool agreed(Context& c, const QString& question) {
  if (c.options.yes) return true;
  if (::isatty(STDIN_FILENO) != 1) {
    c.out.note(Ctl::tr("Nothing was run: give --yes where nobody can be asked."));
    return false;
  }
  c.out.note(question + QStringLiteral(" [y/N]"));
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

Result<std::optional<api::AdminLogin>> adminLogin(Context& c) {
  const Options& o = c.options;
  if (o.adminUser.empty()) return std::optional<api::AdminLogin>();
  RefSecretStore::Hooks hooks;
  hooks.ask = [](const std::string& user) {
    return askOnTerminal(Ctl::tr("Password of the administrator %1: ").arg(qs(user)).toStdString(),
                         interrupted);
  };
  hooks.looseFile = [&c](const std::string& file) { c.warnLooseFile(file); };
  const std::string ref = !o.adminPasswordFile.empty()  ? "file:" + o.adminPasswordFile
                          : !o.adminPasswordEnv.empty() ? "env:" + o.adminPasswordEnv
                                                        : "prompt";
  auto password = RefSecretStore(std::move(hooks)).get(o.adminUser, ref);
  if (!password) return fail(password.error());
  return std::optional<api::AdminLogin>({o.adminUser, std::move(*password)});
}

}  // namespace twintide::app
