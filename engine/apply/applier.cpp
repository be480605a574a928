#include "engine/apply/applier.h"

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/db/schema_reader.h"
#include "engine/db/sql_text.h"
#include "engine/db/twintide_schema.h"

namespace twintide::apply {
namespace {

constexpr size_t kMaxCachedTables = 10000;

// Errors of the fast path that mean "a row was not as expected": try the exact path.
bool meansConflict(unsigned errnum) {
  constexpr unsigned kDuplicateEntry = 1062;
  return errnum == kExpectationFailed || errnum == kDuplicateEntry;
}

bool hasReread(const Group& group) {
  for (const Transaction& t : group.transactions) {
    for (const Change& c : t.changes) {
      if (c.reread) return true;
    }
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<Applier>> Applier::open(const ApplierOptions& options,
                                               const std::string& startPosition) {
  std::unique_ptr<Applier> a(new Applier(options));
  TWINTIDE_TRY(a->connect());
  auto marker = claimMarker(*a->m_connection, options.owner, startPosition);
  if (!marker) return fail(marker.error());
  a->m_marker = *marker;
  return a;
}

Status Applier::connect() {
  m_schemaSession.reset();
  auto connection = db::DataConnection::open(m_options.target);
  if (!connection) return fail(connection.error());
  {
    std::lock_guard lock(m_swap);
    m_connection = std::move(*connection);
  }
  TWINTIDE_TRY(m_connection->execute(std::string("SET ") + db::kApplierVariable + "=" +
                                     db::quoteText(m_options.owner.linkId)));
  return {};
}

Status Applier::recover() {
  TWINTIDE_TRY(connect());
  auto marker = readMarker(*m_connection, m_options.owner);
  if (!marker) return fail(marker.error());
  if (!*marker || (*marker)->epoch != m_marker.epoch) return fail(fenced());
  m_marker = **marker;
  return {};
}

Error Applier::fenced() const {
  return Error(ErrorCode::FencedOut, {{"link", m_options.owner.linkId},
                                      {"ours", std::to_string(m_marker.epoch)},
                                      {"source", m_options.target.sourceName}});
}

Result<ApplyOutcome> Applier::apply(const Group& group) {
  MarkerState next = m_marker;
  ++next.groupNo;
  next.position = group.position;
  if (group.commitUs) next.commitUs = group.commitUs;
  auto outcome =
      m_tolerant || hasReread(group) ? applyRowByRow(group, next) : applyFast(group, next);
  if (outcome) m_marker = next;
  return outcome;
}

Result<ApplyOutcome> Applier::applyFast(const Group& group, const MarkerState& next) {
  auto plan = planGroup(
      group, [this](const auto& layout) { return lookUp(layout); }, traits(), m_options.limits);
  if (!plan) return fail(plan.error());
  bool expectationFailed = false;
  auto sent = sendPackets(*plan, next, expectationFailed);
  if (sent) return ApplyOutcome{};
  if (!expectationFailed) return fail(sent.error());
  return applyRowByRow(group, next);
}

Status Applier::sendPackets(const Plan& plan, const MarkerState& next, bool& expectationFailed) {
  const std::string head = "BEGIN;" + markerSql(m_options.owner, next) + expectRows(1);
  constexpr size_t kHeadStatements = 2;  // BEGIN and the marker: a miss there is the fence
  const size_t last = plan.packets.empty() ? 0 : plan.packets.size() - 1;
  for (size_t i = 0; i <= last; ++i) {
    std::string packet = i == 0 ? head : "";
    if (!plan.packets.empty()) packet += plan.packets[i];
    if (i == last) packet += "COMMIT";
    auto outcome = m_connection->executePacket(packet);
    if (!outcome) return fail(outcome.error());
    if (!outcome->failed) continue;
    const bool atMarker = i == 0 && outcome->done.size() <= kHeadStatements;
    TWINTIDE_TRY(m_connection->execute("ROLLBACK"));
    if (atMarker && outcome->error.serverErrno == kExpectationFailed) return fail(fenced());
    expectationFailed = meansConflict(outcome->error.serverErrno);
    return fail(outcome->error);
  }
  return {};
}

Result<ApplyOutcome> Applier::applyRowByRow(const Group& group, const MarkerState& next) {
  ApplyOutcome outcome;
  outcome.rowByRow = true;
  auto begun = m_connection->executePacket("BEGIN;" + markerSql(m_options.owner, next));
  if (!begun) return fail(begun.error());
  if (begun->failed) {
    TWINTIDE_TRY(m_connection->execute("ROLLBACK"));
    return fail(begun->error);
  }
  Status done =
      begun->done.back().rows == 1 ? replayRows(group, outcome.conflicts) : Status(fail(fenced()));
  if (!done) {
    if (done.error().code != ErrorCode::ConnectionLost)
      TWINTIDE_TRY(m_connection->execute("ROLLBACK"));
    return fail(done.error());
  }
  TWINTIDE_TRY(m_connection->execute("COMMIT"));
  return outcome;
}

Status Applier::replayRows(const Group& group, std::vector<Conflict>& conflicts) {
  for (const Transaction& t : group.transactions) {
    RowReplay replay({*m_connection, m_options.policy, m_options.situation, m_options.owner.linkId,
                      t.position, systemClock().wallUs(), m_tolerant},
                     conflicts);
    for (const Change& c : t.changes) {
      auto table = lookUp(c.layout);
      if (!table) return fail(table.error());
      TWINTIDE_TRY(replay.apply(**table, c));
    }
  }
  return {};
}

Result<std::shared_ptr<const TargetTable>> Applier::lookUp(
    const std::shared_ptr<const RowLayout>& layout) {
  if (auto it = m_tables.find(layout.get()); it != m_tables.end()) return it->second;
  // A second connection: the first may be inside a transaction whose snapshot must not grow.
  if (!m_schemaSession) {
    auto session = db::Session::open(m_options.target);
    if (!session) return fail(session.error());
    m_schemaSession = std::move(*session);
  }
  auto schema = db::readTable(*m_schemaSession, layout->schema->id);
  if (!schema) {
    if (schema.error().code == ErrorCode::ConnectionLost) m_schemaSession.reset();
    return fail(schema.error());
  }
  auto table = bindTable(layout, *schema, traits());
  if (!table) return fail(table.error());
  if (m_tables.size() >= kMaxCachedTables) m_tables.clear();
  m_tables.emplace(layout.get(), *table);
  return table;
}

void Applier::forgetTables() {
  m_tables.clear();
}

Status Applier::execute(const std::string& sql) {
  auto done = m_connection->execute(sql);
  if (!done) return fail(done.error());
  return {};
}

Status Applier::commitWith(const std::string& sql, const std::string& position, int64_t commitUs) {
  MarkerState next = m_marker;
  ++next.groupNo;
  next.position = position;
  if (commitUs) next.commitUs = commitUs;
  Plan plan;
  plan.packets.push_back(sql + ';');
  bool expectationFailed = false;
  TWINTIDE_TRY(sendPackets(plan, next, expectationFailed));
  m_marker = next;
  return {};
}

void Applier::interrupt() {
  std::lock_guard lock(m_swap);
  if (m_connection) m_connection->interrupt();
}

}  // namespace twintide::apply
