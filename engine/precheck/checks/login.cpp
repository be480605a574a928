// Does the server take the account, and is the password safe on the way?
#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

bool isThisMachine(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

class Login final : public Check {
 public:
  const char* id() const override { return "login"; }

  Findings run(Context& context) override {
    Findings out;
    for (const Site* site : {&context.a, &context.b}) out.push_back(look(*site, context));
    return out;
  }

 private:
  Finding look(const Site& site, const Context& context) const {
    if (site.session) return loggedIn(site);
    if (site.error->code != ErrorCode::LoginDenied) return unreachable(site.side, context);
    Finding f = finding("denied", Severity::Error, site.side);
    f.skippable = false;
    f.args = {{"user", site.source.login()},
              {"host", site.source.host},
              {"port", std::to_string(site.source.port)},
              {"source", site.source.name},
              {"tenant", site.source.tenant},
              {"server", site.error->arg("server")}};
    return f;
  }

  Finding loggedIn(const Site& site) const {
    const bool plain = site.info.tlsCipher.empty() && !isThisMachine(site.source.host);
    Finding f = finding(plain ? "plain_text" : "ok", plain ? Severity::Notice : Severity::Passed,
                        site.side);
    f.args = {{"user", site.source.login()},
              {"account", site.account.quoted()},
              {"host", site.source.host},
              {"tls_cipher", site.info.tlsCipher}};
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeLogin() {
  return std::make_unique<Login>();
}

}  // namespace twintide::precheck
