#include "engine/capture/binlog/value_decoder.h"

#include <arpa/inet.h>

#include <charconv>

#include "engine/capture/binlog/inflate.h"
#include "engine/capture/binlog/json_value.h"
#include "engine/capture/binlog/number_text.h"
#include "engine/capture/binlog/temporal_text.h"

namespace twintide::capture {
namespace {

constexpr size_t kMaxMembers = 64;  // of a SET

void set(Cell& out, CellKind kind, std::string_view bytes) {
  out.kind = kind;
  out.bytes = bytes;
}

template <class T>
bool keepInteger(T v, Arena& arena, Cell& out) {
  constexpr size_t kRoom = 24;
  char* to = arena.open(kRoom);
  set(out, CellKind::Number, arena.close(std::to_chars(to, to + kRoom, v).ptr));
  return true;
}

template <class Signed>
bool integer(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  Signed v = 0;
  const uint8_t* p = in.take(sizeof v);
  if (!p) return false;
  std::memcpy(&v, p, sizeof v);
  if (!codec.isUnsigned) return keepInteger(static_cast<int64_t>(v), arena, out);
  return keepInteger(static_cast<uint64_t>(static_cast<std::make_unsigned_t<Signed>>(v)), arena,
                     out);
}

bool int24(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  const auto raw = static_cast<uint32_t>(in.uint(3));
  if (!in.ok()) return false;
  if (codec.isUnsigned) return keepInteger(static_cast<uint64_t>(raw), arena, out);
  return keepInteger(static_cast<int64_t>(static_cast<int32_t>(raw << 8) >> 8), arena, out);
}

bool year(ByteReader& in, Arena& arena, Cell& out) {
  const uint8_t v = in.u8();
  if (!in.ok()) return false;
  // As a number 0000 is the zero year; the text '0' would mean 2000.
  if (v == 0) {
    set(out, CellKind::Number, "0000");
    return true;
  }
  return keepInteger(static_cast<uint64_t>(1900 + v), arena, out);
}

// What has been written to arena.open().
bool keepText(CellKind kind, const char* end, Arena& arena, Cell& out) {
  if (!end) return false;
  set(out, kind, arena.close(end));
  return true;
}

bool bytes(CellKind kind, size_t prefix, ByteReader& in, Cell& out) {
  const size_t n = in.uint(prefix);
  set(out, kind, in.text(n));
  return in.ok();
}

}  // namespace

bool ValueDecoder::decode(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  using V = ValueKind;
  switch (codec.kind) {
    case V::Tiny:
      return integer<int8_t>(codec, in, arena, out);
    case V::Short:
      return integer<int16_t>(codec, in, arena, out);
    case V::Int24:
      return int24(codec, in, arena, out);
    case V::Long:
      return integer<int32_t>(codec, in, arena, out);
    case V::LongLong:
      return integer<int64_t>(codec, in, arena, out);
    case V::Float:
    case V::Double:
    case V::Decimal:
      return number(codec, in, arena, out);
    case V::Year:
      return year(in, arena, out);
    case V::Bit:
      set(out, CellKind::Bits, in.text(codec.width));
      return in.ok();
    case V::Date:
    case V::Time2:
    case V::DateTime2:
    case V::Timestamp2:
    case V::OldTime:
    case V::OldDateTime:
    case V::OldTimestamp:
      return temporal(codec, in, arena, out);
    case V::Enum:
    case V::Set:
      return labelled(codec, in, arena, out);
    case V::FixedString:
      return fixedString(codec, in, arena, out);
    case V::VarString:
    case V::Blob:
      return bytes(codec.cell, codec.width, in, out);
    case V::Json:
      return json(codec, in, arena, out);
    case V::CompressedVarString:
    case V::CompressedBlob:
      return compressed(codec, in, arena, out);
    case V::Uuid:
    case V::Inet4:
    case V::Inet6:
      return address(codec, in, arena, out);
  }
  return false;
}

bool ValueDecoder::number(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  char* text = arena.open(kNumberRoom);
  const char* end = nullptr;
  if (codec.kind == ValueKind::Decimal) {
    end = decimalText(in, codec.precision, codec.digits, text);
  } else if (codec.kind == ValueKind::Float) {
    const uint32_t raw = in.u32();
    float v;
    std::memcpy(&v, &raw, sizeof v);
    end = in.ok() ? floatText(v, text) : nullptr;
  } else {
    const uint64_t raw = in.uint(8);
    double v;
    std::memcpy(&v, &raw, sizeof v);
    end = in.ok() ? doubleText(v, text) : nullptr;
  }
  return keepText(CellKind::Number, end, arena, out);
}

bool ValueDecoder::temporal(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  char* text = arena.open(kTemporalRoom);
  const char* end = nullptr;
  switch (codec.kind) {
    case ValueKind::Date:
      end = dateText(in, text);
      break;
    case ValueKind::Time2:
      end = time2Text(in, codec.digits, text);
      break;
    case ValueKind::DateTime2:
      end = dateTime2Text(in, codec.digits, text);
      break;
    case ValueKind::Timestamp2:
      end = timestamp2Text(in, codec.digits, text);
      break;
    case ValueKind::OldTime:
      end = oldTimeText(in, text);
      break;
    case ValueKind::OldDateTime:
      end = oldDateTimeText(in, text);
      break;
    default:
      end = oldTimestampText(in, text);
      break;
  }
  return keepText(CellKind::Text, end, arena, out);
}

bool ValueDecoder::labelled(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  const uint64_t v = in.uint(codec.width);
  if (!in.ok()) return false;
  const size_t count = codec.labels ? codec.labels->values.size() : 0;
  const bool isEnum = codec.kind == ValueKind::Enum;
  // Values that the known labels do not cover go by number, which SQL takes as well.
  const bool known =
      isEnum ? v <= count : count <= kMaxMembers && (count == kMaxMembers || v >> count == 0);
  if (!codec.labels || !known) return keepInteger(v, arena, out);
  if (isEnum) {
    set(out, CellKind::Text, v == 0 ? std::string_view() : arena.keep(codec.labels->values[v - 1]));
    return true;
  }
  m_scratch.clear();
  bool first = true;
  for (size_t i = 0; i < count; ++i) {
    if (!(v >> i & 1)) continue;
    if (!first) m_scratch += codec.labels->comma;
    m_scratch += codec.labels->values[i];
    first = false;
  }
  set(out, CellKind::Text, arena.keep(m_scratch));
  return true;
}

bool ValueDecoder::fixedString(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  if (!bytes(codec.cell, codec.width, in, out)) return false;
  if (out.bytes.size() >= codec.size) return true;
  // BINARY(n) loses the zeros at its end on the wire (Field_string::pack).
  char* full = arena.room(codec.size);
  std::memcpy(full, out.bytes.data(), out.bytes.size());
  std::memset(full + out.bytes.size(), 0, codec.size - out.bytes.size());
  out.bytes = {full, codec.size};
  return true;
}

std::string_view ValueDecoder::jsonBytes(const ColumnCodec& codec, ByteReader& in) {
  return in.text(in.uint(codec.width));
}

bool ValueDecoder::json(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  const std::string_view binary = jsonBytes(codec, in);
  m_scratch.clear();
  if (!in.ok() || !appendJsonText(binary, m_scratch)) return false;
  set(out, CellKind::Text, arena.keep(m_scratch));
  return true;
}

bool ValueDecoder::decodePartialJson(std::string_view before, ByteReader& in, Arena& arena,
                                     Cell& out) {
  const std::string_view diffs = in.text(in.uint(4));
  auto document = readJson(before);
  if (!in.ok() || !document || !applyJsonDiffs(*document, diffs)) return false;
  m_scratch.clear();
  document->appendText(m_scratch);
  set(out, CellKind::Text, arena.keep(m_scratch));
  return true;
}

bool ValueDecoder::address(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  Cell raw;
  if (!bytes(CellKind::Binary, codec.width, in, raw) || raw.bytes.size() > 16) return false;
  uint8_t full[16] = {};  // zeros at the end are not on the wire
  std::memcpy(full, raw.bytes.data(), raw.bytes.size());
  char* text = arena.open(INET6_ADDRSTRLEN);
  if (codec.kind != ValueKind::Uuid) {
    if (!inet_ntop(codec.kind == ValueKind::Inet4 ? AF_INET : AF_INET6, full, text,
                   INET6_ADDRSTRLEN))
      return false;
    return keepText(CellKind::Text, text + std::strlen(text), arena, out);
  }
  static constexpr char kHex[] = "0123456789abcdef";
  char* to = text;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *to++ = '-';
    *to++ = kHex[full[i] >> 4];
    *to++ = kHex[full[i] & 15];
  }
  return keepText(CellKind::Text, to, arena, out);
}

// Field_longstr::compress (MariaDB, sql/field.cc): a head byte 0 before plain bytes; else method
// in the high half (8 = zlib), bit 3 = without zlib header, bits 0..2 = bytes of the big-endian
// size.
bool ValueDecoder::compressed(const ColumnCodec& codec, ByteReader& in, Arena& arena, Cell& out) {
  if (!bytes(codec.cell, codec.width, in, out)) return false;
  if (out.bytes.empty()) return true;
  ByteReader data(out.bytes);
  const uint8_t head = data.u8();
  if (head == 0) {
    out.bytes = data.rest();
    return true;
  }
  const size_t lengthBytes = head & 7;
  const size_t size = data.bigEndian(lengthBytes);
  const bool plausible = head >> 4 == 8 && lengthBytes >= 1 && lengthBytes <= 4 && data.ok() &&
                         size / 1100 <= out.bytes.size();
  if (!plausible) return false;
  char* to = arena.room(size);
  if (!inflateInto(data.rest(), head & 8, to, size)) return false;
  out.bytes = {to, size};
  return true;
}

}  // namespace twintide::capture
