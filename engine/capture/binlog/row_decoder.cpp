#include "engine/capture/binlog/row_decoder.h"

#include <algorithm>

#include "engine/capture/binlog/inflate.h"

namespace twintide::capture {
namespace {

constexpr size_t kMaxInflatedRows = size_t{1} << 30;  // max_allowed_packet's upper limit

bool bit(std::string_view bits, size_t i) {
  return static_cast<uint8_t>(bits[i / 8]) >> (i % 8) & 1;
}

size_t countBits(std::string_view bits, size_t columns) {
  size_t n = 0;
  for (size_t i = 0; i < columns; ++i) n += bit(bits, i);
  return n;
}

template <class Word>
bool sameWord(const char* a, const char* b) {
  return std::memcmp(a, b, sizeof(Word)) == 0;
}

// memcmp() costs more than it compares where values are a few bytes long.
bool sameBytes(const char* a, const char* b, size_t n) {
  if (n > 16) return std::memcmp(a, b, n) == 0;
  if (n >= 8) return sameWord<uint64_t>(a, b) && sameWord<uint64_t>(a + n - 8, b + n - 8);
  if (n >= 4) return sameWord<uint32_t>(a, b) && sameWord<uint32_t>(a + n - 4, b + n - 4);
  for (size_t i = 0; i < n; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

std::string atColumn(const TableBinding& table, const char* what) {
  return std::string(what) + " of " + table.map.database + "." + table.map.table;
}

}  // namespace

bool rowsKind(EventType type, RowsKind& out) {
  using E = EventType;
  using K = ChangeKind;
  switch (type) {
    case E::WriteRowsV1:
      out = {K::Insert, false, false, false};
      return true;
    case E::UpdateRowsV1:
      out = {K::Update, false, false, false};
      return true;
    case E::DeleteRowsV1:
      out = {K::Delete, false, false, false};
      return true;
    case E::WriteRowsV2:
      out = {K::Insert, true, false, false};
      return true;
    case E::UpdateRowsV2:
      out = {K::Update, true, false, false};
      return true;
    case E::DeleteRowsV2:
      out = {K::Delete, true, false, false};
      return true;
    case E::PartialUpdateRows:
      out = {K::Update, true, true, false};
      return true;
    case E::WriteRowsCompressedV1:
      out = {K::Insert, false, false, true};
      return true;
    case E::UpdateRowsCompressedV1:
      out = {K::Update, false, false, true};
      return true;
    case E::DeleteRowsCompressedV1:
      out = {K::Delete, false, false, true};
      return true;
    case E::WriteRowsCompressedV2:
      out = {K::Insert, true, false, true};
      return true;
    case E::UpdateRowsCompressedV2:
      out = {K::Update, true, false, true};
      return true;
    case E::DeleteRowsCompressedV2:
      out = {K::Delete, true, false, true};
      return true;
    default:
      return false;
  }
}

struct RowDecoder::Image {
  const TableBinding& table;
  std::string_view present;  // bitmap of columns
  size_t count;              // bits set in it
  std::string_view partial;  // bitmap over the JSON columns; empty = no partial values
};

// Most columns of an update keep their value: equal bytes on the wire need no second decoding.
bool RowDecoder::image(const Image& what, ByteReader& in, Cells& cells, const Cells* older) {
  const size_t columns = what.table.codecs.size();
  const std::string_view nulls = in.text((what.count + 7) / 8);
  if (!in.ok()) return false;
  const bool all = what.count == columns;
  cells = all ? Cells::rawIn(*m_arena, columns) : Cells::in(*m_arena, columns);
  m_beforeWire.resize(columns);
  size_t at = 0;    // index among the present columns
  size_t json = 0;  // index among the JSON columns
  for (size_t i = 0; i < columns; ++i) {
    const ColumnCodec& codec = what.table.codecs[i];
    const bool isJson = codec.kind == ValueKind::Json;
    const bool partial = isJson && !what.partial.empty() && bit(what.partial, json);
    json += isJson;
    std::string_view& wire = m_beforeWire[i];
    if (!older) wire = {};
    if (!all && !bit(what.present, i)) continue;
    Cell& cell = cells[i];
    if (bit(nulls, at++)) {
      cell = {CellKind::Null, {}};
    } else if (!partial) {
      const char* const from = in.rest().data();
      if (older && !wire.empty() && in.left() >= wire.size() &&
          sameBytes(from, wire.data(), wire.size())) {
        in.skip(wire.size());
        cell = (*older)[i];
        continue;
      }
      if (!m_values.decode(codec, in, *m_arena, cell)) return false;
      if (!older) wire = {from, static_cast<size_t>(in.rest().data() - from)};
    } else if (m_beforeJson[i].data() == nullptr) {
      m_baseMissing = true;
      return false;
    } else if (!m_values.decodePartialJson(m_beforeJson[i], in, *m_arena, cell)) {
      return false;
    }
  }
  return true;
}

// The binary JSON of the before image, which diffs start from.
void RowDecoder::collectJson(const Image& what, ByteReader in) {
  m_beforeJson.assign(what.table.codecs.size(), {});
  const std::string_view nulls = in.text((what.count + 7) / 8);
  size_t at = 0;
  Arena scratch;
  for (size_t i = 0; i < what.table.codecs.size() && in.ok(); ++i) {
    if (!bit(what.present, i) || bit(nulls, at++)) continue;
    const ColumnCodec& codec = what.table.codecs[i];
    Cell skipped;
    if (codec.kind == ValueKind::Json)
      m_beforeJson[i] = ValueDecoder::jsonBytes(codec, in);
    else if (!m_values.decode(codec, in, scratch, skipped))
      return;
  }
}

// An after image that may hold JSON diffs: options, a bit for each JSON column, the image.
bool RowDecoder::partialImage(const Image& what, ByteReader& in, Change& change) {
  constexpr uint64_t kPartialJson = 1;  // enum_binlog_row_value_options
  const uint64_t options = in.packed();
  Image full = what;
  if (options & kPartialJson) full.partial = in.text((what.table.jsonColumns + 7) / 8);
  return in.ok() && image(full, in, change.after, &change.before);
}

Status RowDecoder::rows(const RowPart& part, ByteReader& in, std::vector<Change>& out) {
  const TableBinding& table = *part.table;
  const RowsKind& kind = part.kind;
  const size_t columns = table.codecs.size();
  const bool hasBefore = kind.change != ChangeKind::Insert;
  const bool hasAfter = kind.change != ChangeKind::Delete;
  const Image before{table, m_beforeBits, countBits(m_beforeBits, columns), {}};
  const Image after{table, m_afterBits, countBits(m_afterBits, columns), {}};
  if (columns == 0 || (before.count == 0 && after.count == 0))
    return corrupt("row without columns");
  // A row of a wide table may be two bytes on the wire, a bitmap and a value: an event of some
  // megabytes must not become cells of many gigabytes.
  const size_t images = size_t{hasBefore} + size_t{hasAfter};
  const uint64_t rowBytes = sizeof(Change) + images * columns * sizeof(Cell);
  const uint64_t most = out.size() + m_maxBytes / rowBytes;
  while (in.left() > 0) {
    if (out.size() > most) return tooLarge(m_maxBytes);
    Change& change = out.emplace_back();
    change.kind = kind.change;
    change.unchecked = part.unchecked;
    change.layout = table.layout;
    if (kind.partialJson) collectJson(before, in);
    bool good = !hasBefore || image(before, in, change.before, nullptr);
    if (good && hasAfter) {
      good = kind.partialJson
                 ? partialImage(after, in, change)
                 : image(after, in, change.after, hasBefore ? &change.before : nullptr);
    }
    if (good) continue;
    if (m_baseMissing) {
      return fail(ErrorCode::BinlogUnsupported,
                  {{"event", "partial JSON update"},
                   {"reason", "before_image_missing"},
                   {"table", table.map.database + "." + table.map.table}});
    }
    return corrupt(atColumn(table, "malformed row"));
  }
  return {};
}

Status RowDecoder::decode(const RowPart& part, Arena& arena, std::vector<Change>& out) {
  const TableBinding& table = *part.table;
  const RowsKind& kind = part.kind;
  m_arena = &arena;
  m_baseMissing = false;
  ByteReader in(part.body);
  if (kind.version2) {
    const uint16_t extra = in.u16();  // its own two bytes included
    in.skip(extra >= 2 ? extra - 2u : part.body.size() + 1);
  }
  const uint64_t columns = in.packed();
  if (!in.ok() || columns != table.codecs.size())
    return corrupt(atColumn(table, "other column count in a row event"));
  const std::string_view first = in.text((columns + 7) / 8);
  m_beforeBits = m_afterBits = first;
  if (kind.change == ChangeKind::Update) m_afterBits = in.text((columns + 7) / 8);
  if (!in.ok()) return corrupt(atColumn(table, "row event too short"));
  std::string_view data = in.rest();
  if (kind.compressed) {
    auto whole = inflateRecord(data, kMaxInflatedRows);
    if (!whole) return corrupt(atColumn(table, "bad compressed rows"));
    data = arena.keep(*whole);
  }
  ByteReader values(data);
  return rows(part, values, out);
}

}  // namespace twintide::capture
