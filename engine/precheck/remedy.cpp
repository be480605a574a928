#include "engine/precheck/remedy.h"

#include <string>

#include "engine/db/session.h"

namespace twintide::precheck {

Status runRemedy(const DataSource& source, const Secret& password, const Finding& finding,
                 std::stop_token stop) {
  auto session = db::Session::open(db::connectParams(source, password));
  if (!session) return fail(session.error());
  for (size_t i = 0; i < finding.remedySql.size(); ++i) {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, {{"what", "remedy"}});
    if (auto done = (*session)->execute(finding.remedySql[i]); !done)
      return fail(std::move(done.error()).with("step", std::to_string(i)));
  }
  return {};
}

}  // namespace twintide::precheck
