// Purpose: where the lag of each link goes: capture, queue, apply, as a bar and as numbers.
// Owner: MonitorTab. Thread: UI.
#pragma once

#include <QFrame>

#include "engine/model/link_state.h"

class QLabel;

namespace twintide::ui {

class NumberLabel;

class TimeBar : public QWidget {
  Q_OBJECT
 public:
  explicit TimeBar(Direction direction, QWidget* parent = nullptr);
  void set(int64_t captureUs, int64_t queueUs, int64_t applyUs);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  Direction m_direction;
  int64_t m_parts[3] = {0, 0, 0};
};

class TimePanel : public QWidget {
  Q_OBJECT
 public:
  explicit TimePanel(QWidget* parent = nullptr);
  void setTargets(const QString& forwardTarget, const QString& reverseTarget);
  void show(const PairSnapshot& snapshot);

 private:
  struct Row {
    TimeBar* bar = nullptr;
    NumberLabel* parts = nullptr;
    QLabel* sentence = nullptr;
    QString target;
  };
  void build(Row& row, Direction direction);
  void showLink(Row& row, const LinkSnapshot& link);
  Row m_forward, m_reverse;
};

}  // namespace twintide::ui
