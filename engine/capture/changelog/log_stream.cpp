#include "engine/capture/changelog/log_stream.h"

#include <algorithm>

#include "engine/capture/changelog/log_tables.h"

namespace twintide::capture {
namespace {

using namespace std::chrono_literals;
constexpr auto kLowWaterEvery = 200ms;
constexpr auto kKeeperEvery = 50ms;
constexpr auto kWaiterEvery = 20ms;
constexpr uint64_t kNsPerUs = 1000;

}  // namespace

LogStream::LogStream(const ChangeLogOptions& options, SharedStructures& shared)
    : m_options(options), m_shared(shared), m_keeper(options.ownLinkId, options.purgeRows) {}

Status LogStream::open(const LogPosition& from) {
  auto control = openControl(m_options.params);
  if (!control) return fail(control.error());
  m_control = std::move(*control);
  int64_t seq = 0;
  TWINTIDE_TRY(checkReader(from, seq));
  db::DataOptions data;
  data.writerSession = false;
  auto log = db::DataConnection::open(m_options.params, data);
  if (!log) return fail(log.error());
  {
    std::lock_guard lock(m_mutex);
    m_log = std::move(*log);
  }
  // A purge that meets another engine's purge should give way.
  TWINTIDE_TRY(m_control->execute("SET SESSION ob_trx_lock_timeout=200000"));
  m_reader = std::make_unique<LogReader>(*m_log, m_options.batchEntries);
  m_assembler = std::make_unique<Assembler>(m_options, m_book, *m_log, *m_control);
  m_ignored = std::make_unique<IgnoredRows>(*m_log);
  m_lowWater = LowWater(seq);
  m_position = from;
  m_shared.checkedScn = from.scn;
  auto ddl = m_reader->ddlReadable();
  if (!ddl) return fail(ddl.error());
  // Where the history of DDL is readable, what changed in our absence comes in its place.
  if (*ddl) {
    std::lock_guard lock(m_shared.mutex);
    auto news = m_shared.structures.look(*m_control, Look::NewOnly, from.scn);
    if (!news) return fail(news.error());
  } else {
    TWINTIDE_TRY(pollStructures());
  }
  TWINTIDE_TRY(m_book.load(*m_control));
  TWINTIDE_TRY(resumeGaps(from));
  if (*ddl) m_watch = std::make_unique<DdlWatch>(m_options, m_shared);
  return {};
}

// What an earlier run has left: gaps that are still to be fixed, and fixed ones not delivered yet.
Status LogStream::resumeGaps(const LogPosition& from) {
  TWINTIDE_TRY(removeGaps(*m_control, m_options.ownLinkId, from.scn));
  std::lock_guard lock(m_shared.gapMutex);
  m_shared.fixedGaps.clear();
  auto gaps = gapsOf(*m_control, m_options.ownLinkId);
  if (!gaps) return fail(gaps.error());
  for (const Gap& gap : *gaps) {
    if (gap.scn == 0)
      m_gapsToFix = true;
    else
      m_shared.fixedGaps.push_back(gap);
  }
  return {};
}

// What the reader row says has been applied may be gone from the log.
Status LogStream::checkReader(const LogPosition& from, int64_t& seq) {
  auto present = logTablesExist(*m_control);
  if (!present) return fail(present.error());
  std::optional<ReaderRow> reader;
  if (*present) {
    auto found = findReader(*m_control, m_options.ownLinkId);
    if (!found) return fail(found.error());
    reader = *found;
  }
  if (!reader || reader->scn > from.scn) {
    return fail(ErrorCode::BinlogPositionLost,
                {{"position", from.text()}, {"source", m_options.params.sourceName}});
  }
  seq = reader->seq;
  return {};
}

void LogStream::interrupt() {
  m_interrupted = true;
  std::lock_guard lock(m_mutex);
  if (m_log) m_log->interrupt();
  m_wake.notify_all();
}

void LogStream::acknowledge(uint64_t scn) {
  uint64_t before = m_applied.load();
  while (before < scn && !m_applied.compare_exchange_weak(before, scn)) {
  }
}

tl::unexpected<Error> LogStream::cancelledOr(const Error& error) const {
  if (interrupted()) return fail(ErrorCode::Cancelled);
  return fail(error);
}

bool LogStream::due(Clock::time_point& last, std::chrono::milliseconds every) {
  const auto now = Clock::now();
  if (now - last < every) return false;
  last = now;
  return true;
}

Result<Fetched> LogStream::next(Transaction& out, IdleNote& idle, std::chrono::milliseconds wait) {
  const auto deadline = Clock::now() + wait;
  while (!interrupted()) {
    out = Transaction();
    if (Status done = chores(); !done) return cancelledOr(done.error());
    auto got = deliver(out);
    if (!got) return cancelledOr(got.error());
    if (*got) return Fetched::Got;
    if (!m_pending.empty()) continue;
    if (m_failing) return fail(m_failAfter);
    if (Status done = poll(); !done) return cancelledOr(done.error());
    if (!m_pending.empty()) {
      m_pause = m_options.pollBusy;
      continue;
    }
    const auto now = Clock::now();
    if (now >= deadline) {
      if (Status done = settleIdle(idle); !done) return cancelledOr(done.error());
      if (m_pending.empty()) return Fetched::Idle;
      continue;
    }
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, std::min(deadline, now + m_pause), [&] { return interrupted(); });
    m_pause = std::min(m_pause * 2, m_options.pollIdle);
  }
  return fail(ErrorCode::Cancelled);
}

