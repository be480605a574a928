#include "ui/support/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace twintide::ui {

Language& Language::instance() {
  static Language language;
  return language;
}

QString Language::set(const QString& wanted) {
  QString code = wanted;
  if (!known().contains(code))
    code = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN")
                                                            : QStringLiteral("en");
  m_current = code;
  QLocale::setDefault(QLocale(code == u"en" ? QStringLiteral("en_US") : code));
  QCoreApplication::removeTranslator(&m_qts);
  QCoreApplication::removeTranslator(&m_ours);
  const QString qtFolder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
  if (m_qts.load(QStringLiteral("qtbase_") + code, qtFolder))
    QCoreApplication::installTranslator(&m_qts);
  // English has a file too: it carries the plural forms.
  if (m_ours.load(QStringLiteral(":/i18n/twintide_") + code))
    QCoreApplication::installTranslator(&m_ours);
  return code;
}

}  // namespace twintide::ui
