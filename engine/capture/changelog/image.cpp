#include "engine/capture/changelog/image.h"

#include <charconv>

#include "engine/db/cell_text.h"
#include "engine/db/column_form.h"

namespace twintide::capture {
namespace {

tl::unexpected<Error> broken(const TableSchema& table, const char* reason) {
  return fail(ErrorCode::ChangeLogBroken, {{"reason", reason}, {"table", table.id.text()}});
}

// Cuts the next field off `rest`, its comma included.
std::optional<Cell> nextCell(std::string_view& rest, const Column& column, bool last,
                             Arena& arena) {
  auto endField = [&](size_t length) {
    rest.remove_prefix(length);
    if (last) return rest.empty();
    const bool comma = !rest.empty() && rest.front() == ',';
    if (comma) rest.remove_prefix(1);
    return comma;
  };
  const bool null = !rest.empty() && rest.front() == 'N';
  if (null) return endField(1) ? std::optional(Cell{CellKind::Null, {}}) : std::nullopt;
  if (db::formOf(column) == db::ColumnForm::Text) {
    size_t length = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
    if (error != std::errc() || end == rest.data() + rest.size() || *end != ':')
      return std::nullopt;
    rest.remove_prefix(static_cast<size_t>(end - rest.data()) + 1);
    if (length > rest.size()) return std::nullopt;
    const Cell cell{CellKind::Text, arena.keep(rest.substr(0, length))};
    return endField(length) ? std::optional(cell) : std::nullopt;
  }
  if (db::formOf(column) == db::ColumnForm::None) return std::nullopt;
  const std::string_view token = rest.substr(0, rest.find(','));
  auto cell = db::tokenCell(token, column, arena);
  return cell && endField(token.size()) ? cell : std::nullopt;
}

}  // namespace

std::string imageExpression(const TableSchema& table, const std::string& row) {
  std::string out = "CONCAT_WS(','";
  for (const Column& c : table.columns) out += ',' + db::triggerExpression(c, row);
  return out + ')';
}

Result<Cells> decodeImage(std::string_view image, const TableSchema& table, Arena& arena) {
  Cells cells = Cells::in(arena, table.columns.size());
  for (size_t i = 0; i < table.columns.size(); ++i) {
    auto cell = nextCell(image, table.columns[i], i + 1 == table.columns.size(), arena);
    if (!cell) return broken(table, "image");
    cells[i] = *cell;
  }
  return cells;
}

}  // namespace twintide::capture