Status LogStream::poll() {
  if (m_shared.changed.exchange(false)) TWINTIDE_TRY(m_book.load(*m_control));
  TWINTIDE_TRY(tendWaiter());
  if (m_waiter || !m_pending.empty()) return {};
  auto readable = m_open.readable(*m_control);
  if (!readable) return fail(readable.error());
  if (*readable && due(m_lowWaterAt, kLowWaterEvery))
    TWINTIDE_TRY(m_lowWater.beforeRead(m_open, *m_control));
  return readBatch();
}

Status LogStream::readBatch() {
  auto batch = readNow();
  if (!batch) return fail(batch.error());
  TWINTIDE_TRY(takeDdl(*batch));
  if (!m_gapsToFix) return accept(std::move(*batch));
  // A new table must not reach the target before we know what was in it here: from then on the
  // opposite link may write rows into it that are not ours to send.
  m_held = std::move(*batch);
  return startWaiter();
}

Result<LogBatch> LogStream::readNow() {
  std::lock_guard lock(m_shared.gapMutex);
  auto batch = m_reader->read(m_position, m_lowWater.seq());
  for (const Gap& gap : m_shared.fixedGaps) {
    m_injected.push_back({gap.scn, EntryKind::Gap, static_cast<int64_t>(m_gaps.size()), 0});
    m_gaps.push_back(gap);
  }
  m_shared.fixedGaps.clear();
  return batch;
}

Status LogStream::accept(LogBatch batch) {
  const uint64_t last = batch.entries.empty() ? m_position.scn : batch.entries.back().scn;
  if (batch.complete) {
    int64_t maxSeq = 0;
    for (const LogEntry& e : batch.entries) {
      if (e.kind == EntryKind::Row) maxSeq = std::max(maxSeq, e.id);
    }
    m_lowWater.afterRead(maxSeq, last);
  }
  m_pending.refill(std::move(batch.entries));
  m_page.clear();
  m_ignored->clear();
  std::erase_if(m_injected, [&](const LogEntry& e) {
    const bool fits = batch.complete || last >= e.scn;
    if (fits) m_pending.insert(e);
    return fits;
  });
  return {};
}

Status LogStream::startWaiter() {
  auto gaps = gapsOf(*m_control, m_options.ownLinkId);
  if (!gaps) return fail(gaps.error());
  std::vector<TableId> tables;
  for (const Gap& gap : *gaps) {
    if (gap.scn == 0) tables.push_back(gap.table);
  }
  m_gapsToFix = false;
  m_waiter = std::make_unique<GapWaiter>(m_options.params, m_open);
  return m_waiter->start(*m_control, std::move(tables), m_options.oldTransactionsWait,
                         m_options.renameAfter);
}

Status LogStream::tendWaiter() {
  if (!m_waiter && m_gapsToFix) TWINTIDE_TRY(startWaiter());
  if (!m_waiter || !due(m_waiterAt, kWaiterEvery)) return {};
  auto over = m_waiter->over(*m_control);
  if (!over) return fail(over.error());
  if (!*over) return {};
  TWINTIDE_TRY(fixGaps());
  m_waiter.reset();
  if (m_gapsToFix) return startWaiter();
  if (!m_held) return {};
  LogBatch held = std::move(*m_held);
  m_held.reset();
  return accept(std::move(held));
}

