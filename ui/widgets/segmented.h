// Purpose: a few choices side by side of which exactly one is on ("5 min | 30 min | 6 h").
// Owner: the page. Thread: UI.
#pragma once

#include <QButtonGroup>
#include <QWidget>

namespace twintide::ui {

class Segmented : public QWidget {
  Q_OBJECT
 public:
  Segmented(const QStringList& choices, int chosen, QWidget* parent = nullptr);
  int chosen() const { return m_group.checkedId(); }
  void choose(int index);

 signals:
  void changed(int index);

 private:
  QButtonGroup m_group;
};

}  // namespace twintide::ui
