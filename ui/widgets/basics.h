// Purpose: small makers of styled labels, buttons, cards and lines, so that every page looks alike.
// Owner: the parent widget. Thread: UI.
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace twintide::ui {

// role: "title" "heading" "muted" "label" "strong" "mono" or "" (see twintide.qss).
QLabel* makeLabel(const QString& text, const char* role = "", QWidget* parent = nullptr);
// A label that wraps and never forces the page wider.
QLabel* makeWrapping(const QString& text, const char* role = "", QWidget* parent = nullptr);
// Colours text by meaning: "ok" "warning" "error" "forward" "reverse" or "".
void setTone(QWidget* widget, const char* tone);
void setRole(QWidget* widget, const char* name, const QVariant& value);

QPushButton* makeButton(const QString& text, QWidget* parent = nullptr);
QPushButton* makePrimary(const QString& text, QWidget* parent = nullptr);
QPushButton* makeLink(const QString& text, QWidget* parent = nullptr);

QFrame* makeCard(QWidget* parent = nullptr, bool inner = false);
QFrame* makeLine(QWidget* parent = nullptr);

template <class Layout>
Layout* flat(Layout* layout, int spacing = kGap2) {
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing);
  return layout;
}
template <class Layout>
Layout* padded(Layout* layout, int margin = kGap4, int spacing = kGap2) {
  layout->setContentsMargins(margin, margin, margin, margin);
  layout->setSpacing(spacing);
  return layout;
}

// For a word of ui/text at the start of a line; Chinese stays as it is.
QString capitalised(const QString& text);

// Takes everything out of a layout and deletes the widgets later.
void clearLayout(QLayout* layout);

}  // namespace twintide::ui
