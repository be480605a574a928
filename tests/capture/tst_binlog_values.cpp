// Values at the edges of their types, from hand-made bytes.
#include <doctest/doctest.h>
#include <zlib.h>

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "engine/capture/binlog/charset_convert.h"
#include "engine/capture/binlog/checksum.h"
#include "engine/capture/binlog/column_codec.h"
#include "engine/capture/binlog/gtid_set.h"
#include "engine/capture/binlog/json_value.h"
#include "engine/capture/binlog/number_text.h"
#include "engine/capture/binlog/position.h"
#include "engine/capture/binlog/query_class.h"
#include "engine/capture/binlog/temporal_text.h"
#include "tests/capture/binlog_bytes.h"

using namespace twintide;
using namespace twintide::capture;
using twintide::test::Bytes;

namespace {

template <class Gtids>
std::string textOf(const Gtids& gtids) {
  std::string out;
  gtids.appendText(out);
  return out;
}

std::string decimal(std::string_view bytes, unsigned precision, unsigned scale) {
  ByteReader in(bytes);
  char text[kNumberRoom];
  const char* end = decimalText(in, precision, scale, text);
  return end ? std::string(text, static_cast<size_t>(end - text)) : "<bad>";
}

template <class F>
std::string temporal(std::string_view bytes, F f) {
  ByteReader in(bytes);
  char text[kTemporalRoom];
  const char* end = f(in, text);
  return end ? std::string(text, static_cast<size_t>(end - text)) : "<bad>";
}

std::string json(const std::string& bytes) {
  std::string out;
  return appendJsonText(bytes, out) ? out : "<bad>";
}

// A small JSON array of one scalar given by type and bytes.
std::string arrayOf(char type, const std::string& value) {
  Bytes b;
  b.le(2, 1).le(1, 2).le(7 + value.size(), 2).raw({&type, 1}).le(7, 2).raw(value);
  return b.s;
}

}  // namespace

TEST_CASE("decimals are exact") {
  // The example of strings/decimal.c: 1234567890.1234 as DECIMAL(14,4) and its negative.
  const std::string plus("\x81\x0D\xFB\x38\xD2\x04\xD2", 7);
  std::string minus = plus;
  for (char& c : minus) c = static_cast<char>(~c);
  CHECK(decimal(plus, 14, 4) == "1234567890.1234");
  CHECK(decimal(minus, 14, 4) == "-1234567890.1234");
  CHECK(decimal("\x80", 1, 0) == "0");
  CHECK(decimal("\x80\x00", 3, 0).size() > 0);
  CHECK(decimal(std::string("\x85", 1), 2, 2) == "0.05");
  CHECK(decimal(std::string("\x7a", 1), 2, 2) == "-0.05");
  CHECK(decimal(plus.substr(0, 6), 14, 4) == "<bad>");
  CHECK(decimal(plus, 66, 4) == "<bad>");
  CHECK(decimal(plus, 4, 5) == "<bad>");
  CHECK(decimal("\xff\xff\xff\xff\xff\xff\xff", 14, 4) == "<bad>");  // groups above 999999999
  CHECK(decimalSize(65, 30) == 30);
}

TEST_CASE("floating point text is the shortest that reads back the same") {
  char text[kNumberRoom];
  auto f = [&](float v) { return std::string(text, floatText(v, text)); };
  auto d = [&](double v) { return std::string(text, doubleText(v, text)); };
  CHECK(f(0.1f) == "0.1");
  CHECK(f(16777216.0f) == "16777216");
  CHECK(f(-0.0f) == "-0e0");
  CHECK(d(0.1) == "0.1");
  CHECK(d(1e300) == "1e+300");
  CHECK(doubleText(std::nan(""), text) == nullptr);
  CHECK(floatText(std::numeric_limits<float>::infinity(), text) == nullptr);
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    uint64_t bits = random();
    double v;
    std::memcpy(&v, &bits, sizeof v);
    const auto small = static_cast<float>(v);
    if (!std::isfinite(v) || !std::isfinite(small)) continue;
    REQUIRE(std::strtod(d(v).c_str(), nullptr) == v);
    REQUIRE(std::strtof(f(small).c_str(), nullptr) == small);
  }
}

