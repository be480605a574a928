// Purpose: one line of text with digits of equal width, so that numbers at 4 Hz do not dance.
// Owner: the page. Thread: UI.
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"

namespace twintide::ui {

class NumberLabel : public QWidget {
  Q_OBJECT
 public:
  // pixelSize and weight of the text; align: left or right.
  NumberLabel(int pixelSize, QFont::Weight weight, Qt::Alignment align, QWidget* parent = nullptr);
  void setText(const QString& text);
  void setTint(Tint tint);
  QString text() const { return m_text; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QString m_text;
  QFont m_font;
  Qt::Alignment m_align;
  Tint m_tint = Tint::Text;
};

}  // namespace twintide::ui
