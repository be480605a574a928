#include "engine/capture/changelog/changelog_source.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "engine/capture/changelog/log_stream.h"
#include "engine/capture/changelog/log_tables.h"
#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

using namespace std::chrono_literals;
constexpr auto kOldTransactionsEvery = 20ms;
constexpr auto kStatementsWait = 10s;
constexpr int kStructureRounds = 10;

class ChangeLogSource final : public ChangeSource {
 public:
  explicit ChangeLogSource(const ChangeLogOptions& options)
      : m_options(options), m_shared(options.filter, options.ownLinkId) {}

  Result<SnapshotPoint> prepare() override;
  Result<std::string> endPosition() override;
  bool reached(const std::string& position, const std::string& mark) const override;
  Status open(const std::string& position) override;
  Result<Fetched> next(Transaction& out, IdleNote& idle, std::chrono::milliseconds wait) override;
  Status tableChanging(const TableId& table, const std::vector<std::string>& touched) override;
  Status tableChanged(const TableId& table) override;
  void interrupt() override;
  void acknowledge(const std::string& position) override;
  Status tearDown() override;

 private:
  Result<SnapshotPoint> prepareAll();
  Status prepareFirst(db::Session& session, uint64_t scn);
  Status prepareAgain(db::Session& session, uint64_t applied);
  Status makeTriggers(db::Session& session, uint64_t scn);
  Status waitForOld(db::Session& session);
  Status waitOut(db::Session& session, std::vector<TableId> tables,
                 std::chrono::seconds renameAfter);
  Status closeGap(db::Session& session, const TableId& table);
  Status waitForStatements(db::Session& session);
  void heard();
  std::shared_ptr<LogStream> stream();
  Result<std::optional<ReaderRow>> readerOf(db::Session& session, const TableId& table);
  Result<uint64_t> scnOf(db::Session& session);

  const ChangeLogOptions m_options;
  SharedStructures m_shared;
  std::mutex m_mutex;  // all below
  std::condition_variable m_stop;
  std::shared_ptr<LogStream> m_stream;
  // One that nobody has heard yet ends the next wait.
  uint64_t m_interrupts = 0, m_heard = 0;
};

Result<uint64_t> ChangeLogSource::scnOf(db::Session& session) {
  auto text = session.scalar("SELECT current_scn()");
  if (!text || text->empty() || *text == "0") {
    return fail(ErrorCode::ChangeLogUnavailable,
                {{"reason", "current_scn"}, {"server", text ? "" : text.error().arg("server")}});
  }
  return std::strtoull(text->c_str(), nullptr, 10);
}

std::shared_ptr<LogStream> ChangeLogSource::stream() {
  std::lock_guard lock(m_mutex);
  return m_stream;
}

void ChangeLogSource::heard() {
  std::lock_guard lock(m_mutex);
  m_heard = m_interrupts;
}

Result<SnapshotPoint> ChangeLogSource::prepare() {
  auto point = prepareAll();
  if (!point && point.error().code == ErrorCode::Cancelled) heard();
  return point;
}

Result<SnapshotPoint> ChangeLogSource::prepareAll() {
  auto session = openControl(m_options.params);
  if (!session) return fail(session.error());
  auto before = scnOf(**session);
  if (!before) return fail(before.error());
  TWINTIDE_TRY(ensureLogTables(**session));
  const ReaderRow fresh{m_options.ownLinkId, *before, 0, false, m_options.filter};
  TWINTIDE_TRY(ensureReader(**session, fresh));
  auto reader = findReader(**session, m_options.ownLinkId);
  if (!reader) return fail(reader.error());
  const bool again = *reader && (*reader)->ready;
  TWINTIDE_TRY(again ? prepareAgain(**session, (*reader)->scn) : prepareFirst(**session, *before));
  auto scn = scnOf(**session);
  if (!scn) return fail(scn.error());
  return SnapshotPoint{LogPosition{*scn, LogPosition::kAll}.text(), asOf(*scn)};
}

Status ChangeLogSource::prepareFirst(db::Session& session, uint64_t scn) {
  TWINTIDE_TRY(makeTriggers(session, scn));
  TWINTIDE_TRY(waitForOld(session));
  auto now = scnOf(session);
  if (!now) return fail(now.error());
  return markReady(session, m_options.ownLinkId, *now);
}

