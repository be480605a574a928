#include "engine/capture/binlog/event_processor.h"

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/inflate.h"

namespace twintide::capture {
namespace {

constexpr uint16_t kArtificialFlag = 0x20;  // LOG_EVENT_ARTIFICIAL_F
constexpr size_t kMaxHarmlessXa = 10000;

tl::unexpected<Error> unsupported(std::string event, std::string reason) {
  return fail(ErrorCode::BinlogUnsupported,
              {{"event", std::move(event)}, {"reason", std::move(reason)}});
}

}  // namespace

EventProcessor::EventProcessor(const ProcessorOptions& options, OriginFilter& filter,
                               SchemaLookup& lookup)
    : m_options(options),
      m_filter(filter),
      m_lookup(lookup),
      m_tables(filter, lookup, {options.mariaDb, !options.oceanBase}),
      m_crew({options.helperName, options.helpers, options.maxTransactionBytes}),
      m_rows(options.maxTransactionBytes),
      m_assembler(options.maxTransactionBytes, options.spill) {}

void EventProcessor::start(const BinlogPosition& from, bool byGtid) {
  m_at = m_boundary = from;
  m_holdBoundary = byGtid;
  m_format = Format();
  m_group = Group::None;
  discard();
  m_tables.clear();
  m_ready.clear();
  m_underWay = m_behind = 0;
  m_gtids.clear();
  m_heads.clear();
  if (from.gtidSet.empty()) return;
  if (m_options.mariaDb)
    m_heads.parse(from.gtidSet);
  else
    m_gtids.parse(from.gtidSet);
}

Error EventProcessor::located(Error error) const {
  return located(std::move(error), m_at.file, m_at.offset);
}

Error EventProcessor::located(Error error, const std::string& file, uint64_t offset) {
  const bool known = !error.arg("position").empty();
  if (error.code == ErrorCode::BinlogCorrupt || error.code == ErrorCode::BinlogUnsupported)
    if (!known) error.with("position", file + ':' + std::to_string(offset));
  return error;
}

Result<Fed> EventProcessor::feed(std::string_view bytes) {
  auto event = parseEvent(bytes, m_format);
  if (!event) return fail(located(event.error()));
  if (event->type == EventType::Heartbeat || event->type == EventType::HeartbeatV2)
    return Fed::Heartbeat;
  advance(*event);
  m_boundaryMoved = false;
  if (auto done = handle(*event, false); !done) return fail(located(done.error()));
  if (m_group == Group::None && !m_holdBoundary && !m_boundaryMoved) moveBoundary();
  return Fed::Nothing;
}

// Positions on the wire have 32 bits; files may grow beyond 4 GiB inside one transaction.
void EventProcessor::advance(const Event& event) {
  if (event.nextPos == 0 || event.flags & kArtificialFlag) return;
  uint64_t next = (m_at.offset & ~uint64_t{0xffffffff}) | event.nextPos;
  if (next < m_at.offset) next += uint64_t{1} << 32;
  m_at.offset = next;
}

// Between transactions: everything before this place has been read.
void EventProcessor::moveBoundary() {
  m_boundary.file = m_at.file;
  m_boundary.offset = m_at.offset;
  m_boundary.gtidSet.clear();
  if (m_gtids.valid()) m_gtids.appendText(m_boundary.gtidSet);
  if (m_heads.valid()) m_heads.appendText(m_boundary.gtidSet);
  m_boundaryMoved = true;
}

Status EventProcessor::handle(const Event& event, bool inner) {
  RowsKind kind;
  if (rowsKind(event.type, kind)) return rows(event, kind);
  switch (event.type) {
    case EventType::TableMap:
      if (m_group != Group::Open) return corrupt("table map outside a transaction");
      return m_tables.map(event, m_format);
    case EventType::Query:
    case EventType::QueryCompressed:
    case EventType::ExecuteLoadQuery:
      return query(event);
    case EventType::Xid:
      if (m_group != Group::Open) return corrupt("commit outside a transaction");
      return commit(event);
    case EventType::XaPrepare:
      return xaPrepare(event);
    default:
      return inner ? Status(corrupt("unexpected event in transaction payload"))
                   : handleFrame(event);
  }
}

Status EventProcessor::handleFrame(const Event& event) {
  switch (event.type) {
    case EventType::FormatDescription:
      return describe(event);
    case EventType::Rotate:
      return rotate(event);
    case EventType::Gtid:
    case EventType::AnonymousGtid:
      return gtid(event);
    case EventType::MariaGtid:
      return mariaGtid(event);
    case EventType::TransactionPayload:
      return payload(event);
    case EventType::GtidTagged:  // MySQL 8.3+: the set can no longer be told as uuid intervals
      begin(Group::Announced);
      m_gtids.clear();
      return {};
    case EventType::PreviousGtids:
      if (!m_gtids.valid() && !m_options.mariaDb) m_gtids.decode(event.body);
      return {};
    case EventType::MariaGtidList:
      gtidList(event);
      return {};
    case EventType::Incident:
      return unsupported("incident", "the source lost changes");
    case EventType::StartEncryption:
      return unsupported("encryption", "the source sends encrypted events");
    case EventType::Stop:
    case EventType::IntVar:
    case EventType::Rand:
    case EventType::UserVar:
    case EventType::BeginLoadQuery:
    case EventType::Ignorable:
    case EventType::RowsQuery:
    case EventType::TransactionContext:
    case EventType::ViewChange:
    case EventType::AnnotateRows:
    case EventType::BinlogCheckpoint:
      return {};
    default:
      if (event.flags & kIgnorableFlag) return {};
      return unsupported("type " + std::to_string(static_cast<int>(event.type)), "unknown event");
  }
}

Status EventProcessor::describe(const Event& event) {
  auto format = parseFormat(event);
  if (!format) return fail(format.error());
  m_format = std::move(*format);
  // A file that a restart began: what the old file left open was rolled back.
  if (m_format.created != 0 && m_group != Group::None) {
    discard();
    m_group = Group::None;
  }
  m_tables.clear();
  return {};
}

Status EventProcessor::rotate(const Event& event) {
  auto to = parseRotate(event);
  if (!to) return fail(to.error());
  // A transaction never spans files: an open one was cut off by a crash.
  if (m_group != Group::None && to->file != m_at.file) {
    discard();
    m_group = Group::None;
  }
  m_at.file = to->file;
  m_at.offset = to->position;
  return {};
}

void EventProcessor::begin(Group group) {
  discard();
  m_group = group;
  m_holdBoundary = false;
  m_gtidUs = 0;
  m_skipStatement = false;
  m_pendingGtid = GtidInfo();
  m_pendingHead = MariaGtidInfo();
}

Status EventProcessor::gtid(const Event& event) {
  auto info = parseGtid(event);
  if (!info) return fail(info.error());
  begin(Group::Announced);
  if (event.type == EventType::Gtid) m_pendingGtid = *info;
  m_gtidUs = static_cast<int64_t>(info->commitUs);
  // The binlog service keeps the commit time there (oblogproxy, binlog_convert.cpp).
  if (m_options.oceanBase && info->lastCommitted != 0)
    m_gtidUs = static_cast<int64_t>(info->lastCommitted * 1000000 + info->sequenceNumber);
  return {};
}

Status EventProcessor::mariaGtid(const Event& event) {
  auto info = parseMariaGtid(event);
  if (!info) return fail(info.error());
  // There is no BEGIN: the GTID opens the group, unless one lone statement follows.
  begin(info->standalone ? Group::Announced : Group::Open);
  m_pendingHead = *info;
  m_pendingServer = event.serverId;
  m_skipStatement = info->startAlter || info->rollbackAlter;
  return {};
}

// State of all domains at the start of a file; the upper four bits of the count are flags.
void EventProcessor::gtidList(const Event& event) {
  ByteReader in(event.body);
  const uint32_t head = in.u32();
  if (m_heads.valid() || head >> 28 != 0 || !m_options.mariaDb) return;
  MariaGtidHeads heads;
  heads.parse("");
  for (uint32_t i = 0; i < head && in.ok(); ++i) {
    const uint32_t domain = in.u32();
    const uint32_t server = in.u32();
    heads.set(domain, server, in.uint(8));
  }
  if (in.ok()) m_heads = std::move(heads);
}

Status EventProcessor::payload(const Event& event) {
  auto events = readPayload(event.body, m_options.maxTransactionBytes);
  if (!events) return fail(events.error());
  std::string_view left = *events;
  while (!left.empty()) {
    uint32_t size = 0;
    if (left.size() < kHeaderSize) return corrupt("transaction payload ends inside an event");
    std::memcpy(&size, left.data() + 9, sizeof size);
    if (size < kHeaderSize || size > left.size())
      return corrupt("bad event in transaction payload");
    auto inner = parseInnerEvent(left.substr(0, size));
    if (!inner) return fail(inner.error());
    TWINTIDE_TRY(handle(*inner, true));
    left.remove_prefix(size);
  }
  return {};
}

Status EventProcessor::xaPrepare(const Event& event) {
  auto onePhase = parseXaOnePhase(event);
  if (!onePhase) return fail(onePhase.error());
  if (*onePhase) return commit(event);
  if (!m_assembler.empty() || !m_pieces.empty())
    return unsupported("XA prepare", "XA transactions are not replicated");
  if (m_harmlessXa.size() < kMaxHarmlessXa) m_harmlessXa.insert(m_xaId);
  endGroup();
  return {};
}

}  // namespace twintide::capture
