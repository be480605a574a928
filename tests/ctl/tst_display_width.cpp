#include <doctest/doctest.h>

#include "app/twintidectl/display_width.h"

using namespace twintide::app;

namespace {
std::string s(const QString& q) {
  return q.toStdString();
}
}  // namespace

TEST_CASE("CJK takes two columns, combining marks none") {
  CHECK(displayWidth(QStringLiteral("abc")) == 3);
  CHECK(displayWidth(QStringLiteral("北京")) == 4);
  CHECK(displayWidth(QStringLiteral("(北京)")) == 6);
  CHECK(displayWidth(QStringLiteral("\uff08北京\uff09")) == 8);
  CHECK(displayWidth(QStringLiteral("한국어")) == 6);
  CHECK(displayWidth(QStringLiteral("カナ")) == 4);
  CHECK(displayWidth(QStringLiteral("e\u0301")) == 1);
  CHECK(displayWidth(QStringLiteral("𠮷")) == 2);
  CHECK(displayWidth(QStringLiteral("⟶ ⇠ ✓ ● …")) == 9);
  CHECK(displayWidth({}) == 0);
}

TEST_CASE("padding and clipping count columns") {
  CHECK(s(padded(QStringLiteral("北京"), 6)) == "北京  ");
  CHECK(s(padded(QStringLiteral("7"), 3, true)) == "  7");
  CHECK(s(padded(QStringLiteral("long"), 2)) == "long");
  CHECK(s(clipped(QStringLiteral("北京杭州"), 5)) == "北京…");
  CHECK(s(clipped(QStringLiteral("北京"), 4)) == "北京");
}

TEST_CASE("lines break at blanks and between CJK characters, none is wider than asked") {
  const QString text = QStringLiteral("数据库拒绝连接 because nothing listens on port 3306 请检查");
  for (int width : {10, 17, 30}) {
    for (const QString& line : wrapped(text, width)) CHECK(displayWidth(line) <= width);
    CHECK(wrapped(text, width).join(QString()).remove(u' ') == QString(text).remove(u' '));
  }
  CHECK(wrapped(QStringLiteral("a\nb"), 10).size() == 2);
}
