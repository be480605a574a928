// The delivering half of LogStream: from pending entries to transactions.
#include <algorithm>

#include "engine/capture/changelog/log_stream.h"
#include "engine/db/sql_text.h"

namespace twintide::capture {
namespace {

constexpr uint64_t kNsPerUs = 1000;
// What a change costs in memory beyond the bytes of its images.
constexpr uint64_t kChangeOverhead = 200;

}  // namespace

void LogStream::stamp(Transaction& out, uint64_t scn, uint64_t bytes) {
  out.commitUs = static_cast<int64_t>(scn / kNsPerUs);
  out.commitUsExact = true;
  out.bytes = bytes;
  out.position = m_position.text();
}

// True when `out` is to be handed over; false when what was due moved the position only.
Result<bool> LogStream::deliver(Transaction& out) {
  if (m_pending.empty()) return false;
  switch (m_pending.front().kind) {
    case EntryKind::Row:
      return deliverRows(out);
    case EntryKind::Ddl:
      return deliverDdl(out);
    case EntryKind::FoundDdl:
      return deliverFoundDdl(out);
    case EntryKind::Gap:
      return deliverGap(out);
  }
  return false;
}

// Images of the next entries, as many as a page holds; at least one.
Status LogStream::loadPage() {
  const LogEntry* from = m_pending.data();
  size_t count = 0;
  uint64_t bytes = 0;
  while (count < std::min(m_pending.left(), m_options.pageRows)) {
    bytes += from[count].bytes;
    if (count > 0 && bytes > m_options.pageBytes) break;
    ++count;
  }
  auto rows = m_reader->rows(from, count);
  if (!rows) return fail(rows.error());
  for (auto& [seq, row] : *rows) m_page.insert_or_assign(seq, std::move(row));
  return m_ignored->look(from, count, m_page, m_book);
}

// A transaction on its way out of the log: from a size on its changes are in a file.
struct LogStream::Gathered {
  HeldBytes held;
  std::shared_ptr<ChangeSpill> spill;
  NamedChanges named;  // of those in the file
};

Status LogStream::checkSize(size_t rows, uint64_t bytes) const {
  const bool toDisk = m_options.spill.memoryBytes > 0;
  const uint64_t limit = toDisk ? m_options.spill.diskBytes : m_options.maxTransactionBytes;
  if (bytes + rows * kChangeOverhead <= limit) return {};
  return fail(ErrorCode::ChangeLogBroken, {{"reason", "transaction_too_large"},
                                           {"bytes", std::to_string(bytes)},
                                           {"rows", std::to_string(rows)},
                                           {"limit", std::to_string(limit)}});
}

Result<bool> LogStream::deliverRows(Transaction& out) {
  const uint64_t scn = m_pending.front().scn;
  const auto [count, bytes] = m_pending.rowsOfFront();
  TWINTIDE_TRY(checkSize(count, bytes));
  if (m_shared.changed.exchange(false)) TWINTIDE_TRY(m_book.load(*m_control));
  Gathered gathered;
  TWINTIDE_TRY(gatherRows(out, count, gathered));
  if (gathered.spill) {
    TWINTIDE_TRY(spill(out, gathered));
    TWINTIDE_TRY(m_ignored->drop(gathered.spill, gathered.named, scn, m_options.spill.dir));
    if (gathered.spill->rows() > 0) out.spilled = std::move(gathered.spill);
  } else {
    TWINTIDE_TRY(m_ignored->drop(out, scn));
  }
  m_position = {scn, LogPosition::kAll};
  stamp(out, scn, bytes);
  return out.hasRows() || !out.corrections.empty() || out.heartbeatUs != 0;
}

Status LogStream::gatherRows(Transaction& out, size_t count, Gathered& gathered) {
  const uint64_t scn = m_pending.front().scn;
  LogRow previous, row;
  for (size_t i = 0; i < count; ++i) {
    if (interrupted()) return fail(ErrorCode::Cancelled);
    const LogEntry entry = m_pending.front();
    if (!m_page.contains(entry.id)) TWINTIDE_TRY(loadPage());
    row = std::move(m_page.at(entry.id));
    m_page.erase(entry.id);
    m_pending.pop(1);
    const LogRow* next = nullptr;
    if (i + 1 < count) {
      if (!m_page.contains(m_pending.front().id)) TWINTIDE_TRY(loadPage());
      next = &m_page.at(m_pending.front().id);
    }
    if (!m_book.find(row.layout)) TWINTIDE_TRY(m_book.load(*m_control));
    TWINTIDE_TRY(m_assembler->add(out, scn, row, i == 0 ? nullptr : &previous, next));
    std::swap(previous, row);
    const uint64_t most = m_options.spill.memoryBytes;
    if (most > 0 && gathered.held.of(out) > most) TWINTIDE_TRY(spill(out, gathered));
  }
  return {};
}

// Moves the changes that are in memory to the file.
Status LogStream::spill(Transaction& out, Gathered& gathered) const {
  if (!gathered.spill) {
    auto made = ChangeSpill::make(m_options.spill.dir);
    if (!made) return fail(made.error());
    gathered.spill = std::move(*made);
  }
  for (const Change& c : out.changes) {
    gathered.named.add(c);
    TWINTIDE_TRY(gathered.spill->append(c));
  }
  out.changes.clear();
  out.arena = Arena();
  gathered.held.clear();
  return {};
}

Result<bool> LogStream::deliverDdl(Transaction& out) {
  const LogEntry entry = m_pending.front();
  m_pending.pop(1);
  const bool lastOfScn = m_pending.empty() || m_pending.front().scn != entry.scn;
  m_position = {entry.scn, lastOfScn ? LogPosition::kAll : static_cast<uint64_t>(entry.id)};
  auto node = m_ddl.extract(entry.id);
  if (node.empty()) return fail(ErrorCode::Internal, {{"what", "ddl entry"}});
  const DdlRow& row = node.mapped();
  const DdlVerdict verdict = classify(row);
  stamp(out, entry.scn, row.sql.size());
  if (verdict.owner == DdlOwner::Foreign) {
    MarkerSeen marker;
    marker.linkId = verdict.linkId;
    out.markers.push_back(std::move(marker));
    return true;
  }
  if (verdict.owner != DdlOwner::User || !m_options.types.ddl) return false;
  DdlStatement ddl;
  ddl.sql = row.sql;
  ddl.defaultDatabase = row.database;
  out.ddl = std::move(ddl);
  return true;
}

// The position stays before the gap up to its last piece: an end in between reads it once more.
Result<bool> LogStream::deliverGap(Transaction& out) {
  const LogEntry entry = m_pending.front();
  if (!m_gapReader) {
    m_gapReader = std::make_unique<GapReader>(m_gaps[static_cast<size_t>(entry.id)],
                                              m_options.maxTransactionBytes);
  }
  auto step = m_gapReader->next(out, *m_log, m_book);
  if (!step) return fail(step.error());
  if (*step == GapReader::Step::More) {
    stamp(out, entry.scn, out.arena.bytes());
    return true;
  }
  if (*step == GapReader::Step::Changed) {
    TWINTIDE_TRY(openGap(*m_control, m_options.ownLinkId, m_gapReader->table()));
    m_gapsToFix = true;
  }
  const bool rows = *step == GapReader::Step::Last;
  m_gapReader.reset();
  m_pending.pop(1);
  const bool another = !m_pending.empty() && m_pending.front().scn == entry.scn;
  if (!another) m_position = {std::max(entry.scn, m_position.scn), LogPosition::kAll};
  m_keeper.gapDelivered(entry.scn);
  if (rows) stamp(out, entry.scn, out.arena.bytes());
  return rows;
}

Result<bool> LogStream::deliverFoundDdl(Transaction& out) {
  const LogEntry entry = m_pending.front();
  m_pending.pop(1);
  m_position = {entry.scn, LogPosition::kAll};
  out.ddl = std::move(m_foundDdl[static_cast<size_t>(entry.id)]);
  stamp(out, entry.scn, out.ddl->sql.size());
  return true;
}

// Without the history of DDL: a new table can be told to the target, any other change cannot.
Status LogStream::pollStructures() {
  m_structuresAt = Clock::now();
  auto scn = m_reader->currentScn();
  if (!scn) return fail(scn.error());
  StructureNews news;
  {
    std::lock_guard lock(m_shared.mutex);
    auto seen = m_shared.structures.look(*m_control, Look::All, m_position.scn);
    if (!seen) return fail(seen.error());
    news = std::move(*seen);
  }
  if (news.appeared.empty() && news.changed.empty() && news.gone.empty()) return {};
  TWINTIDE_TRY(m_book.load(*m_control));
  if (!news.appeared.empty()) m_gapsToFix = true;
  if (!m_options.types.ddl) return {};
  for (const TableId& table : news.appeared) {
    auto text = m_control->query("SHOW CREATE TABLE " + db::quoteTable(table));
    if (!text) return fail(text.error());
    DdlStatement ddl;
    ddl.sql = text->text(0, "Create Table");
    ddl.defaultDatabase = table.database;
    m_injected.push_back({*scn, EntryKind::FoundDdl, static_cast<int64_t>(m_foundDdl.size()), 0});
    m_foundDdl.push_back(std::move(ddl));
  }
  if (!m_injected.empty()) TWINTIDE_TRY(m_reader->settle(*scn, m_lowWater.seq()));
  for (const auto* tables : {&news.changed, &news.gone}) {
    if (tables->empty()) continue;
    m_failing = true;
    m_failAfter = Error(ErrorCode::ChangeLogBroken,
                        {{"reason", tables == &news.gone ? "table_gone" : "structure_changed"},
                         {"table", tables->front().text()}});
  }
  return {};
}

}  // namespace twintide::capture