TEST_CASE("numbers of few digits have the text that every shortest conversion gives them") {
  char text[kNumberRoom], wanted[kNumberRoom];
  std::mt19937_64 random(11);
  for (int i = 0; i < 300000; ++i) {
    const int digits = static_cast<int>(random() % 18), places = static_cast<int>(random() % 20);
    auto whole = static_cast<double>(random() % static_cast<uint64_t>(std::pow(10, digits)));
    double v = whole / std::pow(10, places);
    if (i % 5 == 0) v = std::nextafter(v, 1e300);
    if (i % 7 == 0) v *= std::pow(10, 3 + places);
    if (i % 2 == 0) v = -v;
    const std::string_view got(text, static_cast<size_t>(doubleText(v, text) - text));
    if (v == 0) continue;
    const char* end = std::to_chars(wanted, wanted + sizeof wanted, v).ptr;
    REQUIRE(got == std::string_view(wanted, static_cast<size_t>(end - wanted)));
  }
}

TEST_CASE("times and dates, with their signs and fractions") {
  auto time2 = [](unsigned digits) {
    return [digits](ByteReader& in, char* to) { return time2Text(in, digits, to); };
  };
  auto at = [](int64_t v, size_t n) { return Bytes().be(static_cast<uint64_t>(v), n).s; };
  const int64_t zero3 = 0x800000;
  CHECK(temporal(at(zero3, 3), time2(0)) == "00:00:00");
  CHECK(temporal(at(zero3 - ((838 << 12) | (59 << 6) | 59), 3), time2(0)) == "-838:59:59");
  CHECK(temporal(at((zero3 << 8) - 10, 4), time2(1)) == "-00:00:00.1");
  CHECK(temporal(at((zero3 << 16) - 10, 5), time2(3)) == "-00:00:00.001");
  CHECK(temporal(at((zero3 << 24) - 1, 6), time2(6)) == "-00:00:00.000001");
  CHECK(temporal(at((zero3 << 24) + (int64_t{1} << 36) + 5, 6), time2(6)) == "01:00:00.000005");
  auto stamp = [](unsigned digits) {
    return [digits](ByteReader& in, char* to) { return timestamp2Text(in, digits, to); };
  };
  CHECK(temporal(at(0, 4), stamp(0)) == "0000-00-00 00:00:00");
  CHECK(temporal(at(1, 4), stamp(0)) == "1970-01-01 00:00:01");
  CHECK(temporal(at(951782399, 4), stamp(0)) == "2000-02-28 23:59:59");
  CHECK(temporal(at(951782400, 4), stamp(0)) == "2000-02-29 00:00:00");
  CHECK(temporal(at((int64_t{0x7fffffff} << 24) | 999999, 7), stamp(6)) ==
        "2038-01-19 03:14:07.999999");
  CHECK(temporal(at(0xffffffff, 4), stamp(0)) == "2106-02-07 06:28:15");
  CHECK(temporal(at(5, 3), stamp(0)) == "<bad>");
  CHECK(temporal(Bytes().le((2024 << 9) | (2 << 5) | 29, 3).s, dateText) == "2024-02-29");
  CHECK(temporal(Bytes().le(0, 3).s, dateText) == "0000-00-00");
  CHECK(temporal(Bytes().le(99991231235959, 8).s, oldDateTimeText) == "9999-12-31 23:59:59");
  CHECK(temporal(Bytes().le(0xffffff & -8385959, 3).s, oldTimeText) == "-838:59:59");
  CHECK(temporal(Bytes().le(86399, 4).s, oldTimestampText) == "1970-01-01 23:59:59");
}

TEST_CASE("binary JSON prints as the server prints it") {
  CHECK(json("") == "null");
  CHECK(json(std::string("\x04\x01", 2)) == "true");
  CHECK(json(std::string("\x05\xff\xff", 3)) == "-1");
  CHECK(json(std::string("\x0a\xff\xff\xff\xff\xff\xff\xff\xff", 9)) == "18446744073709551615");
  CHECK(json(std::string("\x0b\0\0\0\0\0\0\xf0\x3f", 9)) == "1.0");
  CHECK(json(std::string("\x0c\x07\"\\\n\x01é/", 9)) == "\"\\\"\\\\\\n\\u0001é/\"");
  CHECK(json(arrayOf('\x0c', "\x01z")) == "[\"z\"]");
  // Opaque DECIMAL(3,2) 1.25, DATE, TIME and a blob.
  CHECK(json(arrayOf('\x0f', std::string("\xf6\x04\x03\x02\x81\x19", 6))) == "[1.25]");
  Bytes day;
  day.le(10, 1).le(8, 1).le(((int64_t{2024} * 13 + 2) << 5 | 29) << 41, 8);
  CHECK(json(arrayOf('\x0f', day.s)) == "[\"2024-02-29\"]");
  Bytes time;
  time.le(11, 1).le(8, 1).le(static_cast<uint64_t>(-((int64_t{1} << 36) + 5)), 8);
  CHECK(json(arrayOf('\x0f', time.s)) == "[\"-01:00:00.000005\"]");
  CHECK(json(arrayOf('\x0f',
                     "\xfc\x02"
                     "ab")) == "[\"base64:type252:YWI=\"]");
}

