#include "engine/apply/row_replay.h"

#include <algorithm>

#include "engine/db/errors.h"
#include "engine/db/sql_text.h"

namespace twintide::apply {
namespace {

constexpr size_t kMaxImageBytes = 4096;  // a value shown in the conflict log
constexpr size_t kMaxParked = 100'000;   // keys in quarantine before the link stops

using Outcome = TargetRows::Outcome;

// The full image an update leads to: cells it does not carry keep their earlier value.
Cells overlaid(const Cells& before, const Cells& after) {
  Cells full = after;
  for (size_t i = 0; i < full.size(); ++i) {
    if (!full[i].present()) full[i] = before[i];
  }
  return full;
}

bool sameKey(const TargetTable& t, const Cells& a, const Cells& b) {
  std::string left, right;
  return keyBytes(t, a, left) && keyBytes(t, b, right) && left == right;
}

ConflictKind concurrentKind(ChangeKind kind) {
  return kind == ChangeKind::Delete ? ConflictKind::DeleteRecentlyUpdated
                                    : ConflictKind::UpdateConcurrent;
}

}  // namespace

std::string shownValue(const Cell& cell, const Column& column) {
  if (cell.kind == CellKind::Null) return {};
  if (cell.kind == CellKind::Number || cell.kind == CellKind::Text)
    return std::string(cell.bytes.substr(0, kMaxImageBytes));
  std::string out;
  db::appendCell(out, Cell{cell.kind, cell.bytes.substr(0, kMaxImageBytes)}, column);
  return out;
}

RowImage imageOf(const TargetTable& t, const Cells& cells) {
  RowImage image;
  for (const TargetColumn& c : t.columns) {
    const Cell& cell = cells[static_cast<size_t>(c.source)];
    if (!cell.present()) continue;
    image.push_back(
        {c.targetColumn->name, shownValue(cell, *c.sourceColumn), cell.kind == CellKind::Null});
  }
  return image;
}

Result<bool> RowReplay::attempt(const TargetTable& t, const Change& change) {
  m_patient = true;
  m_waits = false;
  Status done = apply(t, change);
  m_patient = false;
  if (!done) return fail(done.error());
  return !m_waits;
}

Status RowReplay::apply(const TargetTable& t, const Change& change) {
  TWINTIDE_TRY(applyOne(t, change));
  if (!m_context.book.listed().contains(t.schema->id)) return {};
  auto keys = keysOf(t, change);
  if (!keys) return fail(keys.error());
  for (RowName& row : *keys) m_result.unsettled.touch(std::move(row));
  return {};
}

Status RowReplay::applyOne(const TargetTable& t, const Change& change) {
  m_rows.mindForeignKeys(!m_context.tolerant && !change.reread && !change.unchecked);
  auto waits = parked(t, change);
  if (!waits) return fail(waits.error());
  if (*waits) return contest(t, change, true);
  if (change.reread && !change.ifAbsent) return reread(t, change);
  auto open = contested(t, change);
  if (!open) return fail(open.error());
  if (change.ifAbsent) return insertIfAbsent(t, change, *open);
  if (*open) return contest(t, change, false);
  switch (change.kind) {
    case ChangeKind::Insert:
      return insert(t, change.after);
    case ChangeKind::Update:
      return update(t, change.before, overlaid(change.before, change.after));
    case ChangeKind::Delete:
      return remove(t, change.before);
  }
  return fail(ErrorCode::Internal, {{"what", "change kind"}});
}

// Where the arbiter's state is on its way, the row may be one that the state takes away.
Status RowReplay::insertIfAbsent(const TargetTable& t, const Change& change, bool contested) {
  if (!contested) {
    auto done = m_rows.insert(t, change.after);
    if (!done) return fail(done.error());
    if (*done == Outcome::Met) return {};
  }
  m_result.notWritten.push_back(&change);
  return contested ? unsettle(t, change.after) : Status();
}

// The row as it is at the source rather than what happened to it.
Status RowReplay::reread(const TargetTable& t, const Change& change) {
  const bool gone = change.kind == ChangeKind::Delete;
  TWINTIDE_TRY(gone ? m_rows.erase(t, change.before) : put(t, change.after));
  return unsettle(t, gone ? change.before : change.after);
}

Status RowReplay::writeState(const TargetTable& t, const Cells& key,
                             const std::optional<Cells>& image) {
  m_rows.mindForeignKeys(false);
  return image ? put(t, *image) : m_rows.erase(t, key);
}

Status RowReplay::insert(const TargetTable& t, const Cells& after) {
  if (m_context.tolerant) return put(t, after);
  auto done = m_rows.insert(t, after);
  if (!done) return refused(t, {ConflictKind::ValueRefused, nullptr, &after, {}}, done.error());
  if (*done == Outcome::Met) return {};
  auto local = m_rows.lock(t, after);
  if (!local) return fail(local.error());
  if (local->found) {
    auto same = m_rows.holds(t, after);
    if (!same) return fail(same.error());
    // Both sides made the same row: nothing to tell, yet what follows must be agreed on.
    if (*same) return unsettle(t, after);
  }
  const auto kind = local->found ? ConflictKind::InsertExists : ConflictKind::KeyExists;
  return resolve(t, {kind, nullptr, &after, std::move(*local)});
}

Status RowReplay::update(const TargetTable& t, const Cells& before, const Cells& after) {
  auto done = m_rows.update(t, {&before, &after});
  if (!done) return refused(t, {ConflictKind::ValueRefused, &before, &after, {}}, done.error());
  if (*done == Outcome::Met) return {};
  auto local = m_rows.lock(t, before);
  if (!local) return fail(local.error());
  ConflictKind kind = local->found ? ConflictKind::UpdateDiffering : ConflictKind::UpdateMissing;
  if (*done == Outcome::Duplicate) kind = ConflictKind::KeyExists;
  if (local->found && sameKey(t, before, after)) {
    auto same = m_rows.holds(t, after);
    if (!same) return fail(same.error());
    if (*same) return unsettle(t, after);
  }
  const Clash clash{kind, &before, &after, std::move(*local)};
  return m_context.tolerant ? takeIncoming(t, clash) : resolve(t, clash);
}

Status RowReplay::remove(const TargetTable& t, const Cells& before) {
  auto done = m_rows.remove(t, before);
  if (!done) return refused(t, {ConflictKind::FkParentMissing, &before, nullptr, {}}, done.error());
  if (*done == Outcome::Met) return {};
  if (m_context.tolerant) return m_rows.erase(t, before);
  auto local = m_rows.lock(t, before);
  if (!local) return fail(local.error());
  const auto kind =
      local->found ? ConflictKind::DeleteRecentlyUpdated : ConflictKind::DeleteMissing;
  return resolve(t, {kind, &before, nullptr, std::move(*local)});
}

Result<bool> RowReplay::contested(const TargetTable& t, const Change& change) {
  const bool none = m_context.book.empty() && m_result.unsettled.rows.empty();
  if (none || m_context.tolerant || !arbitrates(m_context.policy, m_context.situation))
    return false;
  auto keys = keysOf(t, change);
  if (!keys) return fail(keys.error());
  return std::any_of(keys->begin(), keys->end(), [&](const RowName& row) {
    return m_context.book.contested(row) || m_result.unsettled.has(row.first, row.second);
  });
}

Result<std::vector<RowName>> RowReplay::keysOf(const TargetTable& t, const Change& change) {
  std::vector<RowName> keys;
  for (const Cells* image : {&change.before, &change.after}) {
    if (image->empty()) continue;
    const bool update = change.kind == ChangeKind::Update && image == &change.after;
    auto key = m_rows.keyOf(t, update ? overlaid(change.before, change.after) : *image);
    if (!key) return fail(key.error());
    keys.push_back({t.schema->id, std::move(*key)});
  }
  return keys;
}

// Made before its side had heard what the arbiter holds: even if the row looks as expected, it is
// not the row that was meant.
Status RowReplay::contest(const TargetTable& t, const Change& change, bool parked) {
  Cells after;
  if (change.kind == ChangeKind::Update) after = overlaid(change.before, change.after);
  if (change.kind == ChangeKind::Insert) after = change.after;
  auto local = m_rows.lock(t, change.before.empty() ? after : change.before);
  if (!local) return fail(local.error());
  const Clash clash{concurrentKind(change.kind), change.before.empty() ? nullptr : &change.before,
                    after.empty() ? nullptr : &after, std::move(*local)};
  return parked ? park(t, clash) : resolve(t, clash);
}

const std::string* RowReplay::parkedAs(const RowName& row) const {
  const Unsettled& now = m_result.unsettled;
  if (const auto at = now.parked.find(row); at != now.parked.end()) return &at->second.name;
  return now.released.contains(row) ? nullptr : m_context.book.parkedAs(row);
}

// A change to a key in quarantine is kept in the log and goes no further.
Result<bool> RowReplay::parked(const TargetTable& t, const Change& change) {
  const bool none = m_context.book.parkedCount() == 0 && m_result.unsettled.parked.empty();
  if (none || m_context.tolerant) return false;
  auto keys = keysOf(t, change);
  if (!keys) return fail(keys.error());
  return std::any_of(keys->begin(), keys->end(),
                     [&](const RowName& row) { return parkedAs(row) != nullptr; });
}

// Both keys of a change wait under one name: the one that stood first.
Status RowReplay::park(const TargetTable& t, const Clash& clash) {
  std::vector<RowName> rows;
  for (const Cells* image : {clash.before, clash.after}) {
    if (!image) continue;
    auto key = m_rows.keyOf(t, *image);
    if (!key) return fail(key.error());
    rows.push_back({t.schema->id, std::move(*key)});
  }
  Conflict& conflict = log(t, clash, PolicyKind::Quarantine, ConflictWinner::Nobody);
  for (const RowName& row : rows) {
    if (const std::string* name = parkedAs(row)) {
      conflict.key = *name;
      break;
    }
  }
  for (RowName& row : rows) {
    if (!parkedAs(row)) m_result.unsettled.park({std::move(row), conflict.key}, false);
  }
  const size_t count = m_context.book.parkedCount() + m_result.unsettled.parked.size();
  return count > kMaxParked ? fail(stopped(t, clash)) : Status();
}

Status RowReplay::refused(const TargetTable& t, Clash clash, Error error) {
  // A delta that leaves an unsigned column's range; expectations, which fail alike, are not here.
  constexpr unsigned kOutOfRange = 1690;
  const bool value = db::refusesValue(error.serverErrno) || error.serverErrno == kOutOfRange;
  if (!value && !db::violatesForeignKey(error.serverErrno)) return fail(std::move(error));
  if (!value && m_patient) {
    m_waits = true;
    return {};
  }
  clash.kind = value ? ConflictKind::ValueRefused : ConflictKind::FkParentMissing;
  auto local = m_rows.lock(t, clash.before ? *clash.before : *clash.after);
  if (!local) return fail(local.error());
  clash.local = std::move(*local);
  if (value) return valueRefused(t, clash, std::move(error));
  return clash.after && parentWaits(t) ? park(t, clash) : resolve(t, clash);
}

bool RowReplay::parentWaits(const TargetTable& t) const {
  const std::vector<ForeignKey>& keys = t.schema->foreignKeys;
  return std::any_of(keys.begin(), keys.end(), [&](const ForeignKey& key) {
    const Unsettled& now = m_result.unsettled;
    return m_context.book.hasParked(key.parent) ||
           std::any_of(now.parked.begin(), now.parked.end(),
                       [&](const auto& p) { return p.first.first == key.parent; });
  });
}

Status RowReplay::valueRefused(const TargetTable& t, const Clash& clash, Error error) {
  const Verdict verdict = judge(m_context.policy, m_context.situation, t.schema->id, clash.kind);
  if (verdict.decision == Decision::Park && !m_context.tolerant) return park(t, clash);
  const Cells& image = clash.before ? *clash.before : *clash.after;
  return fail(targetValueRefused(t, image, std::move(error)));
}

Error RowReplay::stopped(const TargetTable& t, const Clash& clash) const {
  return Error(ErrorCode::ConflictStop,
               {{"table", t.schema->id.text()},
                {"key", keyText(t, clash.before ? *clash.before : *clash.after)},
                {"kind", toText(clash.kind)},
                {"link", m_context.linkId}});
}

Status RowReplay::resolve(const TargetTable& t, const Clash& clash) {
  const Verdict verdict = judge(m_context.policy, m_context.situation, t.schema->id, clash.kind);
  if (verdict.decision == Decision::Stop) return fail(stopped(t, clash));
  if (verdict.decision == Decision::Park) return park(t, clash);
  auto winner = carryOut(t, clash, verdict);
  if (!winner) return refused(t, clash, winner.error());
  if (clash.before) TWINTIDE_TRY(unsettle(t, *clash.before));
  if (clash.after) TWINTIDE_TRY(unsettle(t, *clash.after));
  log(t, clash, verdict.policy, *winner);
  return {};
}

Result<ConflictWinner> RowReplay::carryOut(const TargetTable& t, const Clash& clash,
                                           const Verdict& verdict) {
  const bool sameRow = clash.local.found && clash.after &&
                       (!clash.before || sameKey(t, *clash.before, *clash.after));
  bool take = verdict.decision == Decision::TakeIncoming;
  // It cannot stand here, whatever the values and times say.
  if (clash.kind == ConflictKind::FkParentMissing && !take) return ConflictWinner::Local;
  if (sameRow && verdict.decision == Decision::AddDelta && clash.before) {
    auto added = m_rows.addDelta(t, verdict.column, {clash.before, clash.after});
    if (!added) return fail(added.error());
    if (*added) return ConflictWinner::Merged;
  }
  const bool compares =
      verdict.decision == Decision::TakeGreater || verdict.decision == Decision::TakeLess;
  if (sameRow && compares) {
    auto sign = m_rows.compare(t, verdict.column, *clash.after);
    if (!sign) return fail(sign.error());
    take = *sign && (verdict.decision == Decision::TakeGreater ? **sign > 0 : **sign < 0);
  }
  if (verdict.decision == Decision::TakeLatest) {
    auto late = later(t, clash);
    if (!late) return fail(late.error());
    take = *late;
  }
  if (!take) return ConflictWinner::Local;
  TWINTIDE_TRY(takeIncoming(t, clash));
  return ConflictWinner::Incoming;
}

Result<bool> RowReplay::later(const TargetTable& t, const Clash& clash) {
  if (!m_context.times) return false;
  const CommitStamp incoming = m_context.times->incoming(*m_context.transaction);
  bool known = false;
  for (const Cells* image : {clash.before, clash.after}) {
    if (!image) continue;
    auto key = m_rows.keyOf(t, *image);
    if (!key) return fail(key.error());
    const auto local = m_context.times->local({t.schema->id, std::move(*key)});
    if (!local) continue;
    known = true;
    if (!surelyLater(incoming, *local)) return false;
  }
  return known;
}

Status RowReplay::takeIncoming(const TargetTable& t, const Clash& clash) {
  const bool moved = clash.before && clash.after && !sameKey(t, *clash.before, *clash.after);
  // Away from the arbiter it stands in any case.
  if (!arbitrates(m_context.policy, m_context.situation)) m_rows.mindForeignKeys(false);
  return m_rows.wholly([&]() -> Status {
    // The old key first: to the collation it may be the new one ('a' and 'A').
    if (clash.before && (moved || !clash.after)) TWINTIDE_TRY(m_rows.erase(t, *clash.before));
    return clash.after ? put(t, *clash.after) : Status();
  });
}

Conflict& RowReplay::log(const TargetTable& t, const Clash& clash, PolicyKind policy,
                         ConflictWinner winner) {
  Conflict& c = m_result.conflicts.emplace_back();
  c.atUs = m_context.nowUs;
  c.linkId = m_context.linkId;
  c.table = t.schema->id;
  c.kind = clash.kind;
  c.key = keyText(t, clash.before ? *clash.before : *clash.after);
  if (clash.before) c.expected = imageOf(t, *clash.before);
  if (clash.after) c.incoming = imageOf(t, *clash.after);
  c.local = clash.local.image;
  c.policy = policy;
  c.winner = winner;
  c.position = m_context.transaction->position;
  return c;
}

Status RowReplay::put(const TargetTable& t, const Cells& image) {
  std::vector<std::string> displaced;
  TWINTIDE_TRY(m_rows.put(t, image, displaced));
  if (m_context.tolerant) return {};
  for (const std::string& key : displaced) m_result.unsettled.add(t.schema->id, key);
  return {};
}

Status RowReplay::unsettle(const TargetTable& t, const Cells& image) {
  if (m_context.tolerant) return {};
  auto key = m_rows.keyOf(t, image);
  if (!key) return fail(key.error());
  m_result.unsettled.add(t.schema->id, *key);
  return {};
}

}  // namespace twintide::apply
