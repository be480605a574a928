#include "engine/apply/exact_path.h"

#include "engine/base/clock.h"
#include "engine/db/row_text.h"

namespace twintide::apply {
namespace {

// An image without a target table: values as the source has them.
RowImage sourceImage(const Change& c, const Cells& cells) {
  RowImage image;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].present()) continue;
    const Column& column = c.layout->schema->columns[i];
    image.push_back({column.name, shownValue(cells[i], column), cells[i].kind == CellKind::Null});
  }
  return image;
}

}  // namespace

Status ExactPath::replay(const Group& group) {
  for (const Transaction& t : group.transactions) {
    RowReplay replay({m_rows, m_context.policy, m_context.situation, m_book, m_context.linkId,
                      t.position, systemClock().wallUs(), m_context.tolerant},
                     m_result);
    TWINTIDE_TRY(replayChanges(replay, t));
    for (const CorrectionSeen& c : t.corrections) TWINTIDE_TRY(takeCorrection(replay, c));
  }
  return {};
}

Status ExactPath::replayChanges(RowReplay& replay, const Transaction& t) {
  for (const Change& c : t.changes) {
    auto table = m_tables.byLayout(c.layout);
    if (!table && m_context.targetOwnsDdl && table.error().code == ErrorCode::TargetTableMissing) {
      noteTableGone(t, c);
      continue;
    }
    if (!table) return fail(table.error());
    TWINTIDE_TRY(replay.apply(**table, c));
  }
  return {};
}

void ExactPath::noteTableGone(const Transaction& t, const Change& c) {
  // Re-read rows are no news: the table's end has been told by what was seen of it.
  if (c.reread) return;
  Conflict gone;
  gone.atUs = systemClock().wallUs();
  gone.linkId = m_context.linkId;
  gone.table = c.table();
  gone.kind = ConflictKind::TableMissing;
  gone.expected = sourceImage(c, c.before);
  gone.incoming = sourceImage(c, c.after);
  gone.policy = m_context.policy.kind;
  gone.winner = ConflictWinner::Local;
  gone.position = t.position;
  m_result.conflicts.push_back(std::move(gone));
}

Status ExactPath::takeCorrection(RowReplay& replay, const CorrectionSeen& c) {
  switch (c.kind) {
    case CorrectionSeen::Kind::Echo:  // the link session's
    case CorrectionSeen::Kind::Parked:
      return {};
    case CorrectionSeen::Kind::Answer:
      m_result.unsettled.answered.push_back(c.answeredId);
      return {};
    case CorrectionSeen::Kind::Request:
      m_result.unsettled.add(c.table, c.key);
      return {};
    case CorrectionSeen::Kind::State:
      m_result.unsettled.toAnswer.push_back(c.id);
      // Sent by a side that has ceased to be the arbiter: ours is what counts now.
      if (arbitrates(m_context.policy, m_context.situation)) {
        m_result.unsettled.add(c.table, c.key);
        return {};
      }
      return writeState(replay, c);
  }
  return fail(ErrorCode::Internal, {{"what", "correction kind"}});
}

Status ExactPath::writeState(RowReplay& replay, const CorrectionSeen& c) {
  auto table = m_tables.byName(c.table);
  if (!table) {
    // Dropped since: the DROP was journalled before this stream came here.
    if (table.error().code == ErrorCode::TargetTableMissing) return {};
    return fail(table.error());
  }
  Arena arena;
  const TableSchema& schema = *(*table)->layout->schema;
  auto key = db::rowFromText(c.key, schema, arena);
  if (!key) return fail(key.error());
  if (!c.after) return replay.writeState(**table, *key, std::nullopt);
  auto image = db::rowFromText(*c.after, schema, arena);
  if (!image) return fail(image.error());
  return replay.writeState(**table, *key, std::move(*image));
}

Result<std::optional<std::string>> ExactPath::stateOf(const RowName& row) {
  auto table = m_tables.byName(row.first);
  if (!table) {
    if (table.error().code == ErrorCode::TargetTableMissing) return std::optional<std::string>();
    return fail(table.error());
  }
  Arena arena;
  auto key = db::rowFromText(row.second, *(*table)->layout->schema, arena);
  if (!key) return fail(key.error());
  return m_rows.state(**table, *key);
}

Result<std::vector<CorrectionSeen>> ExactPath::due() {
  const Unsettled& u = m_result.unsettled;
  const bool arbiter = arbitrates(m_context.policy, m_context.situation);
  std::vector<CorrectionSeen> out;
  for (const RowName& row : u.rows) {
    CorrectionSeen c;
    c.kind = arbiter ? CorrectionSeen::Kind::State : CorrectionSeen::Kind::Request;
    c.table = row.first;
    c.key = row.second;
    if (arbiter) {
      auto after = stateOf(row);
      if (!after) return fail(after.error());
      c.after = std::move(*after);
    }
    out.push_back(std::move(c));
  }
  for (int64_t id : u.toAnswer) {
    CorrectionSeen c;
    c.kind = CorrectionSeen::Kind::Answer;
    c.answeredId = id;
    out.push_back(std::move(c));
  }
  return out;
}

Result<bool> touchesContested(const Group& group, const CorrectionBook& book, TargetRows& rows,
                              const TableLookup& lookup) {
  if (book.empty()) return false;
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      auto table = lookup(c.layout);
      if (!table) return fail(table.error());
      for (const Cells* image : {&c.before, &c.after}) {
        if (image->empty()) continue;
        auto key = rows.keyOf(**table, *image);
        if (!key) return fail(key.error());
        if (book.contested({(*table)->schema->id, *key})) return true;
      }
    }
  }
  return false;
}

}  // namespace twintide::apply
