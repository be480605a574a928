#include "engine/link/link_phase.h"

#include "engine/base/clock.h"
#include "engine/db/sql_text.h"

namespace twintide::link {

const char* toText(Phase phase) {
  switch (phase) {
    case Phase::Schema:
      return "schema";
    case Phase::Rows:
      return "rows";
    case Phase::Incremental:
      return "incremental";
  }
  return "incremental";
}

Result<std::optional<PhaseRecord>> loadPhase(db::Session& target, const std::string& linkId) {
  auto rows = target.query(
      "SELECT phase,start_position,as_of,tolerant_until FROM "
      "twintide.link_phase WHERE link_id=" +
      db::quoteText(linkId));
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<PhaseRecord>();
  PhaseRecord r;
  const std::string phase = rows->text(0, "phase");
  r.phase = phase == "schema" ? Phase::Schema : phase == "rows" ? Phase::Rows : Phase::Incremental;
  r.startPosition = rows->text(0, "start_position");
  r.asOf = rows->text(0, "as_of");
  r.tolerantUntil = rows->text(0, "tolerant_until");
  return std::optional<PhaseRecord>(r);
}

Status savePhase(db::Session& target, const std::string& linkId, const PhaseRecord& r) {
  const std::string now = std::to_string(systemClock().wallUs());
  auto done = target.execute(
      "REPLACE INTO twintide.link_phase (link_id,phase,start_position,tolerant_until,as_of,"
      "updated_us) VALUES (" +
      db::quoteText(linkId) + ',' + db::quoteText(toText(r.phase)) + ',' +
      db::quoteText(r.startPosition) + ',' + db::quoteText(r.tolerantUntil) + ',' +
      db::quoteText(r.asOf) + ',' + now + ')');
  if (!done) return fail(done.error());
  return {};
}

}  // namespace twintide::link
