#include "engine/db/row_text.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace twintide::db {
namespace {

constexpr std::pair<CellKind, char> kKinds[] = {
    {CellKind::Number, 'n'}, {CellKind::Text, 't'}, {CellKind::Binary, 'b'}, {CellKind::Bits, 'i'}};

char letterOf(CellKind kind) {
  for (const auto& [k, letter] : kKinds) {
    if (k == kind) return letter;
  }
  return '?';
}

// Bytes as hex: texts may hold what JSON would have to escape or refuse.
std::string hexOf(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned char c : bytes) {
    out += kHex[c >> 4];
    out += kHex[c & 15];
  }
  return out;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string_view> fromHex(std::string_view hex, Arena& arena) {
  if (hex.size() % 2 != 0) return std::nullopt;
  char* to = arena.room(hex.size() / 2);
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]), low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    to[i / 2] = static_cast<char>(high * 16 + low);
  }
  return std::string_view(to, hex.size() / 2);
}

std::optional<Cell> cellOf(const nlohmann::json& value, Arena& arena) {
  if (value.is_null()) return Cell{CellKind::Null, {}};
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text.empty()) return std::nullopt;
  for (const auto& [kind, letter] : kKinds) {
    if (letter != text[0]) continue;
    auto bytes = fromHex(std::string_view(text).substr(1), arena);
    if (!bytes) return std::nullopt;
    return Cell{kind, *bytes};
  }
  return std::nullopt;
}

}  // namespace

std::string rowText(const TableSchema& table, const Cells& cells) {
  auto row = nlohmann::ordered_json::object();
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (!cell.present()) continue;
    if (cell.kind == CellKind::Null)
      row[table.columns[i].name] = nullptr;
    else
      row[table.columns[i].name] = letterOf(cell.kind) + hexOf(cell.bytes);
  }
  return row.dump();
}

Result<Cells> rowFromText(std::string_view text, const TableSchema& table, Arena& arena) {
  const auto broken = [&] {
    return fail(ErrorCode::SchemaMismatch,
                {{"table", table.id.text()}, {"reason", "a correction row cannot be read"}});
  };
  const auto row = nlohmann::json::parse(text, nullptr, false);
  if (!row.is_object()) return broken();
  Cells cells(table.columns.size());
  for (const auto& [name, value] : row.items()) {
    const int at = table.columnIndex(name);
    if (at < 0) continue;
    auto cell = cellOf(value, arena);
    if (!cell) return broken();
    cells[static_cast<size_t>(at)] = *cell;
  }
  return cells;
}

}  // namespace twintide::db
