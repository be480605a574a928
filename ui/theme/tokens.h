// Purpose: every colour and distance of the desktop program; nothing else names one.
// Owner: ui/theme. Thread: constants.
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <utility>

namespace twintide::ui {

// Distances in device-independent pixels.
inline constexpr int kGap1 = 4;
inline constexpr int kGap2 = 8;
inline constexpr int kGap3 = 12;
inline constexpr int kGap4 = 16;
inline constexpr int kGap5 = 24;
inline constexpr int kRadiusControl = 6;
inline constexpr int kRadiusCard = 10;
inline constexpr int kTextPx = 13;

// Colour roles. soft* are quiet backgrounds for the strong colour of the same name.
struct Tokens {
  bool dark = false;
  QColor window, card, line, text, muted;
  QColor hover, inset, field;
  QColor accent, accentHover, accentInk, accentSoft;
  QColor forward, forwardSoft, reverse, reverseSoft;
  QColor ok, okSoft, warning, warningSoft, error, errorSoft;
};

inline Tokens lightTokens() {
  Tokens t;
  t.window = QColor(0xf6f8fa);
  t.card = QColor(0xffffff);
  t.line = QColor(0xd8dee4);
  t.text = QColor(0x1f2328);
  t.muted = QColor(0x656d76);
  t.hover = QColor(0xeef1f4);
  t.inset = QColor(0xf0f3f6);
  t.field = QColor(0xffffff);
  t.accent = QColor(0x0e7c86);
  t.accentHover = QColor(0x0b6670);
  t.accentInk = QColor(0xffffff);
  t.accentSoft = QColor(0xdff1f2);
  t.forward = QColor(0x1f6feb);
  t.forwardSoft = QColor(0x8cc0fb);
  t.reverse = QColor(0xbc4c00);
  t.reverseSoft = QColor(0xf0b58a);
  t.ok = QColor(0x1a7f37);
  t.okSoft = QColor(0xe3f5e8);
  t.warning = QColor(0x9a6700);
  t.warningSoft = QColor(0xfdf3d8);
  t.error = QColor(0xcf222e);
  t.errorSoft = QColor(0xfdebec);
  return t;
}

inline Tokens darkTokens() {
  Tokens t;
  t.dark = true;
  t.window = QColor(0x0d1117);
  t.card = QColor(0x161b22);
  t.line = QColor(0x30363d);
  t.text = QColor(0xe6edf3);
  t.muted = QColor(0x8b949e);
  t.hover = QColor(0x1f252d);
  t.inset = QColor(0x1c222a);
  t.field = QColor(0x0d1117);
  t.accent = QColor(0x39c5cf);
  t.accentHover = QColor(0x5ad3dc);
  t.accentInk = QColor(0x04252a);
  t.accentSoft = QColor(0x12343a);
  t.forward = QColor(0x58a6ff);
  t.forwardSoft = QColor(0x2b5a94);
  t.reverse = QColor(0xf0883e);
  t.reverseSoft = QColor(0x86501f);
  t.ok = QColor(0x3fb950);
  t.okSoft = QColor(0x12301b);
  t.warning = QColor(0xd29922);
  t.warningSoft = QColor(0x33270c);
  t.error = QColor(0xf85149);
  t.errorSoft = QColor(0x3b1418);
  return t;
}

// The roles by the names that resources/twintide.qss uses.
inline std::array<std::pair<QLatin1String, QColor>, 21> namedColours(const Tokens& t) {
  return {{{QLatin1String("window"), t.window},
           {QLatin1String("card"), t.card},
           {QLatin1String("line"), t.line},
           {QLatin1String("text"), t.text},
           {QLatin1String("muted"), t.muted},
           {QLatin1String("hover"), t.hover},
           {QLatin1String("inset"), t.inset},
           {QLatin1String("field"), t.field},
           {QLatin1String("accent"), t.accent},
           {QLatin1String("accentHover"), t.accentHover},
           {QLatin1String("accentInk"), t.accentInk},
           {QLatin1String("accentSoft"), t.accentSoft},
           {QLatin1String("forward"), t.forward},
           {QLatin1String("reverse"), t.reverse},
           {QLatin1String("ok"), t.ok},
           {QLatin1String("okSoft"), t.okSoft},
           {QLatin1String("warning"), t.warning},
           {QLatin1String("warningSoft"), t.warningSoft},
           {QLatin1String("error"), t.error},
           {QLatin1String("errorSoft"), t.errorSoft},
           {QLatin1String("forwardSoft"), t.forwardSoft}}};
}

}  // namespace twintide::ui
