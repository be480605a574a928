// Purpose: small round marks: a state pill (icon, word, colour) and an environment badge.
// Owner: the page. Thread: UI.
#pragma once

#include <QWidget>

#include "engine/model/link_state.h"
#include "ui/theme/icons.h"

namespace twintide::ui {

// Icon and colour of a link state; the word is in ui/text.
struct StateLook {
  Icon icon = Icon::Circle;
  Tint tint = Tint::Muted;
};
StateLook lookOf(LinkState state);

class Pill : public QWidget {
  Q_OBJECT
 public:
  explicit Pill(QWidget* parent = nullptr);
  void set(Icon icon, Tint tint, const QString& text);
  QString text() const { return m_text; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  Icon m_icon = Icon::Dot;
  Tint m_tint = Tint::Muted;
  QString m_text;
};

// The environment word in a quiet box: production red, anything else neutral.
class Badge : public QWidget {
  Q_OBJECT
 public:
  explicit Badge(QWidget* parent = nullptr);
  void setEnvironment(const QString& id);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QString m_id;
  QString m_text;
};

}  // namespace twintide::ui
