// Purpose: one value of a row image → one cell.
// Owner: the row decoder. Thread: one at a time.
#pragma once

#include <string>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/column_codec.h"
#include "engine/model/change.h"

namespace twintide::capture {

class ValueDecoder {
 public:
  // The wire bytes must lie in the arena already: text cells point to them. False: malformed.
  bool decode(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);

  // A partial JSON value: diffs over the binary JSON of the before image.
  bool decodePartialJson(std::string_view before, ByteReader& in, Arena& arena, Cell& out);
  // The wire bytes of a full JSON value, for decodePartialJson(); moves `in` behind it.
  static std::string_view jsonBytes(const ColumnCodec& codec, ByteReader& in);

 private:
  bool number(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool temporal(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool labelled(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool fixedString(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool json(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool address(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);
  bool compressed(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out);

  std::string m_scratch;
};

}  // namespace twintide::capture
