#include "engine/apply/exact_path.h"

#include <algorithm>
#include <set>

#include "engine/base/clock.h"
#include "engine/db/errors.h"
#include "engine/db/row_text.h"

namespace twintide::apply {
namespace {

constexpr int64_t kTold = 1;  // "answered" of a parked row: the other side parked it first

CorrectionSeen correction(CorrectionSeen::Kind kind, const RowName& row) {
  CorrectionSeen c;
  c.kind = kind;
  c.table = row.first;
  c.key = row.second;
  return c;
}

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

// How many changes from `first` on may be rows of one statement: OceanBase minds keys of a table
// into itself at the end of the statement, others row by row.
size_t oneStatement(const TargetTable& table, const Transaction& t, size_t first) {
  std::set<std::string> keys;
  size_t last = first;
  for (; last < t.changes.size(); ++last) {
    const Change& c = t.changes[last];
    std::string key;
    const bool fits = c.layout == t.changes[first].layout && c.kind == t.changes[first].kind &&
                      keyBytes(table, c.before.empty() ? c.after : c.before, key);
    if (!fits || !keys.insert(std::move(key)).second) break;
  }
  return std::max<size_t>(last - first, 1);
}

}  // namespace

Status ExactPath::replay(const Group& group) {
  for (const Transaction& t : group.transactions) {
    RowReplay replay = replayer(&t);
    TWINTIDE_TRY(replayChanges(replay, t));
    for (const CorrectionSeen& c : t.corrections) TWINTIDE_TRY(takeCorrection(replay, c));
    if (!t.corrections.empty()) TWINTIDE_TRY(m_emptied.finish());
    TWINTIDE_TRY(checkUnsettled());
  }
  return {};
}

Status ExactPath::checkUnsettled() const {
  const Unsettled& u = m_result.unsettled;
  if (m_book.counted() + u.counted() <= m_context.unsettledRows) return {};
  const size_t rows = m_book.countedWith(u);
  return rows > m_context.unsettledRows ? fail(tooMany(u.rows.back().first, rows)) : Status();
}

Error ExactPath::tooMany(const TableId& table, size_t rows) const {
  return Error(ErrorCode::TooManyUnsettled, {{"table", table.text()},
                                             {"rows", std::to_string(rows)},
                                             {"limit", std::to_string(m_context.unsettledRows)},
                                             {"link", m_context.linkId}});
}

RowReplay ExactPath::replayer(const Transaction* t) {
  return RowReplay({m_rows, m_context.policy, m_context.situation, m_book, m_context.times,
                    m_context.linkId, t, systemClock().wallUs(), m_context.tolerant},
                   m_result);
}

Status ExactPath::replayChanges(RowReplay& replay, const Transaction& t) {
  for (size_t i = 0; i < t.changes.size();) {
    const Change& c = t.changes[i];
    auto table = m_tables.byLayout(c.layout);
    if (!table && m_context.targetOwnsDdl && table.error().code == ErrorCode::TargetTableMissing) {
      noteTableGone(t, c);
      ++i;
      continue;
    }
    if (!table) return fail(table.error());
    const size_t rows = (*table)->selfReferencing ? oneStatement(**table, t, i) : 1;
    std::vector<const Change*> together;
    for (size_t k = 0; rows > 1 && k < rows; ++k) together.push_back(&t.changes[i + k]);
    TWINTIDE_TRY(rows > 1 ? replayTogether(replay, **table, std::move(together))
                          : replay.apply(**table, c));
    i += rows;
  }
  return {};
}

// As long as some row finds its parent, or loses its children, the others are tried once more, in
// the opposite order.
Status ExactPath::replayTogether(RowReplay& replay, const TargetTable& t,
                                 std::vector<const Change*> rows) {
  for (bool moved = true; moved && !rows.empty();) {
    std::vector<const Change*> refused;
    for (const Change* c : rows) {
      auto done = replay.attempt(t, *c);
      if (!done) return fail(done.error());
      if (!*done) refused.push_back(c);
    }
    moved = refused.size() < rows.size();
    rows.assign(refused.rbegin(), refused.rend());
  }
  for (const Change* c : rows) TWINTIDE_TRY(replay.apply(t, *c));
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
      return {};
    case CorrectionSeen::Kind::Emptied:
      return m_emptied.take(c);
    case CorrectionSeen::Kind::Parked:
      takeParked(c);
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
      if (c.answeredId == kLookedAgain) return {};
      m_result.unsettled.release({c.table, c.key});
      return writeState(replay, c);
  }
  return fail(ErrorCode::Internal, {{"what", "correction kind"}});
}

// A state of ours on its way ends what the other side parked before it hears of it; what says
// nothing of the row does not, and may have crossed it.
void ExactPath::takeParked(const CorrectionSeen& c) {
  const RowName row{c.table, c.key};
  const bool superseded = arbitrates(m_context.policy, m_context.situation) &&
                          (m_book.contested(row) || m_result.unsettled.has(c.table, c.key));
  if (c.answeredId == kTold) return;
  if (superseded && m_book.lookedAgain(row)) m_result.unsettled.add(c.table, c.key);
  if (superseded || parkedNow(row)) return;
  m_result.unsettled.park({row, c.after.value_or(c.key)}, true);
}

