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
constexpr auto kOldTransactionsEvery = 50ms;
constexpr auto kStatementsWait = 10s;
constexpr int kStructureRounds = 10;
constexpr size_t kShownSessions = 10;

class ChangeLogSource final : public ChangeSource {
 public:
  explicit ChangeLogSource(const ChangeLogOptions& options)
      : m_options(options), m_shared(options.filter, options.ownLinkId) {}

  Result<SnapshotPoint> prepare() override;
  Result<std::string> endPosition() override;
  bool reached(const std::string& position, const std::string& mark) const override;
  Status open(const std::string& position) override;
  Result<Fetched> next(Transaction& out, IdleNote& idle, std::chrono::milliseconds wait) override;
  Status tableChanged(const TableId& table) override;
  void interrupt() override;
  void acknowledge(const std::string& position) override;
  Status tearDown() override;

 private:
  Status makeTriggers(db::Session& session, uint64_t scn);
  Status waitForOld(db::Session& session);
  Status waitByRenames(db::Session& session);
  Status waitForStatements(db::Session& session);
  std::shared_ptr<LogStream> stream();
  Result<uint64_t> scnOf(db::Session& session);

  const ChangeLogOptions m_options;
  SharedStructures m_shared;
  std::mutex m_mutex;  // m_stream and m_stopped
  std::condition_variable m_stop;
  std::shared_ptr<LogStream> m_stream;
  bool m_stopped = false;
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

Result<SnapshotPoint> ChangeLogSource::prepare() {
  {
    std::lock_guard lock(m_mutex);
    m_stopped = false;
  }
  auto session = db::Session::open(m_options.params);
  if (!session) return fail(session.error());
  auto before = scnOf(**session);
  if (!before) return fail(before.error());
  TWINTIDE_TRY(ensureLogTables(**session));
  TWINTIDE_TRY(ensureReader(**session, {m_options.ownLinkId, *before, 0, m_options.filter}));
  TWINTIDE_TRY(makeTriggers(**session, *before));
  TWINTIDE_TRY(waitForOld(**session));
  auto scn = scnOf(**session);
  if (!scn) return fail(scn.error());
  return SnapshotPoint{LogPosition{*scn, LogPosition::kAll}.text(), asOf(*scn)};
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
  OpenTransactions open;
  auto readable = open.readable(session);
  if (!readable) return fail(readable.error());
  if (!*readable) return waitByRenames(session);
  OldTransactions old;
  TWINTIDE_TRY(old.begin(open, session));
  const auto deadline = std::chrono::steady_clock::now() + m_options.oldTransactionsWait;
  for (;;) {
    auto over = old.over(open, session);
    if (!over) return fail(over.error());
    if (*over) return {};
    if (std::chrono::steady_clock::now() >= deadline) break;
    std::unique_lock lock(m_mutex);
    if (m_stop.wait_for(lock, kOldTransactionsEvery, [&] { return m_stopped; }))
      return fail(ErrorCode::Cancelled);
  }
  std::string shown;
  size_t n = 0;
  for (const std::string& id : old.left()) {
    if (n++ == kShownSessions) break;
    shown += (shown.empty() ? "" : " ") + id;
  }
  return fail(ErrorCode::TimedOut,
              {{"what", "open_transactions"},
               {"transactions", shown},
               {"seconds", std::to_string(m_options.oldTransactionsWait.count())}});
}

Status ChangeLogSource::waitByRenames(db::Session& session) {
  auto tables = db::readTables(session, m_options.filter);
  if (!tables) return fail(tables.error());
  for (const auto& table : *tables) TWINTIDE_TRY(waitByRename(session, table->id));
  return {};
}

Result<std::string> ChangeLogSource::endPosition() {
  auto session = db::Session::open(m_options.params);
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
    m_stopped = false;
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
  return running->next(out, idle, wait);
}

Status ChangeLogSource::tableChanged(const TableId& table) {
  if (!m_shared.structures.chosen(table)) return {};
  auto session = db::Session::open(m_options.params);
  if (!session) return fail(session.error());
  auto present = logTablesExist(**session);
  if (!present) return fail(present.error());
  if (!*present) return {};  // not prepared yet: prepare() will find the table
  auto reader = findReader(**session, m_options.ownLinkId);
  if (!reader) return fail(reader.error());
  if (!*reader) return {};
  uint64_t scn = m_shared.checkedScn.load();
  if (scn == 0) scn = (*reader)->scn;
  std::lock_guard lock(m_shared.mutex);
  auto gap = m_shared.structures.lookAt(**session, table, scn);
  if (!gap) return fail(gap.error());
  m_shared.changed = true;
  if (*gap) m_shared.gapsGrown = true;
  return {};
}

void ChangeLogSource::interrupt() {
  std::lock_guard lock(m_mutex);
  m_stopped = true;
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
  auto session = db::Session::open(m_options.params);
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
