// Purpose: one arrow of the bridge: lag as the biggest text, what runs on it, age of the numbers.
// Owner: BridgeView. Thread: UI.
#pragma once

#include <QWidget>

#include "engine/model/link_state.h"
#include "ui/widgets/number_label.h"

class QLabel;
class QProgressBar;

namespace twintide::ui {

// The line with its head; forward solid to the right, reverse dashed to the left.
class ArrowLine : public QWidget {
  Q_OBJECT
 public:
  explicit ArrowLine(Direction direction, QWidget* parent = nullptr);
  void setFlowing(bool flowing);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  Direction m_direction;
  bool m_flowing = true;
};

class LinkLane : public QWidget {
  Q_OBJECT
 public:
  explicit LinkLane(Direction direction, QWidget* parent = nullptr);
  void setTypes(const MigrationTypes& types);
  void show(const LinkSnapshot& snapshot, int64_t now);
  QString headline() const { return m_headline->text(); }

 private:
  void showState(const LinkSnapshot& snapshot);
  void showCopy(const CopyProgress& copy, LinkState state);

  Direction m_direction;
  MigrationTypes m_types;
  NumberLabel* m_headline;
  NumberLabel* m_rates;
  NumberLabel* m_age;
  QLabel* m_what;
  QProgressBar* m_copy;
  ArrowLine* m_arrow;
};

}  // namespace twintide::ui
