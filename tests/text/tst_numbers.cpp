#include <doctest/doctest.h>

#include "tests/text/program.h"
#include "ui/text/numbers.h"

using namespace twintide;
using namespace twintide::ui;

namespace {
std::string s(const QString& q) {
  return q.toStdString();
}
}  // namespace

TEST_CASE("numbers carry their unit and at most three figures") {
  REQUIRE(test::speak(QStringLiteral("en")));
  CHECK(s(text::duration(-1)) == "—");
  CHECK(s(text::duration(0)) == "0 ms");
  CHECK(s(text::duration(20)) == "<0.1 ms");
  CHECK(s(text::duration(50)) == "0.1 ms");
  CHECK(s(text::duration(800)) == "0.8 ms");
  CHECK(s(text::duration(12'000)) == "12 ms");
  CHECK(s(text::duration(1'240'000)) == "1.2 s");
  CHECK(s(text::duration(184'000'000)) == "3 min 4 s");
  CHECK(s(text::duration(7'500'000'000)) == "2 h 5 min");
  CHECK(s(text::duration(532'800'000'000)) == "6 d 4 h");
  CHECK(s(text::lag(-1)) == "—");
  CHECK(s(text::lag(-500)) == "0 ms");
  CHECK(s(text::age(200'000)) == "0.2 s ago");
  CHECK(s(text::age(0)) == "just now");
  CHECK(s(text::age(-5'000'000)) == "just now");
  CHECK(s(text::age(184'000'000)) == "3 min 4 s ago");
  CHECK(s(text::count(1'234'567)) == "1,234,567");
  CHECK(s(text::rate(1240)) == "1,240 rows/s");
  CHECK(s(text::rate(0)) == "0 rows/s");
  CHECK(s(text::rate(0.4)) == "0.4 rows/s");
  CHECK(s(text::bytes(0)) == "0 B");
  CHECK(s(text::bytes(1023)) == "1,023 B");
  CHECK(s(text::bytes(8'388'608)) == "8 MiB");
  CHECK(s(text::bytes(1'500'000)) == "1.4 MiB");
  CHECK(s(text::byteRate(943'718)) == "922 KiB/s");
  CHECK(s(text::percent(0.42)) == "42 %");
}

TEST_CASE("the same in Chinese") {
  REQUIRE(test::speak(QStringLiteral("zh_CN")));
  CHECK(s(text::duration(184'000'000)) == "3 分 4 秒");
  CHECK(s(text::age(200'000)) == "0.2 秒前");
  CHECK(s(text::rate(1240)) == "1,240 行/秒");
  CHECK(s(text::count(1'234'567)) == "1,234,567");
}

TEST_CASE("neither border of a unit is told as sixty of the smaller one") {
  REQUIRE(test::speak(QStringLiteral("en")));
  CHECK(s(text::duration(999'600)) == "1.0 s");
  CHECK(s(text::duration(59'960'000)) == "1 min 0 s");
  CHECK(s(text::bytes(1'048'400)) == "1.0 MiB");
}
