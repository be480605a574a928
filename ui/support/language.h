// Purpose: the language of the program, switchable at run time; widgets get LanguageChange.
// Owner: one for the application. Thread: UI.
#pragma once

#include <QStringList>
#include <QTranslator>

namespace twintide::ui {

class Language {
 public:
  static Language& instance();
  // "en" or "zh_CN"; empty = the system's, English when it is neither. Returns what was set.
  QString set(const QString& wanted);
  QString current() const { return m_current; }
  static QStringList known() { return {QStringLiteral("en"), QStringLiteral("zh_CN")}; }

 private:
  Language() = default;
  QString m_current = QStringLiteral("en");
  QTranslator m_ours;
  QTranslator m_qts;
};

}  // namespace twintide::ui
