// Row images of the change log: decoding of what triggers write, and of anything else.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "engine/capture/changelog/image.h"
#include "engine/capture/changelog/layout_book.h"
#include "engine/capture/changelog/position.h"
#include "engine/capture/changelog/trigger_text.h"
#include "engine/db/column_form.h"

using namespace twintide;
using namespace twintide::capture;

namespace {

Column column(const std::string& name, const std::string& type, const std::string& full = "",
              const std::string& charset = "") {
  Column c;
  c.name = name;
  c.dataType = type;
  c.columnType = full.empty() ? type : full;
  c.charset = charset;
  return c;
}

TableSchema table(std::vector<Column> columns) {
  TableSchema t;
  t.id = {"shop", "t"};
  t.columns = std::move(columns);
  t.columns[0].nullable = false;
  t.keys.push_back({"PRIMARY", {0}, true, false});
  return t;
}

TableSchema everyForm() {
  return table({column("n", "bigint"), column("v", "varchar", "varchar(20)", "utf8mb4"),
                column("b", "blob"), column("t", "bit", "bit(12)"), column("f", "float"),
                column("s", "timestamp", "timestamp(3)"), column("d", "datetime")});
}

// What a trigger would write for these values; nullopt = NULL.
std::string encode(const TableSchema& t, const std::vector<std::optional<std::string>>& values) {
  std::string out;
  for (size_t i = 0; i < values.size(); ++i) {
    if (i) out += ',';
    if (!values[i]) {
      out += 'N';
    } else if (db::formOf(t.columns[i]) == db::ColumnForm::Text) {
      out += std::to_string(values[i]->size()) + ':' + *values[i];
    } else {
      out += *values[i];
    }
  }
  return out;
}

std::string one(const Column& c, const std::string& image) {
  Arena arena;
  auto cells = decodeImage(image, table({c}), arena);
  if (!cells) return "refused";
  const Cell& cell = (*cells)[0];
  const char* kinds = "A0ntxb";  // absent null number text binary bits
  return std::string(1, kinds[static_cast<int>(cell.kind)]) + std::string(cell.bytes);
}

uint64_t seed() {
  const char* s = std::getenv("TWINTIDE_SEED");
  return s ? std::strtoull(s, nullptr, 10) : 20240607;
}

}  // namespace

TEST_CASE("values of each form") {
  CHECK(one(column("c", "int"), "-12") == "n-12");
  CHECK(one(column("c", "int"), "N") == "0");
  CHECK(one(column("c", "decimal"), "-0.50") == "n-0.50");
  CHECK(one(column("c", "double"), "1.7976931348623157e308") == "n1.7976931348623157e308");
  CHECK(one(column("c", "varchar", "", "utf8mb4"), "0:") == "t");
  CHECK(one(column("c", "varchar", "", "utf8mb4"), "1:N") == "tN");
  CHECK(one(column("c", "varchar", "", "utf8mb4"), "7:a,b\n3:x") == "ta,b\n3:x");
  CHECK(one(column("c", "json"), "2:{}") == "t{}");
  CHECK(one(column("c", "blob"), "") == "x");
  CHECK(one(column("c", "blob"), "4E0A") == "xN\n");
  CHECK(one(column("c", "char", "char(3)", "binary"), "4E") == "xN");
  CHECK(one(column("c", "bit", "bit(1)"), "1") == std::string("b\1", 2));
  CHECK(one(column("c", "bit", "bit(12)"), "1") == std::string("b\0\1", 3));
  CHECK(one(column("c", "bit", "bit(12)"), "FFF") == "b\x0f\xff");
  CHECK(one(column("c", "date"), "0000-00-00") == "t0000-00-00");
  CHECK(one(column("c", "time", "time(6)"), "-838:59:58.123456") == "t-838:59:58.123456");
}

TEST_CASE("timestamps are UTC texts of the column's precision") {
  CHECK(one(column("c", "timestamp"), "1709274600") == "t2024-03-01 06:30:00");
  CHECK(one(column("c", "timestamp", "timestamp(6)"), "1709274600.123456") ==
        "t2024-03-01 06:30:00.123456");
  CHECK(one(column("c", "timestamp", "timestamp(3)"), "1709274600.12") ==
        "t2024-03-01 06:30:00.120");
  CHECK(one(column("c", "timestamp", "timestamp(6)"), "0z") == "t0000-00-00 00:00:00.000000");
  CHECK(one(column("c", "timestamp"), "0") == "t1970-01-01 00:00:00");
  CHECK(one(column("c", "timestamp"), "253402300799") == "t9999-12-31 23:59:59");
  for (const char* bad : {"", "-1", "12a", "253402300800", "1.1234567", "1.x", "z1"})
    CHECK(one(column("c", "timestamp"), bad) == "refused");
}

