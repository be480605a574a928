#include "engine/apply/applier.h"

#include <algorithm>

#include "engine/apply/row_at.h"
#include "engine/apply/sql_rows.h"
#include "engine/base/clock.h"
#include "engine/base/kill_point.h"
#include "engine/db/errors.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::apply {
namespace {

constexpr size_t kMaxCachedTables = 10000;
constexpr int kMaxLooks = 20;

}  // namespace

bool meansConflict(unsigned errnum) {
  constexpr unsigned kDuplicateEntry = 1062;
  return errnum == kExpectationFailed || errnum == kDuplicateEntry || db::refusesValue(errnum) ||
         db::violatesForeignKey(errnum);
}

bool meansOtherStructure(const Error& e) {
  return e.code == ErrorCode::TargetTableMissing || e.code == ErrorCode::TargetColumnMissing;
}

Result<std::unique_ptr<Applier>> Applier::open(const ApplierOptions& options,
                                               const std::string& startPosition) {
  std::unique_ptr<Applier> a(new Applier(options));
  TWINTIDE_TRY(a->connect());
  auto marker = claimMarker(*a->m_connection, options.owner, startPosition);
  if (!marker) return fail(marker.error());
  a->m_marker = *marker;
  TWINTIDE_TRY(a->m_book.load(*a->m_connection));
  return a;
}

Status Applier::connect() {
  abandon();
  m_schemaSession.reset();
  auto connection = openWriter(m_options.target, m_options.owner.linkId);
  if (!connection) return fail(connection.error());
  {
    std::lock_guard lock(m_swap);
    m_connection = std::move(*connection);
  }
  m_foreignKeys.newSession();
  return {};
}

Status Applier::recover() {
  TWINTIDE_TRY(connect());
  auto marker = ours(awaitMarker(*m_connection, m_options.owner));
  if (!marker) return fail(marker.error());
  m_marker = *marker;
  return m_book.load(*m_connection);
}

Result<MarkerState> Applier::ours(const Result<std::optional<MarkerState>>& read) const {
  if (!read) return fail(read.error());
  if (*read && (*read)->epoch == m_marker.epoch) return **read;
  return fail(ErrorCode::FencedOut, {{"link", m_options.owner.linkId},
                                     {"ours", std::to_string(m_marker.epoch)},
                                     {"source", m_options.target.sourceName}});
}

Error Applier::unmet() {
  auto marker = ours(readMarker(*m_connection, m_options.owner));
  if (!marker) return marker.error();
  return asGoodAsLost("a group sent before arrived late");
}

Error Applier::asGoodAsLost(const char* why) const {
  Error lost(ErrorCode::ConnectionLost, {{"source", m_options.target.sourceName}, {"server", why}});
  lost.retryable = true;
  return lost;
}

MarkerState Applier::markerAfter(const std::string& position, int64_t commitUs) const {
  MarkerState next = m_marker;
  ++next.groupNo;
  next.position = position;
  if (commitUs) next.commitUs = commitUs;
  return next;
}

Result<ApplyOutcome> Applier::apply(const Group& group) {
  TWINTIDE_TRY(lookAgain());
  UnderWay u;
  u.group = &group;
  return conclude(u, applyAnew(u));
}

Result<Plan> Applier::plan(const Group& group) {
  closeIfDue();
  // The first one will have landed where no more would be under way.
  const size_t first = m_underWay.size() < kMostUnderWay ? 0 : 1;
  std::vector<const KeySet*> before;
  for (size_t i = first; i < m_underWay.size(); ++i)
    before.push_back(&m_underWay[i].wire.plan().keys);
  auto planned = planBeside(group, before);
  closeIfDue();
  return planned;
}

Result<Plan> Applier::planBeside(const Group& group, KeysBefore before) {
  Plan exact;
  exact.exact = true;
  if (exactByItself(group)) return exact;
  auto planned = planGroup(group, lookup(), traits(), m_options.limits, before);
  const bool gone = !planned && planned.error().code == ErrorCode::TargetTableMissing;
  return gone && m_options.targetOwnsDdl ? exact : planned;
}

Status Applier::begin(const Group& group, Plan plan) {
  m_lanes.closeUnused();
  TWINTIDE_TRY(lookAgain());
  auto sent = send(group, std::move(plan));
  if (!sent) return fail(sent.error());
  m_underWay.push_back(std::move(*sent));
  return {};
}

