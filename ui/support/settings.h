// Purpose: what the program remembers about the window itself, by typed keys.
// Owner: the application. Thread: UI.
#pragma once

#include <QByteArray>
#include <QString>
#include <memory>

class QSettings;

namespace twintide::ui {

class Settings {
 public:
  // Empty file: the user's own; tests and screenshots give a file of their own.
  explicit Settings(const QString& file = {});
  ~Settings();

  QString language() const;  // "en", "zh_CN" or empty = the system's
  void setLanguage(const QString& code);
  QString theme() const;  // "system" "light" "dark"
  void setTheme(const QString& name);
  QByteArray geometry() const;
  void setGeometry(const QByteArray& geometry);

 private:
  std::unique_ptr<QSettings> m_store;
};

Settings& settings();
// Puts another file in place, before any window is made.
void useSettingsFile(const QString& file);

}  // namespace twintide::ui
