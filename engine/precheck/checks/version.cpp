// Is it the server that the definition names, and one that Twintide was made for?
#include "engine/precheck/checks/checks.h"

namespace twintide::precheck {
namespace {

struct Bounds {
  int oldest;        // versionNumber of the oldest supported
  const char* need;  // the same in words
  int untestedFrom;  // first versionNumber that nobody has tried
  const char* tested;
};

Bounds boundsOf(ServerKind kind) {
  switch (kind) {
    case ServerKind::OceanBase:
      return {40000, "OceanBase 4.0", 40400, "OceanBase 4.3"};
    case ServerKind::MariaDb:
      return {100500, "MariaDB 10.5", 101200, "MariaDB 10.11"};
    case ServerKind::MySql:
      break;
  }
  return {50700, "MySQL 5.7", 80100, "MySQL 8.0"};
}

class Version final : public Check {
 public:
  const char* id() const override { return "version"; }

  Findings run(Context& context) override {
    Findings out;
    for (const Site* site : {&context.a, &context.b}) {
      if (!site->session)
        out.push_back(unreachable(site->side, context));
      else if (site->readError)
        out.push_back(queryFailed(site->side, *site->readError));
      else
        out.push_back(look(*site));
    }
    if (context.a.readable() && context.b.readable() && differ(context.a, context.b)) {
      Finding f = finding("differs", Severity::Notice, Side::Both);
      f.args = {{"product_a", context.a.info.product}, {"product_b", context.b.info.product}};
      out.push_back(std::move(f));
    }
    return out;
  }

 private:
  static bool differ(const Site& a, const Site& b) {
    return a.kind() != b.kind() || a.info.versionNumber / 100 != b.info.versionNumber / 100;
  }

  Finding look(const Site& site) const {
    const ServerInfo& info = site.info;
    const Bounds bounds = boundsOf(info.kind);
    Finding f = finding("ok", Severity::Passed, site.side);
    f.args = {{"product", info.product}, {"version", info.version}, {"kind", toText(info.kind)}};
    if (info.kind != site.source.kind) {
      f = finding("kind_mismatch", Severity::Error, site.side);
      f.skippable = false;
      f.args = {{"expected", toText(site.source.kind)},
                {"found", toText(info.kind)},
                {"product", info.product}};
    } else if (info.versionNumber < bounds.oldest) {
      f = finding("too_old", Severity::Error, site.side);
      f.skippable = false;
      f.args = {{"product", info.product}, {"version", info.version}, {"need", bounds.need}};
    } else if (info.versionNumber >= bounds.untestedFrom) {
      f = finding("untested", Severity::Notice, site.side);
      f.args = {{"product", info.product}, {"version", info.version}, {"tested", bounds.tested}};
    }
    return f;
  }
};

}  // namespace

std::unique_ptr<Check> makeVersion() {
  return std::make_unique<Version>();
}

}  // namespace twintide::precheck
