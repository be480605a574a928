#include "engine/db/cell_text.h"

#include <charconv>
#include <cstdlib>
#include <ctime>

#include "engine/db/column_form.h"

namespace twintide::db {
namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool isHex(std::string_view text) {
  for (char c : text) {
    if (hexDigit(c) < 0) return false;
  }
  return true;
}

std::optional<Cell> binaryCell(std::string_view hex, Arena& arena) {
  if (hex.size() % 2 != 0 || !isHex(hex)) return std::nullopt;
  char* to = arena.room(hex.size() / 2);
  for (size_t i = 0; i < hex.size(); i += 2)
    to[i / 2] = static_cast<char>(hexDigit(hex[i]) * 16 + hexDigit(hex[i + 1]));
  return Cell{CellKind::Binary, {to, hex.size() / 2}};
}

// BIT(n) is n bits in (n+7)/8 bytes, most significant first; HEX() leaves leading zeros out.
std::optional<Cell> bitsCell(std::string_view hex, const Column& column, Arena& arena) {
  const size_t open = column.columnType.find('(');
  size_t bits = 1;
  if (open != std::string::npos)
    bits = static_cast<size_t>(std::strtoul(column.columnType.c_str() + open + 1, nullptr, 10));
  const size_t bytes = (bits + 7) / 8;
  while (hex.size() > bytes * 2 && hex.front() == '0') hex.remove_prefix(1);
  if (hex.size() > bytes * 2 || !isHex(hex)) return std::nullopt;
  std::string padded(bytes * 2 - hex.size(), '0');
  padded += hex;
  auto cell = binaryCell(padded, arena);
  if (cell) cell->kind = CellKind::Bits;
  return cell;
}

int fractionDigits(const Column& column) {
  const size_t open = column.columnType.find('(');
  return open == std::string::npos ? 0 : std::atoi(column.columnType.c_str() + open + 1);
}

// "1709274600.123456" → "2024-03-01 06:30:00.123456" in UTC; "0z" (also "0.000z") is the
// zero date.
std::optional<Cell> timestampCell(std::string_view token, const Column& column, Arena& arena) {
  const int digits = fractionDigits(column);
  std::string out;
  if (!token.empty() && token.back() == 'z') {
    if (token.size() < 2 || token.find_first_not_of("0.") != token.size() - 1) return std::nullopt;
    out = "0000-00-00 00:00:00";
    if (digits > 0) out += '.' + std::string(static_cast<size_t>(digits), '0');
    return Cell{CellKind::Text, arena.keep(out)};
  }
  const size_t dot = token.find('.');
  const std::string_view whole = token.substr(0, dot);
  std::string_view fraction = dot == std::string_view::npos ? "" : token.substr(dot + 1);
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
  // The year 9999 ends at 253402300799.
  if (error != std::errc() || end != whole.data() + whole.size() || seconds < 0 ||
      seconds > 253402300799 || fraction.size() > 6)
    return std::nullopt;
  for (char c : fraction) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  const std::time_t t = seconds;
  std::tm parts{};
  gmtime_r(&t, &parts);
  char text[32];
  out.assign(text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts));
  if (digits > 0) {
    out += '.';
    out += fraction;
    out.resize(20 + static_cast<size_t>(digits), '0');
  }
  return Cell{CellKind::Text, arena.keep(out)};
}

bool isNumber(std::string_view token) {
  if (token.empty()) return false;
  for (char c : token) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') return false;
  }
  return true;
}

bool isMoment(std::string_view token) {
  if (token.empty()) return false;
  for (char c : token) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && c != '-' && c != ':' && c != '.' && c != ' ') return false;
  }
  return true;
}

}  // namespace

std::optional<Cell> tokenCell(std::string_view token, const Column& column, Arena& arena) {
  switch (formOf(column)) {
    case ColumnForm::Number:
    case ColumnForm::Float:
      if (!isNumber(token)) return std::nullopt;
      return Cell{CellKind::Number, arena.keep(token)};
    case ColumnForm::Moment:
      if (!isMoment(token)) return std::nullopt;
      return Cell{CellKind::Text, arena.keep(token)};
    case ColumnForm::Binary:
    case ColumnForm::None:
      return binaryCell(token, arena);
    case ColumnForm::Bits:
      return bitsCell(token, column, arena);
    case ColumnForm::Timestamp:
      return timestampCell(token, column, arena);
    case ColumnForm::Text:
      break;
  }
  return std::nullopt;
}

Result<Cell> cellFromField(std::optional<std::string_view> value, const Column& column,
                           Arena& arena) {
  if (!value) return Cell{CellKind::Null, {}};
  std::optional<Cell> cell;
  switch (formOf(column)) {
    case ColumnForm::Text:
    case ColumnForm::Timestamp:  // printed in the session's time_zone, which is UTC
      cell = Cell{CellKind::Text, arena.keep(*value)};
      break;
    default:
      cell = tokenCell(*value, column, arena);
  }
  if (!cell) {
    return fail(ErrorCode::ChangeLogBroken, {{"reason", "value"}, {"column", column.name}});
  }
  return *cell;
}

}  // namespace twintide::db
