// The rows of the stream, from their events to the transaction that carries them.
#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/event_processor.h"

namespace twintide::capture {

static constexpr uint64_t kDummyTableId = 0xffffff;  // a statement end without rows

// Rows events of fewer bytes are decoded in less time than it takes to hand them over.
static constexpr size_t kWorthHelp = 2048;

// Bytes of rows events that have been read and not been taken yet: enough to keep helpers busy, and
// little enough where they are rows of NULLs, whose cells take two hundred times as much.
static constexpr uint64_t kMostUnderWay = 512 * 1024;
// Of transactions that need no helper and wait behind one that does.
static constexpr uint64_t kMostBehind = 64 * 1024;
static constexpr size_t kMostSpare = 64;

bool EventProcessor::mayReadOn() const {
  return m_underWay < kMostUnderWay && m_behind < kMostBehind;
}

Status EventProcessor::rows(const Event& event, const RowsKind& kind) {
  auto id = parseTableId(event, m_format);
  if (!id) return fail(id.error());
  if (m_group != Group::Open) return corrupt("rows outside a transaction");
  auto table = m_tables.find(*id);
  if (!table) return *id == kDummyTableId ? Status() : corrupt("rows of an unknown table");
  m_assembler.addWireBytes(event.size);
  if (table->role == TableRole::Ignored) return {};
  std::string_view body = tableMapShape(event, m_format);  // behind id and flags, as in TABLE_MAP
  if (table->role != TableRole::User) return sideRows({std::move(table), kind, body});
  if (!m_filter.wants(kind.change) || m_assembler.foreign()) return {};
  if (table->problem) return fail(*table->problem);
  RowPart part{std::move(table), kind, body,
               (rowsFlags(event, m_format) & kNoForeignKeyChecks) != 0};
  // Only decoding tells how large compressed rows are.
  if (kind.compressed) TWINTIDE_TRY(settle());
  const bool here = m_options.helpers == 0 || body.size() < kWorthHelp || kind.compressed;
  // Rows behind a piece have to wait for it.
  return here && m_pieces.empty() ? decodeHere(part) : decodeBeside(part);
}

Status EventProcessor::decodeHere(RowPart& part) {
  // Of compressed rows only the inflated bytes are pointed to.
  if (!part.kind.compressed) part.body = m_assembler.arena().keep(part.body);
  TWINTIDE_TRY(m_rows.decode(part, m_assembler.arena(), m_assembler.changes()));
  return m_assembler.checkSize();
}

Status EventProcessor::decodeBeside(RowPart& part) {
  if (m_pieces.empty() || !m_crew.takesParts(*m_pieces.back())) m_pieces.push_back(m_crew.begin());
  RowPiece& piece = *m_pieces.back();
  part.body = piece.arena.keep(part.body);
  piece.bytes += part.body.size();
  piece.offset = m_at.offset;
  m_underWay += part.body.size();
  piece.parts.push_back(std::move(part));
  m_crew.added(piece.parts.back().body.size());
  while (!m_pieces.empty() && !mayReadOn()) TWINTIDE_TRY(settleOldest());
  return {};
}

// A large transaction is not held in pieces: what is decoded may have to go to disk.
Status EventProcessor::settleOldest() {
  const std::shared_ptr<RowPiece> piece = std::move(m_pieces.front());
  m_pieces.erase(m_pieces.begin());
  m_crew.finish(*piece);
  m_underWay -= piece->bytes;
  if (piece->problem) return fail(located(*piece->problem, m_at.file, piece->offset));
  m_assembler.addChanges(std::move(piece->arena), std::move(piece->changes));
  return m_assembler.checkSize();
}

Status EventProcessor::settle() {
  while (!m_pieces.empty()) TWINTIDE_TRY(settleOldest());
  return {};
}

Status EventProcessor::sideRows(const RowPart& part) {
  m_side.clear();
  Arena bytes;
  TWINTIDE_TRY(m_rows.decode(part, bytes, m_side));
  for (const Change& change : m_side) {
    if (part.table->role == TableRole::Heartbeat) {
      if (const int64_t us = m_filter.heartbeat(change); us != 0) m_assembler.addHeartbeat(us);
    } else if (part.table->role == TableRole::Correction) {
      if (auto seen = m_filter.correction(change)) m_assembler.addCorrection(std::move(*seen));
    } else if (auto marker = m_filter.marker(change)) {
      // What comes before it may be behind a savepoint that takes the marker back.
      TWINTIDE_TRY(settle());
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

std::list<EventProcessor::Ready> EventProcessor::newReady() {
  std::list<Ready> made;
  if (m_spare.empty())
    made.emplace_back();
  else
    made.splice(made.end(), m_spare, m_spare.begin());
  return made;
}

void EventProcessor::deliver(std::list<Ready>& made) {
  const Ready& ready = made.front();
  if (ready.pieces.empty()) m_behind += ready.transaction.bytes;
  m_ready.splice(m_ready.end(), made);
}

Status EventProcessor::commit(const Event& event) {
  if (m_assembler.spilled()) TWINTIDE_TRY(settle());
  CommitInfo info = commitInfo(event);
  m_lastCommitUs = info.commitUs;
  info.moreRows = !m_pieces.empty() && !m_assembler.foreign();
  std::list<Ready> made = newReady();
  Ready& ready = made.front();
  const auto wanted = m_assembler.commit(info, ready.transaction);
  if (!wanted) return fail(wanted.error());
  if (info.moreRows) ready.pieces.swap(m_pieces);
  endGroup();
  // The position needs the GTID of this group.
  moveBoundary();
  if (!*wanted) return {};
  ready.transaction.position = m_boundary.text();
  deliver(made);
  return {};
}

void EventProcessor::discard() {
  for (const auto& piece : m_pieces) m_underWay -= piece->bytes;
  m_pieces.clear();
  m_assembler.discard();
}

void EventProcessor::endGroup() {
  if (m_pendingGtid.number != 0) m_gtids.add(m_pendingGtid.uuid, m_pendingGtid.number);
  if (m_pendingHead.number != 0)
    m_heads.set(m_pendingHead.domain, m_pendingServer, m_pendingHead.number);
  m_pendingGtid = GtidInfo();
  m_pendingHead = MariaGtidInfo();
  m_group = Group::None;
  discard();
  m_tables.trim();
}

Result<Taken> EventProcessor::take(Transaction& out) {
  while (!m_ready.empty()) {
    Ready& head = m_ready.front();
    for (const auto& piece : head.pieces) {
      if (!piece->decoded.load(std::memory_order_acquire)) return Taken::Pending;
    }
    TWINTIDE_TRY(gather(head));
    out = std::move(head.transaction);
    const bool rowsExpected = !head.pieces.empty();
    if (!rowsExpected) m_behind -= out.bytes;
    head.pieces.clear();
    head.transaction = Transaction();
    m_spare.splice(m_spare.end(), m_ready, m_ready.begin());
    if (m_spare.size() > kMostSpare) m_spare.pop_back();
    // An event may have no rows in it.
    if (!rowsExpected || out.hasRows() || out.heartbeatUs != 0) return Taken::Got;
  }
  return Taken::None;
}

Status EventProcessor::gather(Ready& ready) {
  for (const auto& piece : ready.pieces) {
    m_underWay -= piece->bytes;
    if (piece->problem) {
      auto at = BinlogPosition::parse(ready.transaction.position);
      return fail(located(*piece->problem, at ? at->file : m_at.file, piece->offset));
    }
    ready.transaction.add(std::move(piece->arena), std::move(piece->changes));
  }
  return {};
}

void EventProcessor::finishHead() {
  for (const auto& piece : m_ready.front().pieces) m_crew.finish(*piece);
}

}  // namespace twintide::capture
