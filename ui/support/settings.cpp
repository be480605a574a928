#include "ui/support/settings.h"

#include <QSettings>

namespace twintide::ui {
namespace {

const QString kLanguage = QStringLiteral("language");
const QString kTheme = QStringLiteral("theme");
const QString kGeometry = QStringLiteral("window/geometry");

std::unique_ptr<Settings>& holder() {
  static std::unique_ptr<Settings> one;
  return one;
}

}  // namespace

Settings::Settings(const QString& file) {
  if (file.isEmpty())
    m_store = std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                          QStringLiteral("twintide"), QStringLiteral("window"));
  else
    m_store = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

Settings::~Settings() = default;

QString Settings::language() const {
  return m_store->value(kLanguage).toString();
}
void Settings::setLanguage(const QString& code) {
  m_store->setValue(kLanguage, code);
}
QString Settings::theme() const {
  return m_store->value(kTheme, QStringLiteral("system")).toString();
}
void Settings::setTheme(const QString& name) {
  m_store->setValue(kTheme, name);
}
QByteArray Settings::geometry() const {
  return m_store->value(kGeometry).toByteArray();
}
void Settings::setGeometry(const QByteArray& geometry) {
  m_store->setValue(kGeometry, geometry);
}

Settings& settings() {
  if (!holder()) holder() = std::make_unique<Settings>();
  return *holder();
}

void useSettingsFile(const QString& file) {
  holder() = std::make_unique<Settings>(file);
}

}  // namespace twintide::ui
