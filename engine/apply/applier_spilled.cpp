#include "engine/apply/applier.h"

namespace twintide::apply {
namespace {

// More conflicts than anybody would look at, and than memory should hold before they are recorded.
constexpr size_t kMaxConflicts = 100'000;

}  // namespace

Status Applier::eachPiece(const Transaction& t, std::stop_token stop, const PieceWork& work) const {
  TWINTIDE_TRY(t.spilled->rewind());
  for (;;) {
    if (stop.stop_requested()) return fail(ErrorCode::Cancelled, {{"what", "apply"}});
    Transaction piece;
    auto more = t.spilled->next(piece, kSpilledPieceBytes);
    if (!more) return fail(more.error());
    if (!*more) return {};
    piece.position = t.position;
    piece.commitUs = t.commitUs;
    piece.commitUsExact = t.commitUsExact;
    Group group;
    group.add(std::move(piece));
    auto further = work(group);
    if (!further) return fail(further.error());
    if (!*further) return {};
  }
}

Result<ApplyOutcome> Applier::applySpilled(const Transaction& t, std::stop_token stop) {
  TWINTIDE_TRY(lookAgain());
  const MarkerState next = markerAfter(t.position, t.commitUs);
  bool exact = m_tolerant || !m_book.empty();
  if (!exact) {
    auto fast = applyPieces(t, next, stop);
    if (!fast) return fail(fast.error());
    exact = !*fast;
  }
  Result<ApplyOutcome> outcome = ApplyOutcome{};
  if (exact) {
    outcome = commitExact(next, [&](ExactPath& path) {
      return eachPiece(t, stop, [&](const Group& piece) -> Result<bool> {
        TWINTIDE_TRY(path.replay(piece));
        // They point into the piece, which goes.
        path.result().notWritten.clear();
        if (path.result().conflicts.size() <= kMaxConflicts) return true;
        const Conflict& last = path.result().conflicts.back();
        return fail(ErrorCode::ConflictStop, {{"table", last.table.text()},
                                              {"key", last.key},
                                              {"kind", toText(last.kind)},
                                              {"link", m_options.owner.linkId}});
      });
    });
  }
  if (!outcome) return outcome;
  m_marker = next;
  outcome->conflicts.insert(outcome->conflicts.end(), m_notes.begin(), m_notes.end());
  m_notes.clear();
  return outcome;
}

Result<bool> Applier::applyPieces(const Transaction& t, const MarkerState& next,
                                  std::stop_token stop) {
  auto begun = m_connection->executePacket("BEGIN;" + groupMarkerSql(m_options.owner, next));
  if (!begun) return fail(begun.error());
  Result<bool> sent = begun->failed                  ? Result<bool>(fail(begun->error))
                      : begun->done.back().rows == 1 ? sendPieces(t, stop)
                                                     : Result<bool>(fail(unmet()));
  if (sent && *sent) {
    TWINTIDE_TRY(commit());
    return true;
  }
  if (sent || sent.error().code != ErrorCode::ConnectionLost) TWINTIDE_TRY(rollBack(*m_connection));
  if (sent) return false;
  const Error& e = sent.error();
  const bool gone = m_options.targetOwnsDdl && meansOtherStructure(e);
  if (gone) forgetTables();
  if (gone || meansConflict(e.serverErrno)) return false;
  return fail(e);
}

Result<bool> Applier::sendPieces(const Transaction& t, std::stop_token stop) {
  bool exact = false;
  TWINTIDE_TRY(eachPiece(t, stop, [&](const Group& piece) -> Result<bool> {
    exact = exactByItself(piece);
    if (exact) return false;
    auto plan = planGroup(piece, lookup(), traits(), m_options.limits);
    if (!plan) return fail(plan.error());
    TWINTIDE_TRY(mindForeignKeys(piece, *m_connection, m_foreignKeys));
    for (const Packet& packet : plan->packets) {
      auto done = m_connection->executePacket(packet.sql());
      if (!done) return fail(done.error());
      if (done->failed) return fail(done->error);
    }
    return true;
  }));
  return !exact;
}

}  // namespace twintide::apply
