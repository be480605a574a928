// Is there a database at the address? Login failures do not count here.
#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

class Reachable final : public Check {
 public:
  const char* id() const override { return "reachable"; }

  Findings run(Context& context) override { return {look(context.a), look(context.b)}; }

 private:
  Finding look(const Site& site) const {
    const bool answered = site.session || site.error->code == ErrorCode::LoginDenied;
    Finding f = finding(answered ? "ok" : reason(site.error->code),
                        answered ? Severity::Passed : Severity::Error, site.side);
    f.args["host"] = site.source.host;
    f.args["port"] = std::to_string(site.source.port);
    if (answered) {
      const bool measured = site.readable();
      f.args["rtt_us"] = std::to_string(measured ? site.info.roundTripUs : -1);
      return f;
    }
    f.skippable = false;
    f.args["source"] = site.source.name;
    f.args["server"] = site.error->arg("server");
    f.args["code"] = std::string(name(site.error->code));
    if (site.error->code == ErrorCode::ConnectTimedOut) {
      f.args["seconds"] = std::to_string(db::ConnectParams().connectTimeout.count());
      f.args["stage"] = site.error->arg("stage");
      if (f.args["stage"] == "route") f.reason = "no_route";
    }
    if (site.error->code == ErrorCode::TlsFailed) f.args["mode"] = toText(site.source.tls.mode);
    return f;
  }

  static const char* reason(ErrorCode code) {
    switch (code) {
      case ErrorCode::HostUnknown:
        return "host_unknown";
      case ErrorCode::ConnectRefused:
        return "refused";
      case ErrorCode::ConnectTimedOut:
        return "timed_out";
      case ErrorCode::TlsFailed:
        return "tls_failed";
      default:
        return "failed";
    }
  }
};

}  // namespace

std::unique_ptr<Check> makeReachable() {
  return std::make_unique<Reachable>();
}

}  // namespace twintide::precheck