// The link has run before and will go on where it stood: what changed in between counts from the
// statement that changed it, and tables that appeared have a gap. Without the history of DDL,
// open() looks at the structures, since it can also tell about them.
Status ChangeLogSource::prepareAgain(db::Session& session, uint64_t applied) {
  auto ddl = firstDdlAfter(session, applied);
  if (!ddl) return fail(ddl.error());
  if (!*ddl && m_options.types.ddl) return {};
  bool renewed = false;
  {
    std::lock_guard lock(m_shared.mutex);
    const uint64_t from = ddl->value_or(0) ? **ddl : applied;
    auto news = m_shared.structures.look(session, Look::All, from);
    if (!news) return fail(news.error());
    renewed = news->renewed;
    m_shared.changed = true;
  }
  auto gaps = gapsOf(session, m_options.ownLinkId);
  if (!gaps) return fail(gaps.error());
  for (const Gap& gap : *gaps) {
    if (gap.scn == 0) TWINTIDE_TRY(closeGap(session, gap.table));
  }
  return renewed ? waitForOld(session) : Status();
}

// Until nothing is left to be made: a statement between reading a structure and making its triggers
// would come before the start and never be seen in the stream.
Status ChangeLogSource::makeTriggers(db::Session& session, uint64_t scn) {
  std::lock_guard lock(m_shared.mutex);
  m_shared.changed = true;
  for (int i = 0; i < kStructureRounds; ++i) {
    auto news = m_shared.structures.look(session, Look::First, scn);
    if (!news) return fail(news.error());
    if (!news->renewed) return {};
  }
  return fail(ErrorCode::ChangeLogUnavailable, {{"reason", "structures_keep_changing"}});
}

// A transaction that wrote before the triggers were made is not in the log; when it is over, its
// rows are in every snapshot taken from then on.
Status ChangeLogSource::waitForOld(db::Session& session) {
  auto tables = db::readTables(session, m_options.filter);
  if (!tables) return fail(tables.error());
  std::vector<TableId> ids;
  for (const auto& table : *tables) ids.push_back(table->id);
  // Renaming every table is only for those who cannot see the transactions.
  return waitOut(session, std::move(ids), m_options.oldTransactionsWait + 1s);
}

Status ChangeLogSource::waitOut(db::Session& session, std::vector<TableId> tables,
                                std::chrono::seconds renameAfter) {
  uint64_t heard = 0;
  {
    std::lock_guard lock(m_mutex);
    heard = m_heard;
  }
  OpenTransactions open;
  GapWaiter waiter(m_options.params, open);
  TWINTIDE_TRY(
      waiter.start(session, std::move(tables), m_options.oldTransactionsWait, renameAfter));
  for (;;) {
    auto over = waiter.over(session);
    if (!over) return fail(over.error());
    if (*over) return {};
    std::unique_lock lock(m_mutex);
    if (m_stop.wait_for(lock, kOldTransactionsEvery, [&] { return m_interrupts != heard; }))
      return fail(ErrorCode::Cancelled);
  }
}

Result<std::string> ChangeLogSource::endPosition() {
  auto session = openControl(m_options.params);
  if (!session) return fail(session.error());
  auto scn = scnOf(**session);
  if (!scn) return fail(scn.error());
  return LogPosition{*scn, LogPosition::kAll}.text();
}

bool ChangeLogSource::reached(const std::string& position, const std::string& mark) const {
  const auto at = parseLogPosition(position), end = parseLogPosition(mark);
  return at && end && *at >= *end;
}

Status ChangeLogSource::open(const std::string& position) {
  auto from = parseLogPosition(position);
  if (!from) return fail(from.error());
  auto stream = std::make_shared<LogStream>(m_options, m_shared);
  {
    std::lock_guard lock(m_mutex);
    m_heard = m_interrupts;
    m_stream = stream;
  }
  Status opened = stream->open(*from);
  if (!opened) {
    std::lock_guard lock(m_mutex);
    m_stream.reset();
  }
  return opened;
}

Result<Fetched> ChangeLogSource::next(Transaction& out, IdleNote& idle,
                                      std::chrono::milliseconds wait) {
  auto running = stream();
  if (!running) return fail(ErrorCode::Internal, {{"what", "next() before open()"}});
  auto got = running->next(out, idle, wait);
  if (!got && got.error().code == ErrorCode::Cancelled) heard();
  return got;
}

// The reader row of a link that captures the table; nullopt when there is nothing to be done.
Result<std::optional<ReaderRow>> ChangeLogSource::readerOf(db::Session& session,
                                                           const TableId& table) {
  if (!m_shared.structures.chosen(table)) return std::optional<ReaderRow>();
  auto present = logTablesExist(session);
  if (!present) return fail(present.error());
  // Not prepared yet: prepare() will find the table.
  if (!*present) return std::optional<ReaderRow>();
  return findReader(session, m_options.ownLinkId);
}