Result<ApplyOutcome> Applier::finish() {
  if (m_underWay.empty()) return fail(ErrorCode::Internal, {{"what", "finish() before begin()"}});
  UnderWay u = std::move(m_underWay.front());
  m_underWay.pop_front();
  return conclude(u, await(u));
}

Result<ApplyOutcome> Applier::conclude(UnderWay& u, Result<ApplyOutcome> outcome) {
  if (!outcome && m_options.targetOwnsDdl && meansOtherStructure(outcome.error())) {
    forgetTables();
    outcome = applyAnew(u);
  }
  if (!outcome) {
    // Whoever connects anew begins with new lanes; to wait for an answer here may be in vain.
    if (outcome.error().code == ErrorCode::ConnectionLost) m_lanes.closeAll();
    if (Lane* lane = m_lanes.of(u.wire.on()); lane && lane->busy) m_lanes.close(*lane);
    takeBackAll();
    return outcome;
  }
  freeLane(u.wire);
  m_marker = u.next;
  outcome->conflicts.insert(outcome->conflicts.end(), m_notes.begin(), m_notes.end());
  m_notes.clear();
  closeIfDue();
  return outcome;
}

Result<Applier::UnderWay> Applier::send(const Group& group, Plan plan) {
  UnderWay u;
  u.group = &group;
  u.next = markerAfter(group.position, group.commitUs);
  u.exact = plan.exact || exactByItself(group);
  if (!u.exact) {
    SqlRows rows(*m_connection, m_foreignKeys);
    auto contested = touchesContested(group, m_book, rows, lookup());
    if (!contested && contested.error().code != ErrorCode::TargetTableMissing)
      return fail(contested.error());
    u.exact = !contested || *contested;
  }
  if (u.exact) return u;
  TWINTIDE_TRY(mindForeignKeys(group, *m_connection, m_foreignKeys));
  u.wire = GroupWire(std::move(plan));
  TWINTIDE_TRY(u.wire.sendWhole(*m_connection, m_options.owner, u.next));
  return u;
}

Status Applier::mindForeignKeys(const Group& group, db::DataConnection& on, ForeignKeys& keys) {
  auto unchecked = [](const Transaction& t) {
    return std::any_of(t.changes.begin(), t.changes.end(),
                       [](const Change& c) { return c.unchecked; });
  };
  const auto& all = group.transactions;
  return keys.check(on, std::none_of(all.begin(), all.end(), unchecked));
}

Result<ApplyOutcome> Applier::await(UnderWay& u) {
  if (u.turn == UnderWay::Turn::Ahead) close(u);
  if (u.turn == UnderWay::Turn::Anew) return applyAnew(u);
  if (u.exact) return applyRowByRow(u);
  if (!u.sent) return fail(u.sent.error());
  auto refusal = answersOf(u.wire);
  if (!refusal) return fail(refusal.error());
  const bool ahead = u.turn == UnderWay::Turn::Closes;
  if (!*refusal) {
    if (ahead) noteAhead(true);
    killPoint("apply.before_ack");
    ApplyOutcome outcome;
    outcome.ranAhead = ahead;
    return outcome;
  }
  const unsigned errnum = (*refusal)->error.serverErrno;
  const Error why = refused(u.wire, std::move(**refusal));
  if (why.code == ErrorCode::ConnectionLost || why.code == ErrorCode::FencedOut) return fail(why);
  if (!ahead) return meansConflict(errnum) ? applyRowByRow(u) : fail(why);
  noteAhead(false);
  return applyAnew(u);
}

// From the beginning, on the applier's own connection and with nothing beside it.
Result<ApplyOutcome> Applier::applyAnew(UnderWay& u) {
  takeBackAll();
  auto again = planBeside(*u.group, {});
  if (!again) return fail(again.error());
  auto sent = send(*u.group, std::move(*again));
  if (!sent) return fail(sent.error());
  u = std::move(*sent);
  return await(u);
}

Error Applier::refused(GroupWire& wire, Refusal refusal) {
  if (refusal.of == Refusal::Of::Commit) return undecided(std::move(refusal.error));
  if (Status back = rollBack(*wire.on()); !back) return back.error();
  freeLane(wire);
  if (refusal.error.serverErrno == kExpectationFailed) {
    if (refusal.of == Refusal::Of::Marker) return unmet();
    if (refusal.of == Refusal::Of::Lane)
      return asGoodAsLost("a transaction that was begun had ended");
  }
  return std::move(refusal.error);
}

Result<ApplyOutcome> Applier::applyRowByRow(const UnderWay& u) {
  takeBackAll();
  forgetEmptied(*u.group);
  return commitExact(u.next, [&](ExactPath& path) { return path.replay(*u.group); });
}