// Those that tableChanged() has fixed meanwhile are done; one opened since has to be waited for.
Status LogStream::fixGaps() {
  std::lock_guard lock(m_shared.gapMutex);
  auto scn = m_reader->currentScn();
  if (!scn) return fail(scn.error());
  auto gaps = gapsOf(*m_control, m_options.ownLinkId);
  if (!gaps) return fail(gaps.error());
  const std::vector<TableId>& waited = m_waiter->tables();
  for (const Gap& gap : *gaps) {
    if (gap.scn) continue;
    if (std::find(waited.begin(), waited.end(), gap.table) == waited.end()) {
      m_gapsToFix = true;
      continue;
    }
    auto fixed = fixGap(*m_control, m_options.ownLinkId, {gap.table, *scn});
    if (!fixed) return fail(fixed.error());
    if (*fixed) m_shared.fixedGaps.push_back(**fixed);
  }
  return {};
}

// Everything of the batch that was logged after the first DDL may come from outdated triggers, so
// the structures are looked at before any of it is delivered.
Status LogStream::takeDdl(const LogBatch& batch) {
  uint64_t first = 0;
  for (const LogEntry& e : batch.entries) {
    if (e.kind != EntryKind::Ddl) continue;
    auto row = m_reader->ddl(e);
    if (!row) return fail(row.error());
    const DdlVerdict verdict = classify(*row);
    if (verdict.structures && first == 0) first = e.scn;
    if (verdict.owner == DdlOwner::User) TWINTIDE_TRY(noteCreated(*row));
    // Its writers do not wait until all structures have been read.
    if (verdict.structures && row->operation == kAlterTable)
      TWINTIDE_TRY(DdlWatch::renew(*m_control, m_shared, row->tableId, first));
    m_ddl.emplace(e.id, std::move(*row));
  }
  if (first) TWINTIDE_TRY(lookAtStructures(first));
  if (batch.complete) m_shared.checkedScn = std::max(m_position.scn, first);
  return {};
}

// Another link may have put triggers on a new table before us; rows from before them are a gap for
// each link of its own.
Status LogStream::noteCreated(const DdlRow& row) {
  constexpr int64_t kCreateTable = 4;
  if (row.operation != kCreateTable || row.tableId == 0) return {};
  auto name = m_control->scalar("SELECT table_name FROM oceanbase.__all_table WHERE table_id=" +
                                std::to_string(row.tableId));
  if (!name) return fail(name.error());
  const TableId table{row.database, *name};
  if (name->empty() || !m_shared.structures.chosen(table)) return {};
  m_gapsToFix = true;
  return openGap(*m_control, m_options.ownLinkId, table);
}

Status LogStream::lookAtStructures(uint64_t scn) {
  {
    std::lock_guard lock(m_shared.mutex);
    auto news = m_shared.structures.look(*m_control, Look::All, scn);
    if (!news) return fail(news.error());
    if (!news->appeared.empty()) m_gapsToFix = true;
  }
  return m_book.load(*m_control);
}

Status LogStream::chores() {
  if (due(m_keeperAt, kKeeperEvery))
    TWINTIDE_TRY(m_keeper.work(*m_control, m_applied.load(), m_lowWater));
  auto ddl = m_reader->ddlReadable();
  if (!ddl) return fail(ddl.error());
  if (!*ddl && due(m_structuresAt, m_options.structurePoll)) TWINTIDE_TRY(pollStructures());
  return {};
}

Status LogStream::settleIdle(IdleNote& idle) {
  idle.position = m_position.text();
  if (m_waiter) return {};
  uint64_t settled = 0;
  {
    std::lock_guard lock(m_shared.gapMutex);
    auto scn = m_reader->currentScn();
    if (!scn) return fail(scn.error());
    TWINTIDE_TRY(m_reader->settle(*scn, m_lowWater.seq()));
    // A gap fixed by now lies before the SCN, one fixed later behind it.
    if (m_shared.fixedGaps.empty() && m_injected.empty()) settled = *scn;
  }
  TWINTIDE_TRY(readBatch());
  if (!m_pending.empty() || m_waiter || settled == 0) return {};
  if (settled > m_position.scn) m_position = {settled, LogPosition::kAll};
  m_shared.checkedScn = m_position.scn;
  idle.serverUs = static_cast<int64_t>(settled / kNsPerUs);
  idle.position = m_position.text();
  return {};
}

}  // namespace twintide::capture
