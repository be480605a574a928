#include "engine/apply/lanes.h"

#include "engine/base/clock.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::apply {
namespace {

// A group that waits for its turn holds locks. Where our end vanishes without a word, or sleeps,
// the server lets go of them after so long.
constexpr int kIdleSeconds = 30;
// Well before the server ends an unused connection, and says so in its log.
constexpr int64_t kUnusedUs = 10'000'000;

}  // namespace

Result<std::unique_ptr<db::DataConnection>> openWriter(const db::ConnectParams& target,
                                                       const std::string& linkId) {
  auto connection = db::DataConnection::open(target);
  if (!connection) return fail(connection.error());
  auto named =
      (*connection)
          ->execute(std::string("SET ") + db::kApplierVariable + "=" + db::quoteText(linkId));
  if (!named) return fail(named.error());
  return connection;
}

Lanes::Lanes(db::ConnectParams target, const MarkerOwner& owner, const ObjectFilter& objects)
    : m_target(std::move(target)),
      m_lanes{Lane{nullptr, ForeignKeys(objects)}, Lane{nullptr, ForeignKeys(objects)}} {
  for (size_t i = 0; i < kLanes; ++i) {
    m_lanes[i].owner = owner;
    m_lanes[i].owner.stream = kFirstLaneStream - static_cast<int>(i);
  }
}

Lane* Lanes::take() {
  closeUnused();
  for (Lane& lane : m_lanes) {
    if (lane.busy) continue;
    if (!lane.connection && !open(lane)) return nullptr;
    lane.usedUs = systemClock().steadyUs();
    lane.busy = true;
    return &lane;
  }
  return nullptr;
}

Status Lanes::open(Lane& lane) {
  auto opened = openWriter(m_target, lane.owner.linkId);
  if (!opened) return fail(opened.error());
  auto& c = **opened;
  // OceanBase's ob_trx_idle_timeout does nothing on seekdb 1.4 (tried); this ends the session there
  // as well.
  TWINTIDE_TRY(c.execute("SET SESSION wait_timeout=" + std::to_string(kIdleSeconds)));
  TWINTIDE_TRY(c.execute(makeLaneRowSql(lane.owner)));
  lane.foreignKeys.newSession();
  std::lock_guard lock(m_swap);
  lane.connection = std::move(*opened);
  return {};
}

Lane* Lanes::of(const db::DataConnection* connection) {
  for (Lane& lane : m_lanes) {
    if (connection && lane.connection.get() == connection) return &lane;
  }
  return nullptr;
}

void Lanes::close(Lane& lane) {
  std::unique_ptr<db::DataConnection> old;
  {
    std::lock_guard lock(m_swap);
    old = std::move(lane.connection);
  }
  lane.busy = false;
}

void Lanes::closeAll() {
  for (Lane& lane : m_lanes) close(lane);
}

void Lanes::closeUnused() {
  const int64_t now = systemClock().steadyUs();
  for (Lane& lane : m_lanes) {
    if (lane.connection && !lane.busy && now - lane.usedUs > kUnusedUs) close(lane);
  }
}

void Lanes::forgetForeignKeys() {
  for (Lane& lane : m_lanes) lane.foreignKeys.forget();
}

void Lanes::interrupt() {
  std::lock_guard lock(m_swap);
  for (Lane& lane : m_lanes) {
    if (lane.connection) lane.connection->interrupt();
  }
}

}  // namespace twintide::apply