Status Applier::release(const RowChoice& choice) {
  std::vector<RowName> rows;
  for (ParkedRow& p : m_book.parked()) {
    if (p.row.first == choice.table && p.name == choice.key) rows.push_back(std::move(p.row));
  }
  if (rows.empty()) return fail(ErrorCode::ConflictNotWaiting, {{"key", choice.key}});
  std::vector<std::optional<std::optional<std::string>>> states(rows.size());
  for (size_t i = 0; choice.theirs && i < rows.size(); ++i) {
    auto state = rowAt(m_options.source, rows[i]);
    if (!state) return fail(state.error());
    states[i] = std::move(*state);
  }
  const MarkerState next = markerAfter(m_marker.position, 0);
  auto done = commitExact(next, [&](ExactPath& path) -> Status {
    for (size_t i = 0; i < rows.size(); ++i) TWINTIDE_TRY(path.release(rows[i], states[i]));
    return {};
  });
  if (!done) return fail(done.error());
  m_marker = next;
  return {};
}

Result<ApplyOutcome> Applier::commitExact(const MarkerState& next, const ExactWork& work) {
  auto begun = m_connection->executePacket("BEGIN;" + groupMarkerSql(m_options.owner, next));
  if (!begun) return fail(begun.error());
  if (begun->failed) {
    TWINTIDE_TRY(rollBack(*m_connection));
    return fail(begun->error);
  }
  Result<ApplyOutcome> outcome = begun->done.back().rows == 1 ? settle(work) : fail(unmet());
  if (!outcome) {
    m_book.rolledBack();
    if (outcome.error().code != ErrorCode::ConnectionLost) TWINTIDE_TRY(rollBack(*m_connection));
    return fail(outcome.error());
  }
  killPoint("exact.before_commit");
  TWINTIDE_TRY(commit());
  killPoint("exact.after_commit");
  m_book.committed();
  return outcome;
}

Status Applier::commit() {
  auto done = m_connection->executePatiently("COMMIT", m_stop);
  return done ? Status() : Status(fail(undecided(done.error())));
}

// Of a spilled transaction it takes its time, as its COMMIT does.
Status Applier::rollBack(db::DataConnection& on) {
  auto done = on.executePatiently("ROLLBACK", m_stop);
  if (done) return {};
  // What follows would begin with BEGIN, which commits what may be open still.
  return fail(undecided(done.error()));
}

// OceanBase may have committed what it reports as timed out (4012), Galera may have refused it.
Error Applier::undecided(Error ofCommit) {
  m_book.rolledBack();
  ofCommit.code = ErrorCode::ConnectionLost;
  ofCommit.retryable = true;
  return ofCommit;
}

// Before anything that comes in may answer such a state.
Status Applier::lookAgain() {
  for (int look = 0; look < kMaxLooks; ++look) {
    const auto unsure = m_book.unsure();
    if (unsure.empty()) return {};
    const MarkerState next = markerAfter(m_marker.position, 0);
    auto told = commitExact(next, [&](ExactPath& path) { return path.lookAgain(unsure); });
    if (!told) return fail(told.error());
    m_marker = next;
    m_book.sure(unsure);
  }
  Error busy(ErrorCode::TimedOut, {{"what", "apply"}});
  busy.retryable = true;
  return fail(busy);
}

// A table that was emptied may have been dropped and made anew.
void Applier::forgetEmptied(const Group& group) {
  for (const Transaction& t : group.transactions) {
    for (const CorrectionSeen& c : t.corrections) {
      if (c.kind == CorrectionSeen::Kind::Emptied) return forgetTables();
    }
  }
}

ExactPath Applier::exactPath(TargetRows& rows) {
  const TableFinder finder{lookup(), [this](const TableId& table) { return lookUpByName(table); }};
  return ExactPath(
      rows, m_book, finder,
      {m_options.policy, m_options.situation, m_options.times.get(), m_options.owner.linkId,
       m_tolerant, m_options.targetOwnsDdl, m_options.unsettledRows});
}

Result<ApplyOutcome> Applier::settle(const ExactWork& work) {
  SqlRows rows(*m_connection, m_foreignKeys);
  ExactPath path = exactPath(rows);
  TWINTIDE_TRY(work(path));
  auto due = path.due();
  if (!due) return fail(due.error());
  TWINTIDE_TRY(m_book.write(*m_connection, *due, path.over()));
  ReplayResult& result = path.result();
  return ApplyOutcome{std::move(result.conflicts), true, std::move(result.notWritten),
                      std::move(result.emptied)};
}

