#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPalette>
#include <QStyleFactory>

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

namespace twintide::ui {
namespace {

QPalette paletteOf(const Tokens& t) {
  QPalette p;
  p.setColor(QPalette::Window, t.window);
  p.setColor(QPalette::Base, t.field);
  p.setColor(QPalette::AlternateBase, t.hover);
  p.setColor(QPalette::Button, t.card);
  p.setColor(QPalette::ToolTipBase, t.card);
  p.setColor(QPalette::ToolTipText, t.text);
  for (const QPalette::ColorRole role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText})
    p.setColor(role, t.text);
  p.setColor(QPalette::PlaceholderText, t.muted);
  p.setColor(QPalette::Highlight, t.accent);
  p.setColor(QPalette::HighlightedText, t.accentInk);
  p.setColor(QPalette::Link, t.accent);
  p.setColor(QPalette::LinkVisited, t.accent);
  p.setColor(QPalette::Light, t.card);
  p.setColor(QPalette::Midlight, t.line);
  p.setColor(QPalette::Mid, t.line);
  p.setColor(QPalette::Dark, t.line);
  p.setColor(QPalette::Shadow, t.line);
  for (const QPalette::ColorRole role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, t.muted);
  return p;
}

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() = default;

void Theme::apply(ThemeChoice choice) {
  if (!m_styled) {
    // Qt 6.4 has no colour scheme hint: the platform's own window colour tells.
    m_systemDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(textFont());
    m_styled = true;
  }
  m_choice = choice;
  const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_systemDark);
  m_tokens = dark ? darkTokens() : lightTokens();
  writeArrows();
  QApplication::setPalette(paletteOf(m_tokens));
  qApp->setStyleSheet(filledStyleSheet());
  emit changed();
}

QString Theme::filledStyleSheet() {
  QFile file(QStringLiteral(":/twintide.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString text = QString::fromUtf8(file.readAll());
  for (const auto& [name, colour] : namedColours(m_tokens))
    text.replace(u'@' + QString(name) + u'@', colour.name());
  text.replace(u"@icons@"_qs, m_arrows.path() + (m_tokens.dark ? u"/dark"_qs : u"/light"_qs));
  text.replace(u"@mono@"_qs, monoFont().family());
  return text;
}

void Theme::writeArrows() {
  const QString folder = m_arrows.path() + (m_tokens.dark ? u"/dark"_qs : u"/light"_qs);
  QDir().mkpath(folder);
  const auto write = [&](const QString& name, Icon icon, const QColor& colour) {
    QFile file(folder + u'/' + name);
    if (!file.exists() && file.open(QIODevice::WriteOnly)) file.write(tintedSvg(icon, colour));
  };
  for (const Icon icon : {Icon::ChevronDown, Icon::ChevronUp, Icon::ChevronRight})
    write(iconFile(icon), icon, m_tokens.muted);
  for (const Icon icon : {Icon::Check, Icon::Minus, Icon::Dot})
    write(iconFile(icon), icon, m_tokens.accentInk);
  write(QStringLiteral("check-muted.svg"), Icon::Check, m_tokens.muted);
}

QString toText(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::Light:
      return QStringLiteral("light");
    case ThemeChoice::Dark:
      return QStringLiteral("dark");
    case ThemeChoice::System:
      break;
  }
  return QStringLiteral("system");
}

ThemeChoice themeFromText(const QString& text) {
  if (text == u"light") return ThemeChoice::Light;
  if (text == u"dark") return ThemeChoice::Dark;
  return ThemeChoice::System;
}

}  // namespace twintide::ui
