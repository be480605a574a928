// Purpose: a rows event → changes.
// Owner: the event processor. Thread: one at a time.
#pragma once

#include <vector>

#include "engine/capture/binlog/event.h"
#include "engine/capture/binlog/table_binding.h"
#include "engine/capture/binlog/value_decoder.h"

namespace twintide::capture {

// What a rows event does, whatever its version; compressed ones are inflated before.
struct RowsKind {
  ChangeKind change = ChangeKind::Insert;
  bool version2 = false;     // carries extra data
  bool partialJson = false;  // PARTIAL_UPDATE_ROWS
  bool compressed = false;   // MariaDB
};
// False for other types.
bool rowsKind(EventType type, RowsKind& out);

// A rows event of one table.
struct RowPart {
  std::shared_ptr<const TableBinding> table;
  RowsKind kind;
  std::string_view body;   // starts behind the flags that follow the table id
  bool unchecked = false;  // by a session that did not check foreign keys
};

class RowDecoder {
 public:
  explicit RowDecoder(uint64_t maxBytes) : m_maxBytes(maxBytes) {}

  // Appends the event's changes, which point into its body (unless compressed) and the arena.
  // Errors: BinlogCorrupt, BinlogUnsupported; the latter with too_large once the event's cells take
  // more than maxBytes.
  Status decode(const RowPart& part, Arena& arena, std::vector<Change>& out);

 private:
  struct Image;
  Status rows(const RowPart& part, ByteReader& in, std::vector<Change>& out);
  // `older`: the row's before image, already decoded, when this is its after image.
  bool image(const Image& what, ByteReader& in, Cells& cells, const Cells* older);
  bool partialImage(const Image& what, ByteReader& in, Change& change);
  void collectJson(const Image& what, ByteReader in);

  const uint64_t m_maxBytes;
  ValueDecoder m_values;
  Arena* m_arena = nullptr;
  std::string_view m_beforeBits, m_afterBits;  // columns present in each image
  std::vector<std::string_view> m_beforeWire;  // by column, of the row at hand
  std::vector<std::string_view> m_beforeJson;  // by column, of the row at hand
  bool m_baseMissing = false;
};

}  // namespace twintide::capture
