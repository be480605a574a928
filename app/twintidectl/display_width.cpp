#include "app/twintidectl/display_width.h"

#include <algorithm>
#include <iterator>

namespace twintide::app {
namespace {

struct Range {
  char32_t first, last;
};

// East Asian Wide and Fullwidth blocks of Unicode's EastAsianWidth.txt, joined where only
// unassigned points lie between.
constexpr Range kWide[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff}, {0x20000, 0x3fffd},
};

bool isWide(char32_t c) {
  const auto* r = std::lower_bound(std::begin(kWide), std::end(kWide), c,
                                   [](const Range& range, char32_t x) { return range.last < x; });
  return r != std::end(kWide) && r->first <= c;
}

int width(char32_t c) {
  switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
    case QChar::Other_Control:
      return 0;
    default:
      return isWide(c) ? 2 : 1;
  }
}

}  // namespace

int displayWidth(const QString& text) {
  int n = 0;
  for (char32_t c : text.toUcs4()) n += width(c);
  return n;
}

QString padded(const QString& text, int columns, bool right) {
  const QString blanks(std::max(0, columns - displayWidth(text)), u' ');
  return right ? blanks + text : text + blanks;
}

QString clipped(const QString& text, int columns) {
  if (displayWidth(text) <= columns) return text;
  QString out;
  int n = 0;
  for (char32_t c : text.toUcs4()) {
    if (n + width(c) > columns - 1) break;
    n += width(c);
    out += QString::fromUcs4(&c, 1);
  }
  return out + QStringLiteral("…");
}

QStringList wrapped(const QString& text, int columns) {
  QStringList lines;
  for (const QString& paragraph : text.split(u'\n')) {
    QString line, word;
    const auto flush = [&] {
      if (!line.isEmpty() && displayWidth(line + word) > columns) {
        lines << line.trimmed();
        line.clear();
      }
      line += word;
      word.clear();
    };
    for (char32_t c : paragraph.toUcs4()) {
      word += QString::fromUcs4(&c, 1);
      if (c == U' ' || isWide(c)) flush();
    }
    flush();
    lines << line.trimmed();
  }
  return lines;
}

}  // namespace twintide::app
