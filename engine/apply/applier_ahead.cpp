// A group whose statements run beside those of the one before it (README.md, "Beside each other").
#include <algorithm>

#include "engine/apply/applier.h"

namespace twintide::apply {
namespace {

constexpr int kMostWait = 1024;
constexpr int kWaitAfterStandstill = 128;
constexpr int kManyInARow = 100;

}  // namespace

bool Applier::beginAhead(const Group& group, Plan& plan) {
  if (m_underWay.empty() || m_underWay.size() >= kMostUnderWay) return false;
  const bool fast = std::none_of(m_underWay.begin(), m_underWay.end(), [](const UnderWay& u) {
    return u.exact || u.turn == UnderWay::Turn::Anew;
  });
  if (!fast || plan.exact || plan.packets.empty() || !m_book.empty()) return false;
  if (m_waitTurns > 0) {
    --m_waitTurns;
    return false;
  }
  Lane* lane = m_lanes.take();
  const bool ready = lane && mindForeignKeys(group, *lane->connection, lane->foreignKeys);
  if (!ready) {
    if (lane) m_lanes.close(*lane);
    noteAhead(false);
    return false;
  }
  UnderWay u;
  u.group = &group;
  u.turn = UnderWay::Turn::Ahead;
  u.wire = GroupWire(std::move(plan));
  if (!u.wire.sendAhead(*lane->connection, lane->owner)) takeBack(u, true);
  m_underWay.push_back(std::move(u));
  closeIfDue();
  return true;
}

void Applier::close(UnderWay& u) {
  auto refusal = answersOf(u.wire);
  // Nothing of it stands without COMMIT, whatever happened.
  if (!refusal || *refusal) return takeBack(u, true);
  u.next = markerAfter(u.group->position, u.group->commitUs);
  u.turn = UnderWay::Turn::Closes;
  u.sent = u.wire.sendClosing(m_options.owner, u.next);
}

void Applier::closeIfDue() {
  if (m_underWay.empty()) return;
  UnderWay& front = m_underWay.front();
  if (front.turn == UnderWay::Turn::Ahead && front.wire.answered()) close(front);
}

// The answers are waited for: until a statement has ended, the server does not look whether its
// client is still there, and keeps its locks.
void Applier::takeBack(UnderWay& u, bool answered) {
  if (u.turn != UnderWay::Turn::Ahead) return;
  u.turn = UnderWay::Turn::Anew;
  noteAhead(false);
  Lane* lane = m_lanes.of(u.wire.on());
  if (!lane) return;
  const bool there = answered || u.wire.drain();
  if (there && rollBack(*lane->connection))
    lane->busy = false;
  else
    m_lanes.close(*lane);
}

void Applier::takeBackAll() {
  for (UnderWay& u : m_underWay) takeBack(u, false);
}

void Applier::abandon() {
  m_underWay.clear();
  m_lanes.closeAll();
}

void Applier::freeLane(const GroupWire& wire) {
  if (Lane* lane = m_lanes.of(wire.on())) lane->busy = false;
}

Result<std::optional<Refusal>> Applier::answersOf(GroupWire& front) {
  if (m_underWay.empty()) return front.await();
  return front.await([&] { makeRoom(front); });
}

// One that has not done its own work yet may wait for the front one, which is as it should be.
void Applier::makeRoom(const GroupWire& front) {
  for (UnderWay& u : m_underWay) {
    const bool waits = &u.wire != &front && u.turn == UnderWay::Turn::Ahead && u.wire.answered();
    if (!waits) continue;
    m_waitNext = std::max(m_waitNext, kWaitAfterStandstill);
    takeBack(u, false);
  }
}

void Applier::noteAhead(bool went) {
  m_wentWell = went ? m_wentWell + 1 : 0;
  m_waitTurns = went ? 0 : m_waitNext;
  if (!went) m_waitNext = std::min(2 * m_waitNext, kMostWait);
  if (m_wentWell >= kManyInARow) m_waitNext = kLeastWait;
}

}  // namespace twintide::apply