bool ExactPath::parkedNow(const RowName& row) const {
  const Unsettled& now = m_result.unsettled;
  if (now.parked.contains(row)) return true;
  return m_book.parkedAs(row) != nullptr && !now.released.contains(row);
}

Status ExactPath::release(const RowName& row,
                          const std::optional<std::optional<std::string>>& other) {
  m_result.unsettled.release(row);
  m_result.unsettled.add(row.first, row.second);
  if (!other) return {};
  CorrectionSeen theirs;
  theirs.table = row.first;
  theirs.key = row.second;
  theirs.after = *other;
  RowReplay replay = replayer(nullptr);
  return writeState(replay, theirs);
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
  Status done = replay.writeState(**table, *key, *image);
  if (done || !db::refusesValue(done.error().serverErrno)) return done;
  return fail(targetValueRefused(**table, *key, done.error()));
}

template <class Answer>
Result<Answer> ExactPath::ask(const RowName& row, Answer gone, const Question<Answer>& question) {
  auto table = m_tables.byName(row.first);
  if (!table) {
    if (table.error().code == ErrorCode::TargetTableMissing) return gone;
    return fail(table.error());
  }
  Arena arena;
  auto key = db::rowFromText(row.second, *(*table)->layout->schema, arena);
  if (!key) return fail(key.error());
  return question(**table, *key);
}

Result<std::optional<std::string>> ExactPath::stateOf(const RowName& row) {
  return ask<std::optional<std::string>>(
      row, std::nullopt,
      [this](const TargetTable& t, const Cells& key) { return m_rows.state(t, key); });
}

Status ExactPath::lookAgain(const std::map<int64_t, RowName>& unsure) {
  for (const auto& [id, row] : unsure) {
    auto stands = ask<bool>(row, false, [this](const TargetTable& t, const Cells& key) {
      return m_rows.stands(t, key);
    });
    if (!stands) return fail(stands.error());
    if (*stands)
      m_result.unsettled.add(row.first, row.second);
    else
      m_absent.push_back(row);
  }
  return {};
}

Result<std::vector<CorrectionSeen>> ExactPath::due() {
  const Unsettled& u = m_result.unsettled;
  std::vector<CorrectionSeen> out;
  for (const auto& [row, parked] : u.parked) {
    CorrectionSeen c = correction(CorrectionSeen::Kind::Parked, row);
    c.answeredId = parked.told ? kTold : 0;
    c.after = parked.name;
    out.push_back(std::move(c));
  }
  TWINTIDE_TRY(dueStates(out));
  dueLooks(out);
  const auto& listings = m_result.listings;
  out.insert(out.end(), listings.begin(), listings.end());
  for (int64_t id : u.toAnswer) {
    CorrectionSeen c;
    c.kind = CorrectionSeen::Kind::Answer;
    c.answeredId = id;
    out.push_back(std::move(c));
  }
  return out;
}

Status ExactPath::dueStates(std::vector<CorrectionSeen>& out) {
  const bool arbiter = arbitrates(m_context.policy, m_context.situation);
  size_t counted = 0;
  for (const RowName& row : m_result.unsettled.rows) {
    // Nobody decides about it until somebody does.
    if (parkedNow(row)) continue;
    CorrectionSeen c =
        correction(arbiter ? CorrectionSeen::Kind::State : CorrectionSeen::Kind::Request, row);
    if (arbiter) {
      auto after = stateOf(row);
      if (!after) return fail(after.error());
      c.after = std::move(*after);
      counted += rowsCounted(c.key.size() + (c.after ? c.after->size() : 0));
      if (counted > m_context.unsettledRows) return fail(tooMany(c.table, counted));
    }
    out.push_back(std::move(c));
  }
  return {};
}

void ExactPath::dueLooks(std::vector<CorrectionSeen>& out) const {
  if (!arbitrates(m_context.policy, m_context.situation)) return;
  for (const RowName& row : m_absent) {
    if (parkedNow(row)) continue;
    out.push_back(correction(CorrectionSeen::Kind::State, row));
    out.back().answeredId = kLookedAgain;
  }
}

Result<bool> touchesContested(const Group& group, const CorrectionBook& book, TargetRows& rows,
                              const TableLookup& lookup) {
  if (book.empty()) return false;
  const RowLayout* elsewhere = nullptr;  // the last one whose table has nothing open
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      if (c.layout.get() == elsewhere) continue;
      if (book.listed().contains(c.table())) return true;
      auto table = lookup(c.layout);
      if (!table) return fail(table.error());
      if (!book.concerns((*table)->schema->id)) {
        elsewhere = c.layout.get();
        continue;
      }
      for (const Cells* image : {&c.before, &c.after}) {
        if (image->empty()) continue;
        auto key = rows.keyOf(**table, *image);
        if (!key) return fail(key.error());
        const RowName row{(*table)->schema->id, std::move(*key)};
        if (book.contested(row) || book.parkedAs(row)) return true;
      }
    }
  }
  return false;
}

}  // namespace twintide::apply
