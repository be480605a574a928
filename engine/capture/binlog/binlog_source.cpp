#include "engine/capture/binlog/binlog_source.h"

#include <xxhash.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "engine/base/log.h"
#include "engine/base/thread_pool.h"
#include "engine/capture/binlog/dump_stream.h"
#include "engine/capture/binlog/end_position.h"
#include "engine/capture/binlog/event_processor.h"

namespace twintide::capture {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kOpenTimeout{60};
constexpr milliseconds kOpenStep{200};

// Server ids of replicas must differ from one another and from the servers': these are well above
// what people give by hand.
uint32_t serverIdOf(const BinlogOptions& o) {
  if (o.replicaServerId != 0) return o.replicaServerId;
  return 1000000000 +
         static_cast<uint32_t>(XXH3_64bits(o.ownLinkId.data(), o.ownLinkId.size()) % 2000000000);
}

// One of the cores is the reading thread's; a few more than that read faster than any server sends.
unsigned helperCount() {
  return std::min(coreCount(), 4U) - 1;
}

// Nothing: the server has nothing more for now, or the deadline has passed.
enum class Read { Nothing, Heartbeat, Event };

class BinlogSource : public ChangeSource {
 public:
  explicit BinlogSource(const BinlogOptions& options)
      : m_options(options),
        m_control(options.params),
        m_schemas(m_control, options.olderSchemas),
        m_filter({options.filter, options.types, options.ownLinkId, options.oppositeLinkId}) {}

  Result<SnapshotPoint> prepare() override;
  Result<std::string> endPosition() override;
  bool reached(const std::string& position, const std::string& mark) const override;
  Status open(const std::string& position) override;
  Result<Fetched> next(Transaction& out, IdleNote& idle, milliseconds wait) override;
  // The structure is read when the stream shows the statement or the first row: in its order.
  Status tableChanging(const TableId&, const std::vector<std::string>&) override { return {}; }
  Status tableChanged(const TableId&) override { return {}; }
  void interrupt() override;
  void acknowledge(const std::string&) override {}
  Status tearDown() override { return {}; }

 private:
  Status openAt(const BinlogPosition& from, bool byGtid);
  Status readHead();
  Result<Fed> feed(std::string_view event);
  Result<Read> readEvent(DumpStream::TimePoint deadline);
  void readAhead();
  IdleNote idleNote(bool quiet) const;
  void count(const Transaction& t) const;

