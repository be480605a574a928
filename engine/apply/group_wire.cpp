#include "engine/apply/group_wire.h"

#include "engine/base/clock.h"
#include "engine/base/kill_point.h"

namespace twintide::apply {

Status GroupWire::sendWhole(db::DataConnection& on, const MarkerOwner& owner,
                            const MarkerState& next) {
  m_on = &on;
  m_plan.joinLate();
  std::string head = "BEGIN;" + groupMarkerSql(owner, next);
  appendExpectation(head, 1);
  return start(Stage::Whole, std::move(head));
}

Status GroupWire::sendAhead(db::DataConnection& on, const MarkerOwner& lane) {
  m_on = &on;
  const int64_t token = systemClock().wallUs();
  m_proof = laneProofSql(lane, token);
  std::string head = "BEGIN;" + laneHeadSql(lane, token);
  appendExpectation(head, 1);
  return start(Stage::Ahead, std::move(head));
}

Status GroupWire::sendClosing(const MarkerOwner& owner, const MarkerState& next) {
  std::string head = m_proof;
  appendExpectation(head, 1);
  head += groupMarkerSql(owner, next);
  appendExpectation(head, 1);
  return start(Stage::Closing, std::move(head));
}

Status GroupWire::start(Stage stage, std::string head) {
  m_stage = stage;
  m_part = 0;
  if (now().packets.empty()) {
    now().packets.emplace_back();
    now().answers.emplace_back();
  }
  now().packets[0].prepend(head);
  return sendPart();
}

Status GroupWire::sendPart() {
  Packet& packet = now().packets[m_part];
  if (lastPart() && m_stage != Stage::Ahead) packet.text() += "COMMIT";
  dieIfDue(packet.sql());
  return m_on->send(packet.sql());
}

void GroupWire::dieIfDue(std::string_view packet) const {
  const bool ahead = m_stage == Stage::Ahead;
  killPoint("apply.before_send");
  if (killPointDue("apply.half_sent")) dieSending(m_on->socket(), packet, 0.5);
  if (ahead && killPointDue("apply.ahead_sent")) dieSending(m_on->socket(), packet, 1);
  if (m_stage == Stage::Closing) killPoint("apply.before_closing");
  if (!ahead && lastPart() && killPointDue("apply.commit_sent"))
    dieSending(m_on->socket(), packet, 1);
}

// To BEGIN, and to the rows of twintide.marker and what they must meet.
db::Answers GroupWire::headAnswers() const {
  db::Answers all;
  if (m_part != 0) return all;
  if (m_stage != Stage::Closing) all += db::kStatementAnswer;
  for (int rows = m_stage == Stage::Closing ? 2 : 1; rows > 0; --rows) {
    all += db::kUpdateAnswer;
    all += kExpectationAnswer;
  }
  return all;
}

size_t GroupWire::leastAnswer() const {
  db::Answers least = headAnswers();
  if (m_part < now().answers.size()) least += now().answers[m_part];
  if (lastPart() && m_stage != Stage::Ahead) least += db::kStatementAnswer;  // COMMIT's
  return least.bytes;
}

Refusal GroupWire::refused(const db::PacketOutcome& outcome) const {
  const size_t done = outcome.done.size();
  constexpr size_t kProof = 2;  // the UPDATE and what it must meet
  if (m_part == 0 && m_stage == Stage::Closing && done < kProof)
    return {Refusal::Of::Lane, outcome.error};
  if (m_part == 0 && done < headAnswers().count) return {Refusal::Of::Marker, outcome.error};
  const bool commits = m_stage != Stage::Ahead && lastPart();
  // Statements that were not planned are not counted.
  const bool all =
      m_part < now().answers.size() && done == headAnswers().count + now().answers[m_part].count;
  return {commits && all ? Refusal::Of::Commit : Refusal::Of::Statement, outcome.error};
}

Result<std::optional<Refusal>> GroupWire::await(const Quiet& quiet) {
  // Less than the applier's session waits for a row; in the end the connection's own limit holds.
  constexpr std::chrono::seconds kPatience{2};
  constexpr int kMostLooks = 15;
  for (;;) {
    for (int i = 0; quiet && i < kMostLooks; ++i) {
      if (m_on->awaitAnswers(leastAnswer(), kPatience)) break;
      quiet();
    }
    auto outcome = m_on->receive(now().packets[m_part].sql(), leastAnswer());
    if (!outcome) return fail(outcome.error());
    if (outcome->failed) return std::optional(refused(*outcome));
    if (lastPart()) return std::optional<Refusal>();
    ++m_part;
    TWINTIDE_TRY(sendPart());
  }
}

bool GroupWire::drain() {
  return m_on->receive(now().packets[m_part].sql()).has_value();
}

bool GroupWire::answered() const {
  return m_on->answersThere(leastAnswer());
}

}  // namespace twintide::apply
