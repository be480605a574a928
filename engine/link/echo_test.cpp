#include "engine/link/echo_test.h"

#include "engine/base/clock.h"
#include "engine/db/data_connection.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::link {
namespace {

constexpr int64_t kWaitUs = 30'000'000;

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

Status EchoTest::begin() {
  auto connection = db::DataConnection::open(m_context.from.params());
  if (!connection) return fail(connection.error());
  TWINTIDE_TRY((*connection)
                   ->execute(std::string("SET ") + db::kApplierVariable + '=' +
                             db::quoteText(m_context.oppositeLinkId())));
  m_number = systemClock().wallUs();
  auto done = (*connection)->executePacket(canarySql(m_context, m_number));
  if (!done) return fail(done.error());
  if (done->failed) return fail(done->error);
  m_writtenUs = systemClock().steadyUs();
  return {};
}

Status EchoTest::look(const Transaction& t) {
  for (const CorrectionSeen& c : t.corrections) {
    if (c.kind != CorrectionSeen::Kind::Echo || c.answeredId != m_number) continue;
    if (t.heartbeatUs != 0) return fail(failed("looks_local"));
    m_passed = true;
  }
  return {};
}

Status EchoTest::idle() const {
  if (m_passed || systemClock().steadyUs() - m_writtenUs < kWaitUs) return {};
  // A stream that gives nothing, such as one that waits for a lock at its server, proves nothing.
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