bool Applier::exactByItself(const Group& group) const {
  if (m_tolerant) return true;
  for (const Transaction& t : group.transactions) {
    if (!t.corrections.empty()) return true;
    for (const Change& c : t.changes) {
      if (c.reread) return true;
    }
  }
  return false;
}

TableLookup Applier::lookup() {
  return [this](const std::shared_ptr<const RowLayout>& layout) { return lookUp(layout); };
}

Result<std::shared_ptr<const TargetTable>> Applier::lookUp(
    const std::shared_ptr<const RowLayout>& layout) {
  if (auto it = m_tables.find(layout.get()); it != m_tables.end()) return it->second;
  auto schema = readTarget(layout->schema->id);
  if (!schema) return fail(schema.error());
  const auto missing = m_options.targetOwnsDdl ? MissingColumns::LeaveOut : MissingColumns::Refuse;
  auto table = bindTable(layout, *schema, traits(), missing);
  if (!table) return fail(table.error());
  noteLeftOut(**table);
  if (m_tables.size() >= kMaxCachedTables) m_tables.clear();
  m_tables.emplace(layout.get(), *table);
  return table;
}

Result<std::shared_ptr<const TargetTable>> Applier::lookUpByName(const TableId& id) {
  if (auto it = m_tablesByName.find(id); it != m_tablesByName.end()) return it->second;
  auto schema = readTarget(id);
  if (!schema) return fail(schema.error());
  auto table = bindRowText(*schema, traits());
  if (!table) return fail(table.error());
  if (m_tablesByName.size() >= kMaxCachedTables) m_tablesByName.clear();
  m_tablesByName.emplace(id, *table);
  return table;
}

// Once a column rather than once a row, however often structures are read again: the values went
// with the column. A column that is back may be missed anew.
void Applier::noteLeftOut(const TargetTable& table) {
  if (m_leftOut.size() >= kMaxCachedTables) m_leftOut.clear();
  std::set<std::string>& noted = m_leftOut[table.schema->id];
  for (const TargetColumn& c : table.columns) noted.erase(c.targetColumn->name);
  for (const std::string& column : table.leftOut) {
    if (!noted.insert(column).second) continue;
    Conflict c;
    c.atUs = systemClock().wallUs();
    c.linkId = m_options.owner.linkId;
    c.table = table.schema->id;
    c.kind = ConflictKind::ColumnMissing;
    c.key = column;
    c.policy = m_options.policy.kind;
    c.winner = ConflictWinner::Local;
    c.position = m_marker.position;
    m_notes.push_back(std::move(c));
  }
}

// A second connection: the first may be inside a transaction whose snapshot must not grow.
Result<std::shared_ptr<const TableSchema>> Applier::readTarget(const TableId& table) {
  if (!m_schemaSession) {
    auto session = db::Session::open(m_options.target);
    if (!session) return fail(session.error());
    m_schemaSession = std::move(*session);
  }
  auto schema = db::readTable(*m_schemaSession, table);
  if (!schema && schema.error().code == ErrorCode::ConnectionLost) m_schemaSession.reset();
  return schema;
}

void Applier::forgetTables() {
  m_tables.clear();
  m_tablesByName.clear();
  m_foreignKeys.forget();
  m_lanes.forgetForeignKeys();
}

Status Applier::ping() {
  m_lanes.closeUnused();
  auto alive = m_connection->rows("SELECT 1");
  return alive ? Status() : Status(fail(alive.error()));
}

Status Applier::execute(const std::string& sql) {
  auto done = m_connection->execute(sql);
  if (!done) return fail(done.error());
  return {};
}

Status Applier::commitWith(const std::string& sql, const std::string& position, int64_t commitUs) {
  const MarkerState next = markerAfter(position, commitUs);
  Plan plan;
  plan.packets.emplace_back().text() = sql + ';';
  GroupWire wire(std::move(plan));
  TWINTIDE_TRY(wire.sendWhole(*m_connection, m_options.owner, next));
  auto refusal = wire.await();
  if (!refusal) return fail(refusal.error());
  if (*refusal) return fail(refused(wire, std::move(**refusal)));
  m_marker = next;
  return {};
}

void Applier::interrupt() {
  std::lock_guard lock(m_swap);
  if (m_connection) m_connection->interrupt();
  m_lanes.interrupt();
}

}  // namespace twintide::apply
