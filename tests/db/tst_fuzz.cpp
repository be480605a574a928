// Broken texts of rows and values: a cell of the column's type or a refusal.
#include <doctest/doctest.h>

#include "engine/db/cell_text.h"
#include "engine/db/column_form.h"
#include "engine/db/row_text.h"
#include "tests/support/damage.h"

using namespace twintide;
using namespace twintide::test;

namespace {

TableSchema everyForm() {
  TableSchema t;
  t.id = {"shop", "t"};
  for (const auto& [name, type] :
       std::vector<std::pair<std::string, std::string>>{{"n", "bigint"},
                                                        {"f", "float"},
                                                        {"v", "varchar(20)"},
                                                        {"b", "blob"},
                                                        {"t", "bit(12)"},
                                                        {"s", "timestamp(3)"},
                                                        {"d", "datetime(6)"},
                                                        {"g", "geometry"}}) {
    Column c;
    c.name = name;
    c.columnType = type;
    c.dataType = type.substr(0, type.find('('));
    if (c.dataType == "varchar") c.charset = "utf8mb4";
    t.columns.push_back(c);
  }
  return t;
}

const std::string kTokens[] = {
    "-12",        "1.7976931348623157e308", "00ff1A", "FFF",
    "1709274600", "1709274600.123",         "0z",     "2024-02-29 23:59:59.999999",
    "",           "253402300799.999999"};

const std::string kRow = R"({"n":"n2d3132","f":"n302e35","v":"te4b8ad","b":"b00ff","t":"i0fff",)"
                         R"("s":null,"d":"t32303234"})";

const char* const kPieces[] = {"{",    "}",       "[",       "]", "\"",    ":",     ",",
                               "null", "\\ud83d", "\\u0000", "n", "1e999", "\"n\":"};

}  // namespace

TEST_CASE("a damaged token is a cell of its column or refused") {
  const TableSchema table = everyForm();
  const int rounds = fuzzRounds(20000);
  int cells = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const Column& column = table.columns[random() % table.columns.size()];
    const Exact token(damaged(kTokens[random() % std::size(kTokens)], random));
    Arena arena;
    const auto cell = db::tokenCell(token.view(), column, arena);
    const auto field = db::cellFromField(token.view(), column, arena);
    if (!field) REQUIRE(field.error().code == ErrorCode::ChangeLogBroken);
    if (!cell) continue;
    ++cells;
    REQUIRE(cell->bytes.size() <= token.size + 32);
    if (cell->kind == CellKind::Bits) REQUIRE(cell->bytes.size() == 2);
  }
  CHECK(cells > rounds / 20);
}

TEST_CASE("only the zero moment ends in z") {
  Column c;
  c.dataType = "timestamp";
  c.columnType = "timestamp(3)";
  Arena arena;
  CHECK(db::tokenCell("0z", c, arena)->bytes == "0000-00-00 00:00:00.000");
  CHECK(db::tokenCell("0.000z", c, arena)->bytes == "0000-00-00 00:00:00.000");
  for (const char* bad : {"z", "5z", "0.5z", "0zz"}) CHECK_FALSE(db::tokenCell(bad, c, arena));
}

TEST_CASE("a damaged row text is a row that tells itself again, or refused") {
  const TableSchema table = everyForm();
  const int rounds = fuzzRounds(20000);
  int rows = 0;
  for (int seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Random random(static_cast<unsigned>(seed));
    const Exact text(damagedText(kRow, kPieces, random));
    Arena arena;
    const auto row = db::rowFromText(text.view(), table, arena);
    if (!row) {
      REQUIRE(row.error().code == ErrorCode::SchemaMismatch);
      continue;
    }
    ++rows;
    const auto again = db::rowFromText(db::rowText(table, *row), table, arena);
    REQUIRE(again);
    for (size_t i = 0; i < row->size(); ++i) REQUIRE((*row)[i].sameAs((*again)[i]));
  }
  CHECK(rows > rounds / 100);
}

TEST_CASE("a row text of nothing but nesting is refused") {
  Arena arena;
  const TableSchema table = everyForm();
  CHECK_FALSE(db::rowFromText(std::string(1'000'000, '['), table, arena));
  CHECK_FALSE(db::rowFromText("{\"n\":" + std::string(1'000'000, '['), table, arena));
  const std::string whole = "{\"n\":" + std::string(500'000, '[') + std::string(500'000, ']') + "}";
  CHECK_FALSE(db::rowFromText(whole, table, arena));
}