TEST_CASE("broken JSON is refused, however it is broken") {
  for (const std::string& bad :
       {std::string("\x04\x03", 2),
        std::string("\x0c\x05"
                    "ab"),
        std::string("\x0d\x01", 2), std::string("\x00\x01\x00\xff\xff", 5),
        std::string("\x02\xff\xff\x04\x00", 5), std::string("\x0c\xff\xff\xff\xff\xff\xff", 7),
        std::string("\x0f\xf6\x02\x41\x02", 5)})
    CHECK(json(bad) == "<bad>");
  // An array whose element is itself: deeper than any document.
  CHECK(json(std::string("\x02\x01\x00\x07\x00\x02\x00\x00", 8)) == "<bad>");
  // Arrays that all point to one child each: 2^40 elements from a hundred bytes.
  std::string bomb = "\x02";
  for (int level = 0; level < 40; ++level) {
    Bytes b;
    b.le(2, 2).le(4096, 2);
    for (int i = 0; i < 2; ++i) b.le(2, 1).le(10, 2);
    bomb += b.s;
  }
  bomb.resize(5000);
  CHECK(json(bomb) == "<bad>");
  CHECK_FALSE(readJson(bomb));
}

TEST_CASE("JSON diffs change what they name, and nothing is guessed") {
  const std::string base = arrayOf('\x0c', "\x01z");
  auto diff = [](char op, const std::string& path, const std::string& value) {
    Bytes b;
    b.raw({&op, 1}).text8(path);
    if (op != 2) b.text8(value);
    return b.s;
  };
  auto applied = [&](const std::string& diffs) -> std::string {
    auto document = readJson(base);
    if (!document || !applyJsonDiffs(*document, diffs)) return "<bad>";
    std::string out;
    document->appendText(out);
    return out;
  };
  const std::string yes("\x04\x01", 2);
  CHECK(applied(diff(0, "$[0]", yes)) == "[true]");
  CHECK(applied(diff(1, "$[0]", yes)) == "[true, \"z\"]");
  CHECK(applied(diff(1, "$[9]", yes)) == "[\"z\", true]");
  CHECK(applied(diff(2, "$[0]", "")) == "[]");
  CHECK(applied(diff(0, "$", yes)) == "true");
  for (const char* path : {"$[1]", "$.a", "$[0].a", "$[", "$[x]", "$.", "a", "$.\"a"})
    CHECK(applied(diff(0, path, yes)) == "<bad>");
  CHECK(applied(diff(3, "$[0]", yes)) == "<bad>");
  CHECK(applied(diff(2, "$", "")) == "<bad>");
}

TEST_CASE("labels come out of the column type as they were given") {
  CHECK(parseLabels("enum('a','b''c','d\\\\e','','x,y','(z)')") ==
        std::vector<std::string>{"a", "b'c", "d\\e", "", "x,y", "(z)"});
  CHECK(parseLabels("int(11)").empty());
  CHECK(*fromUtf8("é", "latin1") == "\xe9");
  CHECK(*fromUtf8(",", "utf16") == std::string("\0,", 2));
  CHECK_FALSE(fromUtf8("中", "latin1"));
  CHECK_FALSE(fromUtf8("中", "no such charset"));
  CHECK(*toUtf8("\xd6\xd0", "gbk") == "中");
}

TEST_CASE("positions order by file number, then offset") {
  auto at = [](const char* text) { return *BinlogPosition::parse(text); };
  CHECK(at("bin.000010:4").atOrAfter(at("bin.000009:999")));
  CHECK(at("bin.1000000:4").atOrAfter(at("bin.999999:4")));
  CHECK_FALSE(at("bin.000001:4").atOrAfter(at("bin.000001:5")));
  CHECK(at("my.host-bin.000007:4|0-1-5").fileNumber() == 7);
  CHECK(at("my.host-bin.000007:4|0-1-5").text() == "my.host-bin.000007:4|0-1-5");
  BinlogPosition longSet = at("bin.000001:4");
  longSet.gtidSet = std::string(2000, 'x');
  CHECK(longSet.text() == "bin.000001:4");  // the marker column holds 1024 characters
  for (const char* bad : {"", ":4", "bin.000001", "bin.000001:", "bin.000001:3", "bin.000001:4x"})
    CHECK_FALSE(BinlogPosition::parse(bad));
}

