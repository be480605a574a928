#include "engine/capture/binlog/json_binary.h"

#include <charconv>
#include <cstring>

#include "engine/capture/binlog/byte_reader.h"
#include "engine/capture/binlog/number_text.h"
#include "engine/capture/binlog/temporal_text.h"

namespace twintide::capture::json {
namespace {

template <class T>
bool appendInteger(std::string_view bytes, std::string& out) {
  if (bytes.size() < sizeof(T)) return false;
  T v;
  std::memcpy(&v, bytes.data(), sizeof v);
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, v).ptr);
  return true;
}

bool appendDouble(std::string_view bytes, std::string& out) {
  if (bytes.size() < 8) return false;
  double v;
  std::memcpy(&v, bytes.data(), sizeof v);
  char text[kNumberRoom];
  const char* end = doubleText(v, text);
  if (!end) return false;
  const std::string_view number(text, static_cast<size_t>(end - text));
  out += number;
  // Without a point or an exponent the target would make it an integer.
  if (number.find_first_of(".e") == std::string_view::npos) out += ".0";
  return true;
}

// Length prefix of 7 bits a byte, at most 5 bytes (json_binary.cc, read_variable_length).
bool readLength(ByteReader& in, size_t& out) {
  out = 0;
  for (int i = 0; i < 5; ++i) {
    const uint8_t b = in.u8();
    out |= static_cast<size_t>(b & 0x7f) << (7 * i);
    if (!(b & 0x80)) return in.ok();
  }
  return false;
}

void appendBase64(std::string_view bytes, std::string& out) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t v = 0;
    for (size_t k = 0; k < 3; ++k)
      v = v << 8 | (i + k < bytes.size() ? static_cast<uint8_t>(bytes[i + k]) : 0);
    out += kDigits[v >> 18];
    out += kDigits[v >> 12 & 63];
    out += i + 1 < bytes.size() ? kDigits[v >> 6 & 63] : '=';
    out += i + 2 < bytes.size() ? kDigits[v & 63] : '=';
  }
}

bool appendTemporal(uint8_t type, std::string_view data, std::string& out) {
  if (data.size() != 8) return false;
  int64_t packed;
  std::memcpy(&packed, data.data(), 8);
  char text[kTemporalRoom];
  const char* end =
      type == 11 ? packedTimeText(packed, text) : packedDateTimeText(packed, type == 10, text);
  out += '"';
  out.append(text, static_cast<size_t>(end - text));
  out += '"';
  return true;
}

// SQL values inside JSON, printed as the server does (Json_wrapper::to_string).
bool appendOpaque(std::string_view bytes, std::string& out) {
  ByteReader in(bytes);
  const uint8_t type = in.u8();
  size_t size = 0;
  if (!readLength(in, size)) return false;
  const std::string_view data = in.text(size);
  if (!in.ok()) return false;
  if (type == 246) {  // DECIMAL: precision, scale, digits
    ByteReader number(data);
    const uint8_t precision = number.u8();
    const uint8_t scale = number.u8();
    char text[kNumberRoom];
    const char* end = number.ok() ? decimalText(number, precision, scale, text) : nullptr;
    if (end) out.append(text, static_cast<size_t>(end - text));
    return end != nullptr;
  }
  if (type == 7 || (type >= 10 && type <= 12)) return appendTemporal(type, data, out);
  out += "\"base64:type" + std::to_string(type) + ":";
  appendBase64(data, out);
  out += '"';
  return true;
}

bool appendLiteral(std::string_view bytes, std::string& out) {
  if (bytes.empty() || static_cast<uint8_t>(bytes[0]) > 2) return false;
  static constexpr const char* kText[] = {"null", "true", "false"};
  out += kText[static_cast<uint8_t>(bytes[0])];
  return true;
}

bool appendString(std::string_view bytes, std::string& out) {
  ByteReader in(bytes);
  size_t size = 0;
  if (!readLength(in, size)) return false;
  const std::string_view text = in.text(size);
  if (in.ok()) appendQuoted(text, out);
  return in.ok();
}

}  // namespace

bool isContainer(Type type) {
  return static_cast<uint8_t>(type) <= 3;
}

Container::Container(Type type, std::string_view body)
    : m_body(body),
      m_width(type == Type::LargeObject || type == Type::LargeArray ? 4 : 2),
      m_object(type == Type::SmallObject || type == Type::LargeObject) {
  if (body.size() < 2 * m_width) return;
  m_count = number(0);
  const size_t size = number(m_width);
  const size_t entry = (m_object ? m_width + 2 : 0) + 1 + m_width;
  if (size > body.size() || 2 * m_width + entry * m_count > size) return;
  m_body = body.substr(0, size);
  m_ok = true;
}

uint32_t Container::number(size_t at) const {
  uint32_t v = 0;
  std::memcpy(&v, m_body.data() + at, m_width);
  return v;
}

bool Container::key(uint32_t i, std::string_view& out) const {
  const size_t at = 2 * m_width + i * (m_width + 2);
  const size_t offset = number(at);
  uint16_t size = 0;
  std::memcpy(&size, m_body.data() + at + m_width, 2);
  if (offset > m_body.size() || size > m_body.size() - offset) return false;
  out = m_body.substr(offset, size);
  return true;
}

bool Container::value(uint32_t i, Type& type, std::string_view& out) const {
  const size_t keys = m_object ? (m_width + 2) * m_count : 0;
  const size_t at = 2 * m_width + keys + i * (1 + m_width);
  type = static_cast<Type>(m_body[at]);
  const bool wide = m_width == 4 && (type == Type::Int32 || type == Type::UInt32);
  if (type == Type::Literal || type == Type::Int16 || type == Type::UInt16 || wide) {
    out = m_body.substr(at + 1, m_width);
    return true;
  }
  const size_t offset = number(at + 1);
  if (offset >= m_body.size()) return false;
  out = m_body.substr(offset);
  return true;
}

bool appendScalar(Type type, std::string_view bytes, std::string& out) {
  switch (type) {
    case Type::Literal:
      return appendLiteral(bytes, out);
    case Type::Int16:
      return appendInteger<int16_t>(bytes, out);
    case Type::UInt16:
      return appendInteger<uint16_t>(bytes, out);
    case Type::Int32:
      return appendInteger<int32_t>(bytes, out);
    case Type::UInt32:
      return appendInteger<uint32_t>(bytes, out);
    case Type::Int64:
      return appendInteger<int64_t>(bytes, out);
    case Type::UInt64:
      return appendInteger<uint64_t>(bytes, out);
    case Type::Double:
      return appendDouble(bytes, out);
    case Type::String:
      return appendString(bytes, out);
    case Type::Opaque:
      return appendOpaque(bytes, out);
    default:
      return false;
  }
}

void appendQuoted(std::string_view text, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[c >> 4];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

}  // namespace twintide::capture::json
