#include "engine/capture/origin_filter.h"

#include <strings.h>

#include <charconv>

#include "engine/db/schema_reader.h"
#include "engine/db/twintide_schema.h"

namespace twintide::capture {
namespace {

constexpr size_t kMaxMarkersRemembered = 4096;

// The cell of a column by name, the after image before the before image; null when in neither.
const Cell* cellOf(const Change& change, const char* column) {
  const int i = change.layout->schema->columnIndex(column);
  if (i < 0) return nullptr;
  const auto at = static_cast<size_t>(i);
  for (const auto* image : {&change.after, &change.before}) {
    if (at < image->size() && (*image)[at].present()) return &(*image)[at];
  }
  return nullptr;
}

template <class T>
bool readNumber(const Change& change, const char* column, T& out) {
  const Cell* cell = cellOf(change, column);
  if (!cell) return false;
  const auto [ptr, ec] =
      std::from_chars(cell->bytes.data(), cell->bytes.data() + cell->bytes.size(), out);
  return ec == std::errc();
}

// Calls f with the inside of each /* */ comment; quotes are skipped.
template <class F>
void eachComment(std::string_view sql, F f) {
  for (size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '\'' || c == '"' || c == '`') {
      for (++i; i < sql.size() && sql[i] != c; ++i)
        if (sql[i] == '\\' && c != '`') ++i;
    } else if (sql.substr(i, 2) == "/*") {
      const size_t end = std::min(sql.find("*/", i + 2), sql.size());
      f(sql.substr(i + 2, end - i - 2));
      i = end;
    }
  }
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

}  // namespace

TableRole OriginFilter::roleOf(const TableId& table) const {
  if (strcasecmp(table.database.c_str(), db::kSchema) == 0) {
    if (strcasecmp(table.table.c_str(), db::kMarker) == 0) return TableRole::Marker;
    if (strcasecmp(table.table.c_str(), db::kHeartbeat) == 0) return TableRole::Heartbeat;
    if (strcasecmp(table.table.c_str(), db::kCorrection) == 0) return TableRole::Correction;
    return TableRole::Ignored;
  }
  if (db::isSystemDatabase(table.database)) return TableRole::Ignored;
  return m_options.objects.matches(table.database, table.table) ? TableRole::User
                                                                : TableRole::Ignored;
}

bool OriginFilter::wants(ChangeKind kind) const {
  switch (kind) {
    case ChangeKind::Insert:
      return m_options.types.insertRows;
    case ChangeKind::Update:
      return m_options.types.updateRows;
    case ChangeKind::Delete:
      return m_options.types.deleteRows;
  }
  return false;
}

std::optional<MarkerSeen> OriginFilter::marker(const Change& change) {
  const Cell* link = cellOf(change, "link_id");
  if (change.kind == ChangeKind::Delete || !link) return std::nullopt;
  if (link->bytes != m_options.oppositeLinkId && link->bytes != m_options.ownLinkId)
    return std::nullopt;
  MarkerSeen seen;
  seen.linkId = link->bytes;
  readNumber(change, "stream", seen.stream);
  const auto last = m_lastMarkers.find({seen.linkId, seen.stream});
  if (last != m_lastMarkers.end()) seen = last->second;
  readNumber(change, "epoch", seen.epoch);
  readNumber(change, "group_no", seen.groupNo);
  readNumber(change, "origin_region", seen.originRegion);
  if (m_lastMarkers.size() >= kMaxMarkersRemembered) m_lastMarkers.clear();
  m_lastMarkers[{seen.linkId, seen.stream}] = seen;
  return seen;
}

int64_t OriginFilter::heartbeat(const Change& change) const {
  const Cell* link = cellOf(change, "link_id");
  if (change.kind == ChangeKind::Delete || !link || link->bytes != m_options.ownLinkId) return 0;
  int64_t us = 0;
  readNumber(change, "written_us", us);
  return us;
}

std::optional<CorrectionSeen> OriginFilter::correction(const Change& change) const {
  const Cell* link = cellOf(change, "link_id");
  if (change.kind != ChangeKind::Insert || !link || link->bytes != m_options.ownLinkId)
    return std::nullopt;
  const auto text = [&](const char* column) {
    const Cell* cell = cellOf(change, column);
    return cell ? std::string(cell->bytes) : std::string();
  };
  CorrectionSeen seen;
  const std::string kind = text("kind");
  seen.kind = static_cast<CorrectionSeen::Kind>(kind.empty() ? 'S' : kind[0]);
  readNumber(change, "id", seen.id);
  readNumber(change, "answered", seen.answeredId);
  seen.table = {text("db_name"), text("table_name")};
  seen.key = text("row_key");
  const Cell* after = cellOf(change, "row_after");
  if (after && after->kind != CellKind::Null) seen.after = after->bytes;
  return seen;
}

std::optional<std::string> OriginFilter::ddlOrigin(std::string_view sql) const {
  std::optional<std::string> found;
  eachComment(sql, [&](std::string_view comment) {
    comment = trimmed(comment);
    constexpr std::string_view kPrefix = "twintide:";
    if (!comment.starts_with(kPrefix)) return;
    const std::string_view link = trimmed(comment.substr(kPrefix.size()));
    if (link == m_options.oppositeLinkId || link == m_options.ownLinkId) found = link;
  });
  return found;
}

}  // namespace twintide::capture
