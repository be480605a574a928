// Purpose: one link pair on the overview: both directions with lag and rate, state, environment.
// Owner: StartPage. Thread: UI.
#pragma once

#include <QFrame>

#include "ui/support/engine_view.h"

class QLabel;

namespace twintide::ui {

class NumberLabel;
class Pill;

class PairCard : public QFrame {
  Q_OBJECT
 public:
  PairCard(const PairSpec& pair, const DataSource& a, const DataSource& b,
           QWidget* parent = nullptr);
  void show(const PairSnapshot& snapshot);
  QString pairName() const { return m_name; }

 signals:
  void opened(const QString& name);

 private:
  struct Lane {
    NumberLabel* lag = nullptr;
    NumberLabel* rate = nullptr;
  };
  Lane addLane(QLayout* column, Direction direction, const QString& ends);
  void showLane(Lane& lane, const LinkSnapshot& link);

  QString m_name;
  Pill* m_pill;
  Lane m_forward, m_reverse;
};

}  // namespace twintide::ui
