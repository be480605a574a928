#include "engine/capture/binlog/event_processor.h"

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/inflate.h"

namespace twintide::capture {
namespace {

constexpr uint16_t kArtificialFlag = 0x20;  // LOG_EVENT_ARTIFICIAL_F
constexpr size_t kMaxHarmlessXa = 10000;
constexpr uint64_t kDummyTableId = 0xffffff;  // a statement end without rows

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
      m_rows(options.maxTransactionBytes),
      m_assembler(options.maxTransactionBytes, options.spill) {}

void EventProcessor::start(const BinlogPosition& from, bool byGtid) {
  m_at = m_boundary = from;
  m_holdBoundary = byGtid;
  m_format = Format();
  m_group = Group::None;
  m_assembler.discard();
  m_tables.clear();
  m_ready.clear();
  m_gtids.clear();
  m_heads.clear();
  if (from.gtidSet.empty()) return;
  if (m_options.mariaDb)
    m_heads.parse(from.gtidSet);
  else
    m_gtids.parse(from.gtidSet);
}

bool EventProcessor::take(Transaction& out) {
  if (m_ready.empty()) return false;
  out = std::move(m_ready.front());
  m_ready.pop_front();
  return true;
}

Error EventProcessor::located(Error error) const {
  if (error.code == ErrorCode::BinlogCorrupt || error.code == ErrorCode::BinlogUnsupported)
    error.with("position", m_at.file + ':' + std::to_string(m_at.offset));
  return error;
}

Result<Fed> EventProcessor::feed(std::string_view bytes) {
  auto event = parseEvent(bytes, m_format);
  if (!event) return fail(located(event.error()));
  if (event->type == EventType::Heartbeat || event->type == EventType::HeartbeatV2)
    return Fed::Heartbeat;
  advance(*event);
  if (auto done = handle(*event, false); !done) return fail(located(done.error()));
  if (m_group == Group::None && !m_holdBoundary) m_boundary = placeAfterGroup();
  return Fed::Nothing;
}

// Positions on the wire have 32 bits; files may grow beyond 4 GiB inside one transaction.
void EventProcessor::advance(const Event& event) {
  if (event.nextPos == 0 || event.flags & kArtificialFlag) return;
  uint64_t next = (m_at.offset & ~uint64_t{0xffffffff}) | event.nextPos;
  if (next < m_at.offset) next += uint64_t{1} << 32;
  m_at.offset = next;
}

BinlogPosition EventProcessor::placeAfterGroup() {
  BinlogPosition place{m_at.file, m_at.offset, {}};
  if (m_gtids.valid()) place.gtidSet = m_gtids.text();
  if (m_heads.valid()) place.gtidSet = m_heads.text();
  return place;
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
    m_assembler.discard();
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
    m_assembler.discard();
    m_group = Group::None;
  }
  m_at.file = to->file;
  m_at.offset = to->position;
  return {};
}

void EventProcessor::begin(Group group) {
  m_assembler.discard();
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
  if (!m_assembler.empty()) return unsupported("XA prepare", "XA transactions are not replicated");
  if (m_harmlessXa.size() < kMaxHarmlessXa) m_harmlessXa.insert(m_xaId);
  endGroup();
  return {};
}

Status EventProcessor::rows(const Event& event, const RowsKind& kind) {
  auto id = parseTableId(event, m_format);
  if (!id) return fail(id.error());
  if (m_group != Group::Open) return corrupt("rows outside a transaction");
  const TableBinding* table = m_tables.find(*id);
  if (!table) return *id == kDummyTableId ? Status() : corrupt("rows of an unknown table");
  m_assembler.addWireBytes(event.size);
  if (table->role == TableRole::Ignored) return {};
  std::string_view body = tableMapShape(event, m_format);  // behind id and flags, as in TABLE_MAP
  if (table->role != TableRole::User) return sideRows(*table, kind, body);
  if (!m_filter.wants(kind.change) || m_assembler.foreign()) return {};
  if (table->problem) return fail(*table->problem);
  std::vector<Change>& changes = m_assembler.changes();
  const size_t had = changes.size();
  TWINTIDE_TRY(m_rows.decode(*table, kind, body, m_assembler.arena(), changes));
  if (rowsFlags(event, m_format) & kNoForeignKeyChecks) {
    for (size_t i = had; i < changes.size(); ++i) changes[i].unchecked = true;
  }
  return m_assembler.checkSize();
}

Status EventProcessor::sideRows(const TableBinding& table, const RowsKind& kind,
                                std::string_view body) {
  m_side.clear();
  TWINTIDE_TRY(m_rows.decode(table, kind, body, m_assembler.arena(), m_side));
  for (const Change& change : m_side) {
    if (table.role == TableRole::Heartbeat) {
      if (const int64_t us = m_filter.heartbeat(change); us != 0) m_assembler.addHeartbeat(us);
    } else if (table.role == TableRole::Correction) {
      if (auto seen = m_filter.correction(change)) m_assembler.addCorrection(std::move(*seen));
    } else if (auto marker = m_filter.marker(change)) {
      m_assembler.addMarker(std::move(*marker));
    }
  }
  return {};
}

CommitInfo EventProcessor::commitInfo(const Event& event) const {
  CommitInfo info;
  info.exact = m_gtidUs != 0;
  info.commitUs = info.exact ? m_gtidUs : static_cast<int64_t>(event.timestamp) * 1000000;
  return info;
}

void EventProcessor::endGroup() {
  if (m_pendingGtid.number != 0) m_gtids.add(m_pendingGtid.uuid, m_pendingGtid.number);
  if (m_pendingHead.number != 0)
    m_heads.set(m_pendingHead.domain, m_pendingServer, m_pendingHead.number);
  m_pendingGtid = GtidInfo();
  m_pendingHead = MariaGtidInfo();
  m_group = Group::None;
  m_assembler.discard();
  m_tables.trim();
}

Status EventProcessor::commit(const Event& event) {
  CommitInfo info = commitInfo(event);
  m_lastCommitUs = info.commitUs;
  Transaction done;
  // The position needs the GTID of this group, so it is told behind endGroup().
  const auto deliver = m_assembler.commit(info, done);
  if (!deliver) return fail(deliver.error());
  endGroup();
  if (!*deliver) return {};
  done.position = placeAfterGroup().text();
  m_ready.push_back(std::move(done));
  return {};
}

}  // namespace twintide::capture
