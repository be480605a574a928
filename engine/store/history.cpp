#include "engine/store/history.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/clock.h"
#include "engine/store/database.h"
#include "engine/store/history_schema.h"
#include "engine/store/json.h"

namespace twintide::store {
namespace {

constexpr int kMaxPage = 10'000;
constexpr int64_t kDayUs = 86'400'000'000;
constexpr int64_t kTrimEvery = 256;  // writes between two looks at the bounds

// "orders.fwd" → "orders".
std::string pairOf(const std::string& linkId) {
  return linkId.substr(0, linkId.rfind('.'));
}

// Conflict::waits() of what is stored; at most ?2 of them (-1: all).
constexpr const char* kAllWaiting =
    "SELECT id, body FROM conflicts WHERE pair = ?1 AND json_extract(body, '$.policy') = "
    "'quarantine' AND json_extract(body, '$.resolved_us') = 0 ORDER BY id LIMIT ?2";

// A row "id, body".
Conflict conflictOf(const Row& r) {
  Conflict c = conflictFrom(parseJson(r.text(1)));
  c.id = r.integer(0);
  return c;
}

int64_t firstId(int64_t beforeId) {
  return beforeId > 0 ? beforeId : INT64_MAX;
}
int64_t pageSize(int limit) {
  return std::clamp(limit, 0, kMaxPage);
}

}  // namespace

History::History(std::string file, HistoryLimits limits)
    : m_file(std::move(file)), m_limits(limits) {}

History::~History() = default;

Result<std::unique_ptr<History>> History::open(const std::string& file, bool readOnly,
                                               const HistoryLimits& limits) {
  std::unique_ptr<History> history(new History(file, limits));
  if (!readOnly) {
    auto writer = Database::open(file, Database::Mode::ReadWrite);
    if (!writer) return fail(std::move(writer.error()));
    TWINTIDE_TRY(migrate(**writer, file));
    history->m_writer = std::move(*writer);
  } else if (std::error_code ec; !std::filesystem::exists(file, ec)) {
    return history;
  }
  auto reader = Database::open(file, Database::Mode::ReadOnly);
  if (!reader) return fail(std::move(reader.error()));
  TWINTIDE_TRY(checkVersion(**reader, file));
  history->m_reader = std::move(*reader);
  return history;
}

Status History::write(const std::function<Status(Database&)>& body) {
  std::lock_guard lock(m_writeMutex);
  if (!m_writer)
    return fail(ErrorCode::WorkspaceNotWritable, {{"file", m_file}, {"reason", "read-only"}});
  TWINTIDE_TRY(m_writer->transaction([&] { return body(*m_writer); }));
  if (m_writes++ % kTrimEvery != 0) return {};
  TWINTIDE_TRY(trimRows(*m_writer, "events", m_limits.events));
  TWINTIDE_TRY(trimRows(*m_writer, "conflicts", m_limits.conflicts));
  TWINTIDE_TRY(trimRows(*m_writer, "drills", m_limits.drills));
  return trimRows(*m_writer, "prechecks", m_limits.prechecks);
}

Status History::trimRows(Database& db, const char* table, int64_t keep) {
  const std::string name(table);
  const int64_t oldest = systemClock().wallUs() - m_limits.reportDays * kDayUs;
  TWINTIDE_TRY(db.run(
      ("DELETE FROM " + name + " WHERE id <= (SELECT max(id) - ? FROM " + name + ")").c_str(),
      {keep}));
  // Only a run of old rows at the start goes: the ids are in the order of time, near enough.
  return db.run(("DELETE FROM " + name + " WHERE id < coalesce((SELECT min(id) FROM " + name +
                 " WHERE at_us >= ?), " + std::to_string(INT64_MAX) + ")")
                    .c_str(),
                {oldest});
}

Result<int64_t> History::addEvent(const Event& event) {
  int64_t id = 0;
  TWINTIDE_TRY(write([&](Database& db) -> Status {
    TWINTIDE_TRY(db.run("INSERT INTO events(at_us, pair, body) VALUES(?,?,?)",
                        {event.atUs, event.pair, text(toJson(event))}));
    id = db.lastId();
    return {};
  }));
  return id;
}

Result<std::vector<Event>> History::events(const std::string& pair, int64_t beforeId,
                                           int limit) const {
  std::lock_guard lock(m_readMutex);
  std::vector<Event> found;
  if (!m_reader) return found;
  const char* sql =
      pair.empty()
          ? "SELECT id, body FROM events WHERE id < ?1 AND ?2 = '' ORDER BY id DESC LIMIT ?3"
          : "SELECT id, body FROM events WHERE id < ?1 AND pair = ?2 ORDER BY id DESC LIMIT ?3";
  TWINTIDE_TRY(m_reader->run(sql, {firstId(beforeId), pair, pageSize(limit)}, [&](const Row& r) {
    found.push_back(eventFrom(parseJson(r.text(1))));
    found.back().id = r.integer(0);
  }));
  return found;
}

Status History::addConflicts(const std::vector<Conflict>& conflicts) {
  return write([&](Database& db) -> Status {
    for (const Conflict& c : conflicts) {
      TWINTIDE_TRY(db.run("INSERT INTO conflicts(at_us, pair, link, body) VALUES(?,?,?,?)",
                          {c.atUs, pairOf(c.linkId), c.linkId, text(toJson(c))}));
    }
    return {};
  });
}

Result<std::vector<Conflict>> History::conflicts(const std::string& pair, int64_t beforeId,
                                                 int limit) const {
  std::lock_guard lock(m_readMutex);
  std::vector<Conflict> found;
  if (!m_reader) return found;
  TWINTIDE_TRY(m_reader->run(
      "SELECT id, body FROM conflicts WHERE id < ?1 AND pair = ?2 ORDER BY id DESC LIMIT ?3",
      {firstId(beforeId), pair, pageSize(limit)},
      [&](const Row& r) { found.push_back(conflictOf(r)); }));
  return found;
}

Result<std::vector<Conflict>> History::waitingConflicts(const std::string& pair, int limit) const {
  std::lock_guard lock(m_readMutex);
  std::vector<Conflict> found;
  if (!m_reader) return found;
  TWINTIDE_TRY(m_reader->run(kAllWaiting, {pair, pageSize(limit)},
                             [&](const Row& r) { found.push_back(conflictOf(r)); }));
  return found;
}

Result<Conflict> History::waitingConflict(const std::string& pair, int64_t id) const {
  std::lock_guard lock(m_readMutex);
  std::optional<Conflict> found;
  if (m_reader) {
    TWINTIDE_TRY(m_reader->run("SELECT id, body FROM conflicts WHERE pair = ?1 AND id = ?2",
                               {pair, id}, [&](const Row& r) { found = conflictOf(r); }));
  }
  if (!found || !found->waits())
    return fail(ErrorCode::ConflictNotWaiting, {{"id", std::to_string(id)}});
  return std::move(*found);
}

Status History::resolveConflicts(const std::string& pair, const Conflict& row, Side side,
                                 int64_t atUs) {
  return write([&](Database& db) -> Status {
    std::vector<Conflict> waiting;
    TWINTIDE_TRY(db.run(kAllWaiting, {pair, int64_t{-1}}, [&](const Row& r) {
      Conflict c = conflictOf(r);
      if (c.table == row.table && c.key == row.key) waiting.push_back(std::move(c));
    }));
    for (Conflict& c : waiting) {
      const Side source = directionOf(c.linkId) == Direction::Reverse ? Side::B : Side::A;
      c.winner = source == side ? ConflictWinner::Incoming : ConflictWinner::Local;
      c.resolvedUs = atUs;
      TWINTIDE_TRY(db.run("UPDATE conflicts SET body = ? WHERE id = ?", {text(toJson(c)), c.id}));
    }
    return {};
  });
}

Result<int64_t> History::countConflicts(const std::string& linkId, int64_t sinceUs) const {
  std::lock_guard lock(m_readMutex);
  int64_t count = 0;
  if (!m_reader) return count;
  TWINTIDE_TRY(m_reader->run("SELECT count(*) FROM conflicts WHERE link = ? AND at_us >= ?",
                             {linkId, sinceUs}, [&](const Row& r) { count = r.integer(0); }));
  return count;
}

Status History::addReport(const char* table, const std::string& pair, int64_t atUs,
                          const std::string& json) {
  const std::string sql = std::string("INSERT INTO ") + table + "(at_us, pair, body) VALUES(?,?,?)";
  return write([&](Database& db) { return db.run(sql.c_str(), {atUs, pair, json}); });
}

Result<std::vector<std::string>> History::reports(const char* table, const std::string& pair,
                                                  int limit) const {
  std::lock_guard lock(m_readMutex);
  std::vector<std::string> found;
  if (!m_reader) return found;
  const std::string sql =
      std::string("SELECT body FROM ") + table + " WHERE pair = ? ORDER BY id DESC LIMIT ?";
  TWINTIDE_TRY(m_reader->run(sql.c_str(), {pair, pageSize(limit)},
                             [&](const Row& r) { found.push_back(r.text(0)); }));
  return found;
}

Status History::addDrill(const DrillReport& report) {
  return addReport("drills", report.pair, report.startedUs, text(toJson(report)));
}

Result<std::vector<DrillReport>> History::drills(const std::string& pair, int limit) const {
  const auto rows = reports("drills", pair, limit);
  if (!rows) return fail(rows.error());
  std::vector<DrillReport> found;
  for (const std::string& row : *rows) found.push_back(drillFrom(parseJson(row)));
  return found;
}

Status History::addPrecheck(const PrecheckReport& report) {
  return addReport("prechecks", report.pair, report.startedUs, text(toJson(report)));
}

Result<std::vector<PrecheckReport>> History::prechecks(const std::string& pair, int limit) const {
  const auto rows = reports("prechecks", pair, limit);
  if (!rows) return fail(rows.error());
  std::vector<PrecheckReport> found;
  for (const std::string& row : *rows) found.push_back(precheckFrom(parseJson(row)));
  return found;
}

}  // namespace twintide::store
