// Purpose: an icon in a page that follows the theme while it is shown.
// Owner: the page. Thread: UI.
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"

namespace twintide::ui {

class IconView : public QWidget {
  Q_OBJECT
 public:
  IconView(Icon icon, Tint tint, int size, QWidget* parent = nullptr);
  void set(Icon icon, Tint tint);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  Icon m_icon;
  Tint m_tint;
  int m_size;
};

}  // namespace twintide::ui