TEST_CASE("what no trigger of ours writes is refused, not guessed") {
  const auto text = column("c", "varchar", "varchar(9)", "utf8mb4");
  for (const char* bad :
       {"", ":", "5:abc", "1:ab", "-1:a", "99999999999999999999:a", "a:b", "3abc"})
    CHECK(one(text, bad) == "refused");
  for (const char* bad : {"", "1;DROP", "1,2", "x", "0x1", "'1'"})
    CHECK(one(column("c", "int"), bad) == "refused");
  for (const char* bad : {"F", "GG", "N0"}) CHECK(one(column("c", "blob"), bad) == "refused");
  for (const char* bad : {"", "100", "G"}) {
    const std::string got = one(column("c", "bit", "bit(8)"), bad);
    CHECK((got == "refused" || got == std::string("b\0", 2)));
  }
  CHECK(one(column("c", "date"), "2024-01-01'") == "refused");
  CHECK(one(column("c", "geometry"), "00") == "refused");
  Arena arena;
  const auto two = table({column("a", "int"), column("b", "int")});
  CHECK_FALSE(decodeImage("1", two, arena));
  CHECK_FALSE(decodeImage("1,2,3", two, arena));
  auto error = decodeImage("1,2,3", two, arena).error();
  CHECK(error.code == ErrorCode::ChangeLogBroken);
  CHECK(error.arg("table") == "shop.t");
}

TEST_CASE("random rows come back as they were") {
  std::mt19937_64 random(seed());
  INFO("seed " << seed());
  const auto t = everyForm();
  for (int i = 0; i < 2000; ++i) {
    std::string text, hex;
    for (size_t n = random() % 30; n > 0; --n) text += static_cast<char>(random() % 256);
    for (size_t n = random() % 30; n > 0; --n) hex += "0123456789ABCDEF"[random() % 16];
    if (hex.size() % 2) hex += '0';
    std::vector<std::optional<std::string>> values{std::to_string(static_cast<int64_t>(random())),
                                                   text,
                                                   hex,
                                                   "A5",
                                                   "1.5",
                                                   std::to_string(random() % 4'000'000'000) + ".5",
                                                   "2024-01-01 00:00:00"};
    for (auto& v : values) {
      if (random() % 5 == 0) v.reset();
    }
    Arena arena;
    auto cells = decodeImage(encode(t, values), t, arena);
    REQUIRE(cells);
    REQUIRE(cells->size() == values.size());
    for (size_t c = 0; c < values.size(); ++c)
      CHECK(((*cells)[c].kind == CellKind::Null) == !values[c].has_value());
    if (values[0]) CHECK((*cells)[0].bytes == *values[0]);
    if (values[1]) CHECK((*cells)[1].bytes == text);
    if (values[2]) CHECK((*cells)[2].bytes.size() * 2 == hex.size());
  }
}

TEST_CASE("damaged images end in cells or in an error, never outside the text") {
  std::mt19937_64 random(seed() + 1);
  const auto t = everyForm();
  int refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string image = encode(t, {"12", "text,with:commas", "00FF", "FFF", "1.5e10",
                                   "1709274600.125", "2024-01-01 00:00:00"});
    for (size_t n = 1 + random() % 4; n > 0; --n) {
      const size_t at = random() % (image.size() + 1);
      switch (random() % 3) {
        case 0:
          image.insert(at, 1, "0123456789:,Nz."[random() % 15]);
          break;
        case 1:
          image.erase(at, random() % 5);
          break;
        default:
          if (at < image.size()) image[at] = static_cast<char>(random() % 256);
      }
    }
    // Its own allocation of the exact size, so that a sanitizer sees every step beyond it.
    auto exact = std::make_unique<char[]>(image.size());
    std::copy(image.begin(), image.end(), exact.get());
    Arena arena;
    auto cells = decodeImage({exact.get(), image.size()}, t, arena);
    if (!cells)
      ++refused;
    else
      CHECK(cells->size() == t.columns.size());
  }
  CHECK(refused > 1000);
}

TEST_CASE("the image in a trigger names every column once, in order") {
  const auto t = everyForm();
  CHECK(imageExpression(t, "NEW") ==
        "CONCAT_WS(',',IFNULL(NEW.`n`,'N'),"
        "IFNULL(CONCAT(LENGTH(NEW.`v`),':',NEW.`v`),'N'),IFNULL(HEX(NEW.`b`),'N'),"
        "IFNULL(HEX(NEW.`t`),'N'),IFNULL(CAST(NEW.`f` AS DOUBLE),'N'),"
        "IFNULL(CONCAT(UNIX_TIMESTAMP(NEW.`s`),IF(YEAR(NEW.`s`)=0,'z','')),'N'),"
        "IFNULL(NEW.`d`,'N'))");
  const auto gbk = table({column("a`b", "varchar", "varchar(9)", "gbk")});
  CHECK(imageExpression(gbk, "OLD") ==
        "CONCAT_WS(',',IFNULL(CONCAT(LENGTH(CONVERT(OLD.`a``b` USING utf8mb4)),':',"
        "CONVERT(OLD.`a``b` USING utf8mb4)),'N'))");
}