TEST_CASE("GTID sets survive text and wire, and merge what touches") {
  const std::string text =
      "11111111-1111-1111-1111-111111111111:1-5:7,22222222-2222-2222-2222-222222222222:3";
  GtidSet set;
  REQUIRE(set.parse(text));
  CHECK(textOf(set) == text);
  GtidSet again;
  REQUIRE(again.decode(set.encode()));
  CHECK(textOf(again) == text);
  GtidSet::Uuid one;
  one.fill(0x11);
  again.add(one, 6);
  again.add(one, 9);
  again.add(one, 3);
  CHECK(textOf(again).starts_with("11111111-1111-1111-1111-111111111111:1-7:9,"));
  for (const char* bad : {"x", "11111111-1111-1111-1111-111111111111", "11111111:1",
                          "11111111-1111-1111-1111-111111111111:5-2"})
    CHECK_FALSE(set.parse(bad));
  CHECK_FALSE(set.decode(std::string("\xff\xff\xff\xff\0\0\0\0", 8)));
  MariaGtidHeads heads;
  REQUIRE(heads.parse("0-1-100,5-2-7"));
  heads.set(0, 3, 101);
  CHECK(textOf(heads) == "0-3-101,5-2-7");
  CHECK_FALSE(heads.parse("0-1"));
}

TEST_CASE("statements are told apart by their first words") {
  using Q = QueryClass;
  const std::pair<const char*, Q> cases[] = {
      {"BEGIN", Q::Begin},
      {"begin", Q::Begin},
      {"/* x */ COMMIT", Q::Commit},
      {"ROLLBACK", Q::Rollback},
      {"ROLLBACK TO `s 1`", Q::RollbackTo},
      {"rollback work to savepoint s", Q::RollbackTo},
      {"SAVEPOINT `s 1`", Q::Savepoint},
      {"XA START X'61',X'',1", Q::XaStart},
      {"XA COMMIT X'61',X'',1", Q::XaCommit},
      {"-- c\n INSERT INTO t VALUES (1)", Q::RowStatement},
      {"/*!40000 update */ t", Q::RowStatement},
      {"DROP TEMPORARY TABLE x", Q::Temporary},
      {"create  /* y */ temporary table x (a int)", Q::Temporary},
      {"DROP TABLE temporary", Q::Other},
      {"ALTER TABLE t ADD c INT", Q::Other},
      {"TRUNCATE t", Q::Other},
      {"BEGINNING", Q::Other},
      {"", Q::Other},
      {"/* open", Q::Other}};
  for (const auto& [sql, kind] : cases) {
    CAPTURE(std::string(sql));
    CHECK(classify(sql).kind == kind);
  }
  CHECK(classify("ROLLBACK TO `s 1`").argument == classify("SAVEPOINT `s 1`").argument);
  CHECK(mentions("ALTER TABLE Orders ADD x INT", "orders"));
  CHECK_FALSE(mentions("ALTER TABLE orders ADD x INT", "customers"));
  CHECK(mentions("ALTER TABLE `a``b` ADD x INT", "a`b"));
}

TEST_CASE("the origin comment of a DDL counts only outside quotes") {
  const OriginFilter filter({{{"d.*"}, {}}, {}, "p.fwd", "p.rev"});
  CHECK(filter.ddlOrigin("/* twintide:p.rev */ ALTER TABLE t ADD c INT") == "p.rev");
  CHECK(filter.ddlOrigin("DROP TABLE /* twintide:p.fwd */ `t`") == "p.fwd");
  CHECK_FALSE(filter.ddlOrigin("ALTER TABLE t COMMENT '/* twintide:p.rev */'"));
  CHECK_FALSE(filter.ddlOrigin("ALTER TABLE t COMMENT 'it''s \\' /* twintide:p.rev */'"));
  CHECK_FALSE(filter.ddlOrigin("ALTER TABLE `/* twintide:p.rev */` ADD c INT"));
  CHECK_FALSE(filter.ddlOrigin("/* twintide:other.rev */ ALTER TABLE t ADD c INT"));
  CHECK_FALSE(
      filter.ddlOrigin("/* twintide:p.rev"
                       "x */ ALTER TABLE t ADD c INT"));
}

TEST_CASE("the checksum is zlib's, for every length and alignment") {
  std::string bytes(5000, '\0');
  uint32_t x = 1;
  for (char& c : bytes) c = static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
  for (size_t n = 0; n < 700; ++n) {
    for (size_t from : {0, 1, 7, 15}) {
      const std::string_view part = std::string_view(bytes).substr(from, n);
      REQUIRE(capture::checksum(part) ==
              crc32_z(0, reinterpret_cast<const Bytef*>(part.data()), part.size()));
    }
  }
  REQUIRE(capture::checksum(bytes) ==
          crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}
