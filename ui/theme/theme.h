// Purpose: switches the whole program between light and dark at run time: palette and style sheet.
// Owner: one for the application. Thread: UI.
#pragma once

#include <QObject>
#include <QTemporaryDir>

#include "ui/theme/tokens.h"

namespace twintide::ui {

enum class ThemeChoice { System, Light, Dark };

class Theme : public QObject {
  Q_OBJECT
 public:
  static Theme& instance();

  // Sets style, fonts, palette and style sheet of the QApplication.
  void apply(ThemeChoice choice);
  ThemeChoice choice() const { return m_choice; }
  const Tokens& tokens() const { return m_tokens; }

 signals:
  void changed();

 private:
  Theme();
  QString filledStyleSheet();
  void writeArrows();

  ThemeChoice m_choice = ThemeChoice::System;
  Tokens m_tokens = lightTokens();
  bool m_styled = false;
  bool m_systemDark = false;
  QTemporaryDir m_arrows;  // tinted SVGs that the style sheet names
};

inline const Tokens& tokens() {
  return Theme::instance().tokens();
}

// Spelling of settings and the command line: "system" "light" "dark".
QString toText(ThemeChoice choice);
ThemeChoice themeFromText(const QString& text);

}  // namespace twintide::ui