TEST_CASE("triggers are silent for appliers and carry their layout") {
  const auto texts = triggerTexts(table({column("id", "int")}), 42);
  const std::string name = triggerName({"shop", "t"}, 'i', 42);
  CHECK(
      texts[0].sql ==
      "CREATE TRIGGER `shop`.`" + name +
          "` AFTER INSERT ON `shop`.`t` FOR EACH ROW BEGIN IF @twintide_applier IS NULL "
          "THEN INSERT INTO twintide.change_log (layout,op,after_image) VALUES "
          "(42,IF(@@foreign_key_checks,'I','i'),CONCAT_WS(',',IFNULL(NEW.`id`,'N'))); END IF; END");
  CHECK(texts[1].sql.find("(42,IF(@@foreign_key_checks,'U','u'),CONCAT_WS(',',IFNULL(OLD.`id`,'N'))"
                          ",CONCAT_WS(',',IFNULL(NEW.`id`,'N')))") != std::string::npos);
  CHECK(texts[2].sql.find("AFTER DELETE ON") != std::string::npos);
  CHECK(texts[2].sql.find("NEW.") == std::string::npos);
}

TEST_CASE("trigger names are read back, others' names are not ours") {
  for (char kind : {'i', 'u', 'd'}) {
    const auto tag = parseTriggerName(triggerName({"a.b", "c"}, kind, 123456));
    REQUIRE(tag);
    CHECK(tag->kind == kind);
    CHECK(tag->layout == 123456);
  }
  CHECK(triggerName({"a", "b"}, 'd', INT64_MAX).size() <= 64);
  for (const char* other :
       {"", "twintide_", "twintide_x_0123456789abcdef_1", "twintide_i_0123456789abcdef",
        "twintide_i_0123456789abcdef_", "twintide_i_0123456789abcdef_1x", "my_trigger",
        "twintide_i-0123456789abcdef_1"})
    CHECK_FALSE(parseTriggerName(other));
}

TEST_CASE("columns that no trigger can log are named") {
  CHECK(db::unloggable(everyForm()) == nullptr);
  auto t = table({column("id", "int"), column("p", "point"), column("g", "geometry")});
  REQUIRE(db::unloggable(t) != nullptr);
  CHECK(db::unloggable(t)->name == "p");
  CHECK(db::formOf(column("v", "vector")) == db::ColumnForm::None);
}

TEST_CASE("structures survive the registry; text is utf8mb4 in a log layout") {
  auto t = table({column("id", "int"), column("v", "varchar", "varchar(9)", "gbk")});
  t.columns[1].hasDefault = true;
  t.columns[1].defaultValue = "a\xff\"b";
  t.keys.push_back({"u", {1, 0}, true, true});
  auto back = structureFromJson(structureToJson(t), t.id);
  REQUIRE(back);
  CHECK(back->columns.size() == 2);
  CHECK(back->columns[0] == t.columns[0]);
  CHECK(back->columns[1].charset == "gbk");
  CHECK(back->keys == t.keys);
  CHECK(back->identityKey() == 0);
  const auto layout = logLayout(*back);
  CHECK(layout->schema->columns[1].charset == "utf8mb4");
  CHECK(layout->schema->columns[0].charset == "");
  for (const char* bad :
       {"", "{", "[]", "{\"columns\":[{}]}",
        "{\"columns\":[],\"keys\":[{\"name\":\"x\",\"columns\":[3],\"unique\":true,"
        "\"prefix\":false}],\"charset\":\"\",\"collation\":\"\"}"}) {
    auto r = structureFromJson(bad, {"a", "b"});
    REQUIRE_FALSE(r);
    CHECK(r.error().arg("reason") == "layout");
  }
}

TEST_CASE("positions: text, order, and what is none") {
  CHECK(LogPosition{17, LogPosition::kAll}.text() == "scn:17");
  CHECK(LogPosition{17, 5}.text() == "scn:17:5");
  for (const char* good :
       {"scn:0", "scn:1795512054923403011", "scn:1795512054923403011:1795512054923403"})
    CHECK(parseLogPosition(good)->text() == good);
  CHECK(*parseLogPosition("scn:17:5") < *parseLogPosition("scn:17"));
  CHECK(*parseLogPosition("scn:16") < *parseLogPosition("scn:17:5"));
  for (const char* bad : {"", "scn:", "scn:x", "scn:1:", "scn:1:x", "scn:1:2:3", "17", "scn:-1",
                          "scn:99999999999999999999", "mysql-bin.000001:4"})
    CHECK_FALSE(parseLogPosition(bad));
}
