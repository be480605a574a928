#include "engine/link/heartbeat.h"

#include "engine/base/log.h"
#include "engine/db/sql_text.h"

namespace twintide::link {
namespace {

constexpr int64_t kRetryEveryUs = 3'000'000;

}  // namespace

void Heartbeat::beat(int64_t nowUs) {
  if (nowUs < m_retryAfterUs) return;
  Status done = write(nowUs);
  if (done) return;
  // The link itself reports a source that is gone; here it only costs a measurement.
  logger("link")->info("{}: no heartbeat written: {}", m_linkId, name(done.error().code));
  m_connection.reset();
  m_retryAfterUs = nowUs + kRetryEveryUs;
}

Status Heartbeat::write(int64_t nowUs) {
  if (!m_connection) {
    db::ConnectParams params = m_source.params();
    params.connectTimeout = std::chrono::seconds(2);
    params.readTimeout = std::chrono::seconds(5);
    db::DataOptions options;
    options.writerSession = false;
    auto connection = db::DataConnection::open(params, options);
    if (!connection) return fail(connection.error());
    m_connection = std::move(*connection);
  }
  const std::string us = std::to_string(nowUs);
  auto done =
      m_connection->execute("INSERT INTO twintide.heartbeat (link_id,beat,written_us) VALUES (" +
                            db::quoteText(m_linkId) + ",1," + us +
                            ") ON DUPLICATE KEY UPDATE beat=beat+1,written_us=" + us);
  if (!done) return fail(done.error());
  return {};
}

}  // namespace twintide::link
