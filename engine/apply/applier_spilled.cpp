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
    TWINTIDE_TRY(work(group));
  }
}

Result<ApplyOutcome> Applier::applySpilled(const Transaction& t, std::stop_token stop) {
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
      return eachPiece(t, stop, [&](const Group& piece) -> Status {
        TWINTIDE_TRY(path.replay(piece));
        // They point into the piece, which goes.
        path.result().notWritten.clear();
        if (path.result().conflicts.size() <= kMaxConflicts) return {};
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
  Status sent = begun->failed                  ? Status(fail(begun->error))
                : begun->done.back().rows == 1 ? sendPieces(t, stop)
                                               : Status(fail(fenced()));
  if (sent) {
    TWINTIDE_TRY(m_connection->execute("COMMIT"));
    return true;
  }
  const Error& e = sent.error();
  if (e.code != ErrorCode::ConnectionLost) TWINTIDE_TRY(m_connection->execute("ROLLBACK"));
  const bool gone = m_options.targetOwnsDdl && meansOtherStructure(e);
  if (gone) forgetTables();
  if (gone || meansConflict(e.serverErrno)) return false;
  return fail(e);
}

Status Applier::sendPieces(const Transaction& t, std::stop_token stop) {
  return eachPiece(t, stop, [&](const Group& piece) -> Status {
    auto plan = planGroup(piece, lookup(), traits(), m_options.limits);
    if (!plan) return fail(plan.error());
    for (const std::string& packet : plan->packets) {
      auto done = m_connection->executePacket(packet);
      if (!done) return fail(done.error());
      if (done->failed) return fail(done->error);
    }
    return {};
  });
}

}  // namespace twintide::apply
