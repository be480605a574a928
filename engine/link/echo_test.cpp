#include "engine/link/echo_test.h"

#include "engine/db/data_connection.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::link {
namespace {

// A log may tell of its end before it gives what stands there.
constexpr int64_t kWaitUs = 30'000'000;
// Positions come by the million.
constexpr int64_t kCompareEveryUs = 1'000'000;

// A marker row of its own, so that the applier's is left alone.
std::string canarySql(const LinkContext& context, int64_t number) {
  const std::string own = db::quoteText(context.linkId());
  const std::string opposite = db::quoteText(context.oppositeLinkId());
  const std::string region = std::to_string(context.to.source.region.number);
  const std::string n = std::to_string(number);
  return "BEGIN;INSERT INTO twintide.marker VALUES (" + opposite + ",-1,0," + n + ',' + region +
         ",'',0,0) ON DUPLICATE KEY UPDATE group_no=" + n +
         ";INSERT INTO twintide.heartbeat (link_id,beat,written_us) VALUES (" + own + ",1," + n +
         ") ON DUPLICATE KEY UPDATE beat=beat+1,written_us=" + n +
         ";INSERT INTO twintide.correction (link_id,kind,answered,db_name,table_name,row_key) "
         "VALUES (" +
         own + ",'E'," + n + ",'','','');DELETE FROM twintide.correction WHERE kind='E' AND " +
         "link_id=" + own + ";COMMIT";
}

}  // namespace

Status EchoTest::begin(capture::ChangeSource& source) {
  auto connection = db::DataConnection::open(m_context.from.params());
  if (!connection) return fail(connection.error());
  TWINTIDE_TRY((*connection)
                   ->execute(std::string("SET ") + db::kApplierVariable + '=' +
                             db::quoteText(m_context.oppositeLinkId())));
  m_number = systemClock().wallUs();
  auto done = (*connection)->executePacket(canarySql(m_context, m_number));
  if (!done) return fail(done.error());
  if (done->failed) return fail(done->error);
  auto end = source.endPosition();
  if (!end) return fail(end.error());
  m_source = &source;
  m_end = std::move(*end);
  return {};
}

Status EchoTest::look(const Transaction& t) {
  for (const CorrectionSeen& c : t.corrections) {
    if (c.kind != CorrectionSeen::Kind::Echo || c.answeredId != m_number) continue;
    if (t.heartbeatUs != 0) return fail(failed("looks_local"));
    m_passed = true;
  }
  return m_passed ? Status() : missed(t.position);
}

// The time since the canary was written says nothing: it stands behind a whole backlog, and a
// stream that gives nothing, such as one that waits for a lock at its server, is none of ours.
Status EchoTest::missed(const std::string& position) {
  const int64_t now = m_clock.steadyUs();
  if (m_lookedUs && now - m_lookedUs < kCompareEveryUs) return {};
  m_lookedUs = now;
  if (!m_reachedUs && m_source->reached(position, m_end)) m_reachedUs = now;
  if (!m_reachedUs || now - m_reachedUs < kWaitUs) return {};
  Error e = failed("not_seen");
  e.retryable = true;
  return fail(std::move(e));
}

Error EchoTest::failed(const char* reason) const {
  return Error(ErrorCode::EchoTestFailed, {{"region", m_context.from.source.region.id},
                                           {"link", m_context.linkId()},
                                           {"reason", reason}});
}

}  // namespace twintide::link
