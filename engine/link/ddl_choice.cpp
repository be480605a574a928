#include "engine/link/ddl_choice.h"

#include "engine/base/clock.h"
#include "engine/db/sql_text.h"

namespace twintide::link {
namespace {

std::string at(const std::string& linkId, const std::string& position) {
  return " WHERE link_id=" + db::quoteText(linkId) +
         " AND source_position=" + db::quoteText(position) + " AND phase='skip'";
}

}  // namespace

Status chooseSkip(const LinkEnd& target, const Error& failure) {
  auto session = db::Session::open(target.params());
  if (!session) return fail(session.error());
  const std::string link = db::quoteText(failure.arg("link"));
  // The number that DdlStep gives the statement: the marker stands right before it.
  auto done = (*session)->execute("REPLACE INTO twintide.ddl_journal SELECT link_id,group_no+1," +
                                  db::quoteText(failure.arg("position")) + ",'skip'," +
                                  db::quoteText(failure.arg("sql")) + ",0,0," +
                                  std::to_string(systemClock().wallUs()) +
                                  " FROM twintide.marker WHERE stream=0 AND link_id=" + link);
  if (!done) return fail(done.error());
  if (*done == 0) return fail(ErrorCode::MarkerMissing, {{"link", failure.arg("link")}});
  return {};
}

Result<bool> skipChosen(db::Session& target, const std::string& linkId,
                        const std::string& position) {
  auto rows = target.query("SELECT 1 FROM twintide.ddl_journal" + at(linkId, position));
  if (!rows) return fail(rows.error());
  return !rows->empty();
}

std::string markSkippedSql(const std::string& linkId, const std::string& position) {
  return "UPDATE twintide.ddl_journal SET phase='skipped'" + at(linkId, position);
}

}  // namespace twintide::link