  const BinlogOptions m_options;
  ControlSession m_control;
  SchemaCache m_schemas;
  OriginFilter m_filter;
  std::unique_ptr<EventProcessor> m_processor;
  std::atomic<bool> m_interrupted{false};
  std::mutex m_streamMutex;  // guards the pointer, for interrupt()
  std::unique_ptr<DumpStream> m_stream;
  std::optional<Error> m_broken;  // the stream's end; what was read before goes first
};

Result<SnapshotPoint> BinlogSource::prepare() {
  SnapshotPoint point;
  TWINTIDE_TRY(m_control.with([&](db::Session& session) -> Status {
    auto start = snapshotPosition(session, m_options.ownLinkId);
    if (!start) return fail(start.error());
    point.start = start->text();
    return {};
  }));
  return point;
}

Result<std::string> BinlogSource::endPosition() {
  std::string text;
  TWINTIDE_TRY(m_control.with([&](db::Session& session) -> Status {
    auto end = readEndPosition(session);
    if (!end) return fail(end.error());
    text = end->text();
    return {};
  }));
  return text;
}

bool BinlogSource::reached(const std::string& position, const std::string& mark) const {
  const auto at = BinlogPosition::parse(position);
  const auto goal = BinlogPosition::parse(mark);
  return at && goal && at->atOrAfter(*goal);
}

Status BinlogSource::open(const std::string& position) {
  m_interrupted = false;
  auto from = BinlogPosition::parse(position);
  if (!from) return fail(from.error());
  TWINTIDE_TRY(m_schemas.preload(m_options.filter));
  Status opened = openAt(*from, false);
  const bool lost = !opened && opened.error().code == ErrorCode::BinlogPositionLost;
  if (!lost || from->gtidSet.empty()) return opened;
  logger("capture")->warn("{}: file of position {} is gone, trying its GTID set",
                          m_options.ownLinkId, position);
  Status byGtid = openAt(*from, true);
  return byGtid || byGtid.error().code != ErrorCode::BinlogPositionLost ? byGtid : opened;
}

Status BinlogSource::openAt(const BinlogPosition& from, bool byGtid) {
  DumpRequest request;
  request.from = from;
  request.byGtid = byGtid;
  request.serverId = serverIdOf(m_options);
  request.heartbeat = m_options.heartbeat;
  ProcessorOptions options;
  options.maxTransactionBytes = m_options.maxTransactionBytes;
  options.spill = m_options.spill;
  options.helpers = helperCount();
  options.helperName = "dec-" + m_options.ownLinkId;
  TWINTIDE_TRY(m_control.with([&](db::Session& session) -> Status {
    options.oceanBase = session.traits().oceanBase();
    options.mariaDb = session.traits().mariaDb();
    return {};
  }));
  auto stream = DumpStream::open(m_options.params, request);
  if (!stream) return fail(stream.error());
  m_processor = std::make_unique<EventProcessor>(options, m_filter, m_schemas);
  m_processor->start(from, byGtid);
  m_broken.reset();
  {
    std::lock_guard lock(m_streamMutex);
    m_stream = std::move(*stream);
  }
  return readHead();
}

// The server tells a bad position instead of the first events.
Status BinlogSource::readHead() {
  const auto deadline = steady_clock::now() + kOpenTimeout;
  while (!m_processor->formatKnown()) {
    if (m_interrupted) return fail(ErrorCode::Cancelled);
    if (steady_clock::now() > deadline) {
      return fail(ErrorCode::TimedOut,
                  {{"what", "binlog dump"}, {"seconds", std::to_string(kOpenTimeout.count())}});
    }
    std::string_view event;
    auto got = m_stream->read(event, steady_clock::now() + kOpenStep);
    if (!got) return fail(got.error());
    if (*got == Packet::Nothing) continue;
    auto fed = feed(event);
    if (!fed) return fail(fed.error());
  }
  return {};
}

Result<Fed> BinlogSource::feed(std::string_view event) {
  if (m_options.counters) {
    m_options.counters->events.fetch_add(1, std::memory_order_relaxed);
    m_options.counters->bytes.fetch_add(event.size(), std::memory_order_relaxed);
  }
  return m_processor->feed(event);
}

void BinlogSource::count(const Transaction& t) const {
  if (!m_options.counters) return;
  for (const MarkerSeen& m : t.markers) {
    if (m.linkId != m_options.ownLinkId) continue;
    m_options.counters->ownMarkers.fetch_add(1, std::memory_order_relaxed);
    return;
  }
}

// Not quiet: transactions that do not concern us went by, up to the newest one's commit.
IdleNote BinlogSource::idleNote(bool quiet) const {
  IdleNote note;
  note.position = m_processor->boundary();
  if (!quiet && !m_processor->insideTransaction()) note.serverUs = m_processor->lastCommitUs();
  return note;
}

Result<Fetched> BinlogSource::next(Transaction& out, IdleNote& idle, milliseconds wait) {
  if (!m_stream || !m_processor)
    return fail(ErrorCode::Internal, {{"what", "next() before open()"}});
  // The clock is asked once there is nothing to read, and now and then: events come by the million.
  DumpStream::TimePoint deadline;
  for (unsigned n = 1;; ++n) {
    if (m_interrupted) return fail(ErrorCode::Cancelled);
    auto taken = m_processor->take(out);
    if (!taken) return fail(taken.error());
    if (*taken == Taken::Got) {
      count(out);
      return Fetched::Got;
    }
    if (*taken == Taken::Pending) {
      readAhead();
      continue;
    }
    if (m_broken) return fail(*m_broken);
    auto read = readEvent(deadline);
    if (!read) return fail(read.error());
    const bool first = deadline == DumpStream::TimePoint();
    if (*read == Read::Heartbeat || (*read == Read::Nothing && !first)) {
      idle = idleNote(true);
      return Fetched::Idle;
    }
    if (first && (*read == Read::Nothing || n % 64 == 0)) deadline = steady_clock::now() + wait;
    if (n % 64 == 0 && !first && steady_clock::now() >= deadline) {
      idle = idleNote(false);
      return Fetched::Idle;
    }
  }
}

// While the next transaction is being decoded: further events where there are some, else its rows.
void BinlogSource::readAhead() {
  if (!m_broken && m_processor->mayReadOn()) {
    auto read = readEvent({});
    if (read && *read == Read::Event) return;
    if (!read) m_broken = read.error();
  }
  m_processor->finishHead();
}

Result<Read> BinlogSource::readEvent(DumpStream::TimePoint deadline) {
  std::string_view event;
  auto got = m_stream->read(event, deadline);
  if (!got) return fail(got.error());
  if (*got == Packet::Nothing) return Read::Nothing;
  auto fed = feed(event);
  if (!fed) return fail(fed.error());
  return *fed == Fed::Heartbeat ? Read::Heartbeat : Read::Event;
}

void BinlogSource::interrupt() {
  m_interrupted = true;
  std::lock_guard lock(m_streamMutex);
  if (m_stream) m_stream->interrupt();
}

}  // namespace

std::unique_ptr<ChangeSource> makeBinlogSource(const BinlogOptions& options) {
  return std::make_unique<BinlogSource>(options);
}

}  // namespace twintide::capture