Status ChangeLogSource::tableChanging(const TableId& table,
                                      const std::vector<std::string>& touched) {
  auto session = openControl(m_options.params);
  if (!session) return fail(session.error());
  auto reader = readerOf(**session, table);
  if (!reader) return fail(reader.error());
  if (!*reader) return {};
  std::lock_guard lock(m_shared.mutex);
  return m_shared.structures.changeBegins(**session, table, touched);
}

Status ChangeLogSource::tableChanged(const TableId& table) {
  auto session = openControl(m_options.params);
  if (!session) return fail(session.error());
  auto reader = readerOf(**session, table);
  if (!reader) return fail(reader.error());
  if (!*reader) return {};
  uint64_t scn = m_shared.checkedScn.load();
  if (scn == 0) scn = (*reader)->scn;
  {
    std::lock_guard lock(m_shared.mutex);
    m_shared.structures.changeEnded(table);
    auto gap = m_shared.structures.lookAt(**session, table, scn);
    if (!gap) return fail(gap.error());
    m_shared.changed = true;
  }
  auto gaps = gapsOf(**session, m_options.ownLinkId);
  if (!gaps) return fail(gaps.error());
  const bool open = std::any_of(gaps->begin(), gaps->end(),
                                [&](const Gap& gap) { return gap.table == table && gap.scn == 0; });
  return open ? closeGap(**session, table) : Status();
}

// The opposite link's applier waits for us, so what is in a new table now was written by others.
// Read as of now it holds none of the rows the applier will write next, which must not go back to
// where they came from.
Status ChangeLogSource::closeGap(db::Session& session, const TableId& table) {
  TWINTIDE_TRY(waitOut(session, {table}, m_options.renameAfter));
  std::lock_guard lock(m_shared.gapMutex);
  auto scn = scnOf(session);
  if (!scn) return fail(scn.error());
  auto fixed = fixGap(session, m_options.ownLinkId, {table, *scn});
  if (!fixed) return fail(fixed.error());
  if (*fixed) m_shared.fixedGaps.push_back(**fixed);
  return {};
}

void ChangeLogSource::interrupt() {
  std::lock_guard lock(m_mutex);
  ++m_interrupts;
  m_stop.notify_all();
  if (m_stream) m_stream->interrupt();
}

void ChangeLogSource::acknowledge(const std::string& position) {
  auto at = parseLogPosition(position);
  if (!at) return;
  // Part of a transaction is not all of it.
  const uint64_t scn = at->ddl == LogPosition::kAll ? at->scn : at->scn - 1;
  if (auto running = stream()) running->acknowledge(scn);
}

Status ChangeLogSource::tearDown() {
  interrupt();
  heard();
  auto session = openControl(m_options.params);
  if (!session) return fail(session.error());
  if (!(*session)->traits().oceanBase()) return {};
  auto present = logTablesExist(**session);
  if (!present) return fail(present.error());
  if (!*present) return dropLogTables(**session);
  TWINTIDE_TRY(removeReader(**session, m_options.ownLinkId));
  auto readers = allReaders(**session);
  if (!readers) return fail(readers.error());
  auto triggers = findTriggers(**session);
  if (!triggers) return fail(triggers.error());
  for (const auto& [table, found] : *triggers) {
    const bool heartbeat = table.database == db::kSchema && !readers->empty();
    const bool read = std::any_of(readers->begin(), readers->end(), [&](const ReaderRow& r) {
      return r.objects.matches(table.database, table.table);
    });
    if (!heartbeat && !read) TWINTIDE_TRY(dropTriggers(**session, found));
  }
  if (!readers->empty()) return {};
  TWINTIDE_TRY(waitForStatements(**session));
  return dropLogTables(**session);
}

// A statement that still holds a plan with our trigger would fail without the log table.
Status ChangeLogSource::waitForStatements(db::Session& session) {
  OpenTransactions open;
  auto readable = open.readable(session);
  if (!readable) return fail(readable.error());
  if (!*readable) return {};
  OldTransactions old;
  TWINTIDE_TRY(old.begin(open, session));
  const auto deadline = std::chrono::steady_clock::now() + kStatementsWait;
  while (std::chrono::steady_clock::now() < deadline) {
    auto over = old.over(open, session);
    if (!over) return fail(over.error());
    if (*over || old.statementsOver()) return {};
    std::unique_lock lock(m_mutex);
    m_stop.wait_for(lock, kOldTransactionsEvery);
  }
  return {};
}

}  // namespace

std::unique_ptr<ChangeSource> makeChangeLogSource(const ChangeLogOptions& options) {
  return std::make_unique<ChangeLogSource>(options);
}

}  // namespace twintide::capture
