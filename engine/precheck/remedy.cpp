#include "engine/precheck/remedy.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/db/session.h"

namespace twintide::precheck {
namespace {

// What servers answer to a login that may not run a statement: database, statement, column,
// global privilege, routine, GRANT (tried on all four; 1045 stands for a global GRANT as well).
bool lacksRights(unsigned errnum) {
  constexpr std::array<unsigned, 7> kDenied = {1044, 1045, 1142, 1143, 1227, 1370, 1410};
  return std::find(kDenied.begin(), kDenied.end(), errnum) != kDenied.end();
}

}  // namespace

Status runRemedy(const DataSource& source, const Secret& password, const Finding& finding,
                 std::stop_token stop) {
  auto session = db::Session::open(db::connectParams(source, password));
  if (!session) return fail(session.error());
  for (size_t i = 0; i < finding.remedySql.size(); ++i) {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, {{"what", "remedy"}});
    auto done = (*session)->execute(finding.remedySql[i]);
    if (done) continue;
    Error e = std::move(done.error());
    if (lacksRights(e.serverErrno)) {
      // The session stands, so it is not the login that was denied.
      e.code = ErrorCode::ServerError;
      e.with("advice", "admin_login_needed");
    }
    return fail(std::move(e).with("step", std::to_string(i)));
  }
  return {};
}

}  // namespace twintide::precheck
