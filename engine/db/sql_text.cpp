#include "engine/db/sql_text.h"

#include <cstring>

namespace twintide::db {
namespace {

using namespace std::string_view_literals;

constexpr char kHex[] = "0123456789abcdef";

bool isUtf8(const std::string& charset) {
  return charset.empty() || charset.rfind("utf8", 0) == 0 || charset == "ascii";
}

bool hasAnyOf(std::string_view bytes, std::string_view wanted) {
  for (char c : wanted) {
    if (!bytes.empty() && std::memchr(bytes.data(), c, bytes.size())) return true;
  }
  return false;
}

void appendHex(std::string& out, std::string_view bytes) {
  out += "x'";
  const size_t start = out.size();
  out.resize(start + bytes.size() * 2);
  char* to = out.data() + start;
  for (unsigned char c : bytes) {
    *to++ = kHex[c >> 4];
    *to++ = kHex[c & 15];
  }
  out += '\'';
}

}  // namespace

void appendName(std::string& out, std::string_view name) {
  out += '`';
  for (char c : name) {
    if (c == '`') out += '`';
    out += c;
  }
  out += '`';
}

std::string quoteName(std::string_view name) {
  std::string out;
  appendName(out, name);
  return out;
}

std::string quoteTable(const TableId& table) {
  std::string out;
  appendName(out, table.database);
  out += '.';
  appendName(out, table.table);
  return out;
}

void appendText(std::string& out, std::string_view bytes) {
  out += '\'';
  if (!hasAnyOf(bytes, "'\\\0"sv)) {
    out += bytes;
    out += '\'';
    return;
  }
  size_t from = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const char* escape = nullptr;
    if (c == '\'') escape = "\\'";
    if (c == '\\') escape = "\\\\";
    if (c == '\0') escape = "\\0";
    if (!escape) continue;
    out.append(bytes, from, i - from);
    out += escape;
    from = i + 1;
  }
  out.append(bytes, from, bytes.size() - from);
  out += '\'';
}

std::string quoteText(std::string_view text) {
  std::string out;
  appendText(out, text);
  return out;
}

void appendCell(std::string& out, const Cell& cell, const Column& column) {
  switch (cell.kind) {
    case CellKind::Absent:
      out += "DEFAULT";
      return;
    case CellKind::Null:
      out += "NULL";
      return;
    case CellKind::Number:
      out += cell.bytes;
      return;
    case CellKind::Text:
      // Multi-byte charsets such as gbk may hold 0x5c inside a character: hex is safe for all.
      if (isUtf8(column.charset)) {
        appendText(out, cell.bytes);
      } else {
        out += '_' + column.charset + ' ';
        appendHex(out, cell.bytes);
      }
      return;
    case CellKind::Binary:
      appendHex(out, cell.bytes);
      return;
    case CellKind::Bits:
      // x'' literals are strings; + 0 would lose 64-bit values on some servers, b'' does not.
      out += "b'";
      for (unsigned char c : cell.bytes) {
        for (int bit = 7; bit >= 0; --bit) out += (c >> bit) & 1 ? '1' : '0';
      }
      out += '\'';
      return;
  }
}

}  // namespace twintide::db
