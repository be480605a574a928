// Purpose: `--practice`: opens the practice pair in the window, waits until both links run, and
// runs the drill.
// Owner: main(). Thread: UI.
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

#include "engine/model/data_source.h"

namespace twintide {

namespace ui {
class MainWindow;
}

class PracticeRun : public QObject {
  Q_OBJECT
 public:
  explicit PracticeRun(ui::MainWindow& window, QObject* parent = nullptr);
  void start(ServerKind kind);
  QStringList problems() const { return m_problems; }

 signals:
  void ended();

 private:
  void poll();
  void finish(const QString& problem);

  ui::MainWindow& m_window;
  QStringList m_problems;
  QTimer m_timer;
  int m_polls = 0;
  bool m_drilling = false;
};

// Picks the two practice data sources in the open wizard and tests them.
void pickPracticeSites(ui::MainWindow& window);

}  // namespace twintide
