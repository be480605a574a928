// Purpose: the packets of one group on their way to the target, over one connection.
// Owner: the applier, one a group. Thread: the applier's.
#pragma once

#include <functional>
#include <optional>

#include "engine/apply/marker.h"
#include "engine/apply/plan.h"
#include "engine/db/data_connection.h"

namespace twintide::apply {

// What the server did not do. Everything before it is undone only by a ROLLBACK.
struct Refusal {
  // Lane: the transaction that was begun ahead is gone.
  enum class Of { Lane, Marker, Statement, Commit } of = Of::Statement;
  Error error;
};

class GroupWire {
 public:
  GroupWire() = default;
  explicit GroupWire(Plan plan) : m_plan(std::move(plan)) {}

  const Plan& plan() const { return m_plan; }
  db::DataConnection* on() const { return m_on; }

  // "BEGIN; marker; statements; COMMIT".
  Status sendWhole(db::DataConnection& on, const MarkerOwner& owner, const MarkerState& next);
  // The same in two goes: "BEGIN; the lane's row; statements" beside the group before …
  Status sendAhead(db::DataConnection& on, const MarkerOwner& lane);
  // … and "proof; marker; late statements; COMMIT" once that one stands and await() has told that
  // the statements do.
  Status sendClosing(const MarkerOwner& owner, const MarkerState& next);

  // Until all of what was sent last is answered; a refusal ends it. ConnectionLost, which leaves
  // open what became of it. `quiet` is called each time that nothing has come for two seconds, for
  // half a minute.
  using Quiet = std::function<void()>;
  Result<std::optional<Refusal>> await(const Quiet& quiet = {});
  // The answers to the packet sent last, whatever they are; the rest is not sent. False: the
  // connection is lost.
  bool drain();
  // Whether those answers, or a refusal, are there.
  bool answered() const;

 private:
  enum class Stage { Whole, Ahead, Closing };
  Status start(Stage stage, std::string head);
  Status sendPart();
  bool lastPart() const { return m_part + 1 >= now().packets.size(); }
  const Packets& now() const { return m_stage == Stage::Closing ? m_plan.late : m_plan; }
  Packets& now() { return m_stage == Stage::Closing ? m_plan.late : m_plan; }
  db::Answers headAnswers() const;
  size_t leastAnswer() const;
  Refusal refused(const db::PacketOutcome& outcome) const;
  // Where a test ends the process around the sending of a packet.
  void dieIfDue(std::string_view packet) const;

  Plan m_plan;
  db::DataConnection* m_on = nullptr;
  Stage m_stage = Stage::Whole;
  size_t m_part = 0;    // the packet sent last
  std::string m_proof;  // that the transaction is still the one that was begun ahead
};

}  // namespace twintide::apply
